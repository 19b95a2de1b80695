// The module 'k6/crypto', as far as the scripts use it.
import * as node from 'node:crypto';

export function randomBytes(size) {
  return new Uint8Array(node.randomBytes(size)).buffer;
}
