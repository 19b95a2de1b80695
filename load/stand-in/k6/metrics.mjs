// The module 'k6/metrics', as far as the scripts use it.
import { define, record, requireVu } from '../session.mjs';

export class Counter {
  constructor(name) {
    define(name, 'counter');
    this.name = name;
  }

  add(value, tags = {}) {
    requireVu('Counter.add');
    record(this.name, Number(value), tags);
  }
}
