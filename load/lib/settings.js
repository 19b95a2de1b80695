// @ts-check

/** Where the front door is, without a slash at the end. */
export const baseUrl = (__ENV.BASE_URL || 'http://localhost:5080').replace(/\/+$/, '');

/** How many of the shops `shop-0001` … are asked for. */
export const shopCount = setting('SHOPS', 50);

/** How long a client thinks between two requests, on average. */
export const thinkSeconds = setting('THINK_SECONDS', 5);

/**
 * A number from the environment.
 * @param {string} name
 * @param {number} otherwise
 * @returns {number}
 */
export function setting(name, otherwise) {
  const value = __ENV[name] ? Number(__ENV[name]) : otherwise;
  if (!(value > 0)) throw new Error(`${name} must be a number above 0.`);
  return value;
}
