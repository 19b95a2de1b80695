// The module 'k6', as far as the scripts use it.
import { record, requireVu } from '../session.mjs';

const never = new Int32Array(new SharedArrayBuffer(4));

export function check(value, tests, tags = {}) {
  requireVu('check');
  let allPassed = true;
  for (const [name, test] of Object.entries(tests)) {
    const passed = Boolean(typeof test === 'function' ? test(value) : test);
    record('checks', Number(passed), { ...tags, check: name });
    allPassed &&= passed;
  }
  return allPassed;
}

export function fail(reason) {
  throw new Error(reason);
}

export function sleep(seconds) {
  requireVu('sleep');
  if (!(seconds >= 0)) throw new TypeError(`sleep() was given ${seconds}.`);
  Atomics.wait(never, 0, 0, seconds * 1000);
}
