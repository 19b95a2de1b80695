// @ts-check
import { check, fail } from 'k6';
import { get, header, insist } from './api.js';
import { shopCount } from './settings.js';

const firstDayAhead = 2;
const dayMs = 24 * 60 * 60 * 1000;

/**
 * What a client has to know of a shop.
 * @typedef {{ slug: string, service: string, horizonDays: number }} Shop
 */

/**
 * A start that is open, and with whom.
 * @typedef {{ start: string, barbers: string[] }} Slot
 */

// A client reads a shop once. Each VU has modules of its own, and so a copy of this.
/** @type {Map<string, Shop>} */
const known = new Map();

/**
 * One of the shops.
 * @returns {Shop}
 */
export function anyShop() {
  const slug = `shop-${String(1 + below(shopCount)).padStart(4, '0')}`;
  const shop = known.get(slug) || readShop(slug);
  known.set(slug, shop);
  return shop;
}

/**
 * A date from which a week can be booked: not so near that a booking could no longer be cancelled.
 * @param {Shop} shop
 * @returns {string}
 */
export function anyDate(shop) {
  const ahead = firstDayAhead + below(Math.max(1, shop.horizonDays - firstDayAhead - 7));
  return new Date(Date.now() + ahead * dayMs).toISOString().slice(0, 10);
}

/**
 * The page of open starts.
 * @param {Shop} shop
 * @param {string} from the first date
 * @param {{ days?: number, etag?: string, read?: boolean }} [how] `etag` of the page that the client has already;
 * `read: false` when only headers are of interest, which spares memory
 * @returns {import('./api.js').Answer}
 */
export function look(shop, from, { days = 7, etag = '', read = true } = {}) {
  const path = `/v1/shops/${shop.slug}/availability?service=${shop.service}&from=${from}&days=${days}`;
  const page = insist(() => get('page', path, {
    headers: etag ? { 'If-None-Match': etag } : {},
    responseType: read ? 'text' : 'none',
  }));
  check(page, {
    'a page is answered': ({ status }) => status === 200 || (status === 304 && etag !== ''),
    'a page has an ETag': answer => header(answer, 'Etag') !== '',
  });
  return page;
}

/**
 * The open starts of a page that was read.
 * @param {import('./api.js').Answer} page
 * @returns {Slot[]}
 */
export function slotsOf(page) {
  if (page.status !== 200) return [];
  const { days } = /** @type {{ days: { slots: Slot[] }[] }} */ (/** @type {unknown} */ (page.json()));
  return days.flatMap(day => day.slots);
}

/**
 * One of these; undefined when there is none.
 * @template T
 * @param {T[]} items
 * @returns {T | undefined}
 */
export function any(items) {
  return items[below(items.length)];
}

/**
 * @param {number} count
 * @returns {number} a whole number from 0 on, below this one
 */
function below(count) {
  return Math.floor(Math.random() * count);
}

/**
 * @param {string} slug
 * @returns {Shop}
 */
function readShop(slug) {
  const answer = insist(() => get('shop', `/v1/shops/${slug}`));
  if (!check(answer, { 'a shop is answered': ({ status }) => status === 200 })) {
    fail(`${slug} was answered with ${answer.status}; are there as many shops as SHOPS says?`);
  }
  const shop = /** @type {{ policy: { horizonDays: number }, services: { id: string, deposit?: object }[] }} */ (
    /** @type {unknown} */ (answer.json()));
  const service = shop.services.find(({ deposit }) => !deposit);
  if (!service) fail(`${slug} has no service without a deposit.`);
  return { slug, service: service.id, horizonDays: shop.policy.horizonDays };
}
