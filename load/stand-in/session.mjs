// What the stand-in's modules and the thread of a VU have in common: samples, and the way to the network.
import { receiveMessageOnPort } from 'node:worker_threads';

// The metrics of k6 itself that thresholds of the scripts may speak of.
const metrics = new Map(Object.entries({
  checks: 'rate',
  dropped_iterations: 'counter',
  http_req_duration: 'trend',
  http_req_failed: 'rate',
  http_reqs: 'counter',
  iteration_duration: 'trend',
  iterations: 'counter',
}));

let samples = [];
let network = null;
let isInit = true;

/** Ends the init context, in which metrics are made and nothing is asked. */
export function beginRunning(port) {
  network = port;
  isInit = false;
}

export function requireVu(what) {
  if (isInit) throw new Error(`${what}() is not to be had in the init context.`);
}

export function define(name, type) {
  if (!isInit) throw new Error(`The metric '${name}' has to be made in the init context.`);
  const before = metrics.get(name) ?? type;
  if (before !== type) throw new Error(`The metric '${name}' is a ${before} already.`);
  metrics.set(name, type);
}

export function metricTypes() {
  return Object.fromEntries(metrics);
}

export function record(metric, value, tags) {
  if (!Number.isFinite(value)) throw new TypeError(`The metric '${metric}' was given ${value}.`);
  samples.push({ metric, value, tags });
}

export function takeSamples() {
  const taken = samples;
  samples = [];
  return taken;
}

/** Has the main thread send a request, and sleeps until the answer is here. */
export function ask(request) {
  const signal = new Int32Array(new SharedArrayBuffer(4));
  network.postMessage({ ...request, signal });
  Atomics.wait(signal, 0, 0);
  return receiveMessageOnPort(network).message;
}
