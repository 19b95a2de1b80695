// @ts-check
import { header } from './lib/api.js';
import { book } from './lib/bookings.js';
import { setting } from './lib/settings.js';
import { any, anyDate, anyShop, look, slotsOf } from './lib/shops.js';
import { think } from './lib/think.js';

const clients = setting('CLIENTS', 10000);

// One request in twenty is a booking, as in docs/capacity.md.
const looksOfVisit = 19;

/** @type {import('k6/options').Options} */
export const options = {
  scenarios: {
    crowd: {
      executor: 'ramping-vus',
      startVUs: 0,
      stages: [
        { duration: '5m', target: clients },
        { duration: '10m', target: clients },
        { duration: '1m', target: 0 },
      ],
    },
  },
  thresholds: {
    checks: ['rate>0.999'],
    bookings_accepted: ['count>0'],
    bookings_failed: ['count==0'],
    http_req_failed: ['rate<0.001'],
    'http_req_duration{name:page}': ['p(95)<200', 'p(99)<1000'],
    'http_req_duration{name:booking}': ['p(95)<500', 'p(99)<2000'],
  },
};

/** A client keeps an eye on one week of a shop, over one connection, and books in the end. */
export default function () {
  const shop = anyShop();
  const from = anyDate(shop);
  let etag = '';
  for (let seen = 1; seen < looksOfVisit; seen++) {
    etag = header(look(shop, from, { etag, read: false }), 'Etag');
    think();
  }

  // Only the last page is read: 10,000 clients at once could not keep theirs in memory.
  const slot = any(slotsOf(look(shop, from)));
  think();
  if (slot) book(shop, slot.start);
}
