// @ts-check
import { check, fail, sleep } from 'k6';
import { book } from './lib/bookings.js';
import { setting } from './lib/settings.js';
import { any, anyDate, anyShop, look, slotsOf } from './lib/shops.js';

const clients = setting('CLIENTS', 5000);
const gatherSeconds = 5;

// A page may be behind the bookings by this much; see docs/consistency.md.
const pageDelaySeconds = 3;
const lookAgainSeconds = 0.25;

/** @type {import('k6/options').Options} */
export const options = {
  scenarios: {
    stampede: { executor: 'per-vu-iterations', vus: clients, iterations: 1, maxDuration: '2m' },
  },
  thresholds: {
    checks: ['rate==1'],
    bookings_accepted: ['count==1'],
    bookings_failed: ['count==0'],
    http_req_failed: ['rate==0'],
    'http_req_duration{name:booking}': ['p(95)<5000'],
  },
};

/**
 * What everybody wants, and from when on.
 * @typedef {{ shop: import('./lib/shops.js').Shop, start: string, barber: string, opensAtMs: number }} Wanted
 */

/**
 * Chooses one start of one barber.
 * @returns {Wanted}
 */
export function setup() {
  const shop = anyShop();
  const slot = any(slotsOf(look(shop, anyDate(shop))));
  const barber = slot && any(slot.barbers);
  if (!slot || !barber) fail(`${shop.slug} has nothing open in that week.`);
  return { shop, start: slot.start, barber, opensAtMs: Date.now() + gatherSeconds * 1000 };
}

/**
 * A client opens its connection, waits for the moment, and wants the same as all others.
 * @param {Wanted} wanted
 */
export default function ({ shop, start, barber, opensAtMs }) {
  look(shop, dateOf(start), { read: false });
  sleep(Math.max(0, opensAtMs - Date.now()) / 1000);
  book(shop, start, barber);
}

/**
 * The start has to leave the page of its day.
 * @param {Wanted} wanted
 */
export function teardown({ shop, start, barber }) {
  const deadlineMs = Date.now() + pageDelaySeconds * 1000;
  const isOpen = () => slotsOf(look(shop, dateOf(start), { days: 1 }))
    .some(slot => slot.start === start && slot.barbers.includes(barber));
  let open = isOpen();
  while (open && Date.now() < deadlineMs) {
    sleep(lookAgainSeconds);
    open = isOpen();
  }
  check(open, { 'the start is gone from the page': stillOpen => !stillOpen });
}

/**
 * The date by the shop's clock: an instant is written with the shop's offset.
 * @param {string} start
 * @returns {string}
 */
function dateOf(start) {
  return start.slice(0, 10);
}
