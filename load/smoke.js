// @ts-check
import { check, fail } from 'k6';
import { get, header, insist } from './lib/api.js';
import { bookingOf, cancel, newKey, readAgain, sendBooking } from './lib/bookings.js';
import { any, anyDate, anyShop, look, slotsOf } from './lib/shops.js';

/** @type {import('k6/options').Options} */
export const options = {
  scenarios: {
    smoke: { executor: 'shared-iterations', vus: 1, iterations: 5, maxDuration: '2m' },
  },
  thresholds: {
    checks: ['rate==1'],
    http_req_failed: ['rate==0'],
    http_req_duration: ['p(95)<1000'],
  },
};

/** One client goes through all that a client can do, once. */
export default function () {
  check(get('health', '/health/ready'), { 'it is ready': ({ status }) => status === 200 });

  const shop = anyShop();
  const from = anyDate(shop);
  const page = look(shop, from);
  const again = look(shop, from, { etag: header(page, 'Etag') });
  check(again, { 'a page that the client has is not sent again': ({ status }) => status === 304 });

  const slot = any(slotsOf(page));
  const barber = slot && any(slot.barbers);
  if (!slot || !barber) fail(`${shop.slug} has nothing open in the week from ${from}.`);

  const key = newKey();
  const first = insist(() => sendBooking(shop, slot.start, barber, key));
  if (!check(first, { 'an open start can be booked': ({ status }) => status === 201 })) {
    fail(`The booking was answered with ${first.status}.`);
  }
  const booking = bookingOf(first);
  check(sendBooking(shop, slot.start, barber, key), {
    'the same key answers the same booking': repeated =>
      repeated.status === 200 && bookingOf(repeated).id === booking.id,
  });
  check(sendBooking(shop, slot.start, barber, newKey()), {
    'somebody else is told that the time is taken': other =>
      other.status === 409 && other.json('code') === 'slot_taken',
  });

  readAgain(booking);
  cancel(booking);
}
