// @ts-check
import { book } from './lib/bookings.js';
import { setting } from './lib/settings.js';
import { any, anyDate, anyShop, look, slotsOf } from './lib/shops.js';

const bookingsPerSecond = setting('RATE', 50);

// As many as are at it when one takes a second; three times as many when the server is slow.
const clients = Math.ceil(bookingsPerSecond);

/** @type {import('k6/options').Options} */
export const options = {
  scenarios: {
    book: {
      executor: 'constant-arrival-rate',
      rate: bookingsPerSecond,
      timeUnit: '1s',
      duration: '2m',
      preAllocatedVUs: clients,
      maxVUs: 3 * clients,
    },
  },
  thresholds: {
    checks: ['rate>0.999'],
    bookings_accepted: ['count>0'],
    bookings_failed: ['count==0'],
    dropped_iterations: ['rate<0.1'],
    http_req_failed: ['rate<0.001'],
    'http_req_duration{name:page}': ['p(95)<100'],
    'http_req_duration{name:booking}': ['p(95)<200', 'p(99)<500'],
  },
};

/** A client looks at two days of a shop, of which one is a working day, and books one of the open starts. */
export default function () {
  const shop = anyShop();
  const slot = any(slotsOf(look(shop, anyDate(shop), { days: 2 })));
  if (slot) book(shop, slot.start);
}
