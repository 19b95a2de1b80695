// @ts-check
import { book, cancel, readAgain } from './lib/bookings.js';
import { setting, thinkSeconds } from './lib/settings.js';
import { any, anyDate, anyShop, look, slotsOf } from './lib/shops.js';
import { think } from './lib/think.js';

const visitsPerSecond = setting('RATE', 20);
const weeksOfVisit = 3;

// As many as are on a visit at one time, and half as many more.
const clients = Math.ceil(1.5 * visitsPerSecond * (thinkSeconds * (weeksOfVisit + 1) + 1));

/** @type {import('k6/options').Options} */
export const options = {
  scenarios: {
    soak: {
      executor: 'constant-arrival-rate',
      rate: visitsPerSecond,
      timeUnit: '1s',
      duration: __ENV.DURATION || '2h',
      preAllocatedVUs: clients,
    },
  },
  thresholds: {
    checks: ['rate>0.999'],
    bookings_accepted: ['count>0'],
    bookings_failed: ['count==0'],
    dropped_iterations: ['rate<0.1'],
    http_req_failed: ['rate<0.001'],
    'http_req_duration{name:page}': ['p(95)<100', 'p(99)<500'],
    'http_req_duration{name:booking}': ['p(95)<200', 'p(99)<1000'],
    'http_req_duration{name:read}': ['p(95)<200'],
    'http_req_duration{name:cancel}': ['p(95)<200'],
  },
};

/** A client looks around, books, comes back and gives the booking up, so that this can go on for days. */
export default function () {
  const shop = anyShop();
  let page = look(shop, anyDate(shop));
  for (let week = 1; week < weeksOfVisit; week++) {
    think();
    page = look(shop, anyDate(shop));
  }
  think();
  const slot = any(slotsOf(page));
  const booking = slot && book(shop, slot.start);
  if (!booking) return;
  think();
  readAgain(booking);
  cancel(booking);
}
