// @ts-check
import { sleep } from 'k6';
import { thinkSeconds } from './settings.js';

/** Lets a client think: between half and one and a half times as long as the average. */
export function think() {
  sleep(thinkSeconds * (0.5 + Math.random()));
}
