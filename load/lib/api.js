// @ts-check
import { sleep } from 'k6';
import http from 'k6/http';
import { Counter } from 'k6/metrics';
import { baseUrl } from './settings.js';

const maxAttempts = 10;
const secondsAfterLostAnswer = 1;

const repeated = new Counter('requests_repeated');

// That somebody else has the time is an answer as good as any.
http.setResponseCallback(http.expectedStatuses(200, 201, 304, 409));

/** @typedef {import('k6/http').RefinedResponse<'text' | 'none'>} Answer */

/**
 * Asks for a page.
 * @param {string} name by which its requests are told apart in metrics
 * @param {string} path
 * @param {{ headers?: Record<string, string>, responseType?: 'text' | 'none' }} [params]
 * @returns {Answer}
 */
export function get(name, path, { headers = {}, responseType = 'text' } = {}) {
  return http.get(baseUrl + path, { headers, responseType, tags: { name } });
}

/**
 * Sends something.
 * @param {string} name by which its requests are told apart in metrics
 * @param {string} path
 * @param {object | null} body
 * @param {Record<string, string>} headers
 * @returns {Answer}
 */
export function post(name, path, body, headers) {
  return http.post(baseUrl + path, body && JSON.stringify(body), {
    headers: { 'Content-Type': 'application/json', ...headers },
    responseType: 'text',
    tags: { name },
  });
}

/**
 * Sends a request that may be repeated, as a client would who wants to know how it ended: again after as long as a 503
 * says in `Retry-After`, and again when no answer came.
 * @param {() => Answer} send
 * @returns {Answer} the last one
 */
export function insist(send) {
  for (let attempt = 1; ; attempt++) {
    const answer = send();
    const waitSeconds = secondsUntilRepeating(answer);
    if (waitSeconds === null || attempt === maxAttempts) return answer;
    repeated.add(1);
    sleep(waitSeconds);
  }
}

/**
 * A header of an answer, which k6 spells as Go does: `Etag`, `Retry-After`.
 * @param {Answer} answer
 * @param {string} name
 * @returns {string} empty when it is not there
 */
export function header(answer, name) {
  return (answer.status !== 0 && answer.headers[name]) || '';
}

/**
 * @param {Answer} answer
 * @returns {number | null} null when repeating is no remedy
 */
function secondsUntilRepeating(answer) {
  if (answer.status === 0) return secondsAfterLostAnswer;
  const retryAfter = header(answer, 'Retry-After');
  return answer.status === 503 && /^\d+$/.test(retryAfter) ? Number(retryAfter) : null;
}
