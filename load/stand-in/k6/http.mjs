// The module 'k6/http', as far as the scripts use it. Requests wait for their answer, as k6's do.
import { ask, record, requireVu } from '../session.mjs';
import { strict } from '../strict.mjs';

const knownParams = ['headers', 'responseType', 'tags'];

let isExpected = status => status >= 200 && status < 400;

export function get(url, params) {
  return request('GET', url, null, params);
}

export function post(url, body, params) {
  return request('POST', url, body, params);
}

export function expectedStatuses(...statuses) {
  if (!statuses.every(Number.isInteger)) throw new TypeError('The stand-in knows single statuses only.');
  return status => statuses.includes(status);
}

export function setResponseCallback(callback) {
  isExpected = callback;
}

export default strict({ get, post, expectedStatuses, setResponseCallback }, 'http');

function request(method, url, body, params = {}) {
  requireVu(`http.${method.toLowerCase()}`);
  const unknown = Object.keys(params).find(name => !knownParams.includes(name));
  if (unknown) throw new TypeError(`The stand-in does not know the request parameter '${unknown}'.`);
  if (body !== null && typeof body !== 'string') throw new TypeError('The stand-in sends strings only.');

  const { headers = {}, responseType = 'text', tags = {} } = params;
  const answer = ask({ method, url, body, headers });
  if (answer.error) console.warn(`Request failed: ${method} ${url}: ${answer.error}`);
  if (responseType === 'none') answer.body = null;

  const expected = isExpected(answer.status);
  const all = { method, url, name: url, status: String(answer.status), ...tags, expected_response: String(expected) };
  record('http_reqs', 1, all);
  record('http_req_failed', Number(!expected), all);
  record('http_req_duration', answer.timings.duration, all);
  const timings = strict(answer.timings, 'timings');
  return strict({ ...answer, url, timings, json: name => json(answer, name) }, 'response');
}

function json({ body }, name) {
  if (body === null) throw new TypeError('The response has no body.');
  const value = JSON.parse(body);
  if (name === undefined) return value;
  if (!/^\w+$/.test(name)) throw new TypeError(`The stand-in selects a member by its name only, not '${name}'.`);
  return value?.[name];
}
