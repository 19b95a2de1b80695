// @ts-check
import { header } from './lib/api.js';
import { setting } from './lib/settings.js';
import { anyDate, anyShop, look } from './lib/shops.js';
import { think } from './lib/think.js';

const clients = setting('CLIENTS', 200);
const weeksOfVisit = 3;

/** @type {import('k6/options').Options} */
export const options = {
  scenarios: {
    browse: {
      executor: 'ramping-vus',
      startVUs: 0,
      stages: [
        { duration: '30s', target: clients },
        { duration: '2m', target: clients },
        { duration: '30s', target: 0 },
      ],
    },
  },
  thresholds: {
    checks: ['rate>0.999'],
    http_req_failed: ['rate<0.001'],
    'http_req_duration{name:shop}': ['p(95)<200'],
    'http_req_duration{name:page}': ['p(95)<100', 'p(99)<250'],
  },
};

/** A client looks at some weeks of a shop, at each of them twice, and books nothing. */
export default function () {
  const shop = anyShop();
  for (let week = 0; week < weeksOfVisit; week++) {
    const from = anyDate(shop);
    const page = look(shop, from, { read: false });
    think();
    look(shop, from, { etag: header(page, 'Etag'), read: false });
    think();
  }
}
