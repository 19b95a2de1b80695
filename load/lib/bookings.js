// @ts-check
import { check } from 'k6';
import { randomBytes } from 'k6/crypto';
import { Counter } from 'k6/metrics';
import { get, insist, post } from './api.js';

const accepted = new Counter('bookings_accepted');
const refused = new Counter('bookings_refused');
const failed = new Counter('bookings_failed');

/** @typedef {{ id: string, status: string, manageToken: string }} Booking */

/**
 * A new Idempotency-Key.
 * @returns {string}
 */
export function newKey() {
  return Array.from(new Uint8Array(randomBytes(16)), byte => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Books, repeats with the same key until there is an outcome, and counts that.
 * @param {import('./shops.js').Shop} shop
 * @param {string} start
 * @param {string} [barber]
 * @returns {Booking | null} null when it was refused, or failed
 */
export function book(shop, start, barber = 'any') {
  const key = newKey();
  const answer = insist(() => sendBooking(shop, start, barber, key));
  const isAccepted = answer.status === 201 || answer.status === 200;
  const isRefused = answer.status === 409 && answer.json('code') === 'slot_taken';
  check(answer, { 'a booking is accepted, or its time is taken': () => isAccepted || isRefused });
  (isAccepted ? accepted : isRefused ? refused : failed).add(1);
  return isAccepted ? bookingOf(answer) : null;
}

/**
 * Sends a request to book, once.
 * @param {import('./shops.js').Shop} shop
 * @param {string} start
 * @param {string} barber
 * @param {string} key
 * @returns {import('./api.js').Answer}
 */
export function sendBooking(shop, start, barber, key) {
  const body = { service: shop.service, barber, start, client: { name: 'Load test' } };
  return post('booking', `/v1/shops/${shop.slug}/bookings`, body, { 'Idempotency-Key': key });
}

/**
 * Comes back to a booking with its token.
 * @param {Booking} booking
 */
export function readAgain(booking) {
  const answer = insist(() => get('read', `/v1/bookings/${booking.id}`, { headers: authorization(booking) }));
  check(answer, {
    'a booking can be read with its token': ({ status }) => status === 200 && bookingOf(answer).id === booking.id,
  });
}

/**
 * Gives a booking up.
 * @param {Booking} booking
 */
export function cancel(booking) {
  const answer = insist(() => post('cancel', `/v1/bookings/${booking.id}/cancel`, null, authorization(booking)));
  check(answer, {
    'a booking can be cancelled': ({ status }) => status === 200 && bookingOf(answer).status === 'cancelled',
  });
}

/**
 * @param {import('./api.js').Answer} answer
 * @returns {Booking}
 */
export function bookingOf(answer) {
  return /** @type {Booking} */ (/** @type {unknown} */ (answer.json()));
}

/**
 * @param {Booking} booking
 * @returns {Record<string, string>}
 */
function authorization(booking) {
  return { Authorization: `Booking ${booking.manageToken}` };
}
