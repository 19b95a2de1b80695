// The thread of one VU: loads the script as k6's init context does, and runs what the main thread tells it to.
import { register } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { beginRunning, metricTypes, record, takeSamples } from './session.mjs';

register('./modules-hook.mjs', import.meta.url);
globalThis.__ENV = { ...process.env };
globalThis.__VU = workerData.vu;
globalThis.__ITER = 0;

const script = await import(workerData.script);
const functions = Object.keys(script).filter(name => typeof script[name] === 'function');
beginRunning(workerData.network);

parentPort.on('message', async ({ run, ...order }) => {
  const result = run === 'iterations' ? await iterate(order) : await once(run, order.data);
  parentPort.postMessage({ ...result, samples: takeSamples() });
});
const options = JSON.parse(JSON.stringify(script.options ?? {}));
parentPort.postMessage({ functions, metrics: metricTypes(), options });

// setup and teardown; what setup returns goes to the VUs as JSON.
async function once(name, data) {
  try {
    const result = await script[name](data);
    return { data: result === undefined ? undefined : JSON.parse(JSON.stringify(result)), errors: [] };
  } catch (error) {
    return { errors: [`${name}: ${error.stack}`] };
  }
}

// Takes from the iterations that all VUs share, until none is left.
async function iterate({ exec, data, taken, iterations }) {
  const errors = [];
  while (Atomics.add(taken, 0, 1) < iterations) {
    const started = performance.now();
    try {
      await script[exec](data);
    } catch (error) {
      errors.push(`${exec}: ${error.stack}`);
    }
    record('iterations', 1, {});
    record('iteration_duration', performance.now() - started, {});
    globalThis.__ITER++;
  }
  return { errors };
}
