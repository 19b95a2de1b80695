// Runs a k6 script for a few iterations where k6 is not there: each VU is a thread, in which the script finds small
// modules in place of k6's. It tells whether a script works, and not how fast a server is: the load that the scenarios
// describe is not made, and thresholds over durations do not decide. What a script may use is what is in `k6/`;
// anything else is an error.
//
//     node stand-in/run.mjs [--vus 1] [--iterations 1] script.js
//
// As with k6, the iterations are shared among the VUs, and settings come from the environment. The exit status is 1
// when a check fails, a threshold over a count or a rate is crossed, or a function of the script throws.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { report } from './report.mjs';
import { readThresholds } from './thresholds.mjs';
import { VirtualUser } from './virtual-user.mjs';

const knownOptions = ['scenarios', 'thresholds'];

const { values, positionals } = parseArgs({
  options: { vus: { type: 'string', default: '1' }, iterations: { type: 'string', default: '1' } },
  allowPositionals: true,
});
const vus = positive('vus');
const iterations = positive('iterations');
if (positionals.length !== 1) throw new Error('Name one script.');

process.exitCode = await main(pathToFileURL(path.resolve(positionals[0])).href) ? 0 : 1;

async function main(script) {
  const first = await VirtualUser.start(script, 0);
  const { options, metrics, functions } = first.loaded;
  const thresholds = readThresholds(options, metrics);
  const scenarios = readScenarios(options, functions);

  const started = performance.now();
  const results = [];
  const setup = functions.includes('setup') ? await first.run({ run: 'setup' }) : { samples: [], errors: [] };
  results.push(setup);
  if (setup.errors.length === 0) {
    const users = await Promise.all(Array.from({ length: vus }, (_, index) => VirtualUser.start(script, index + 1)));
    for (const exec of scenarios) {
      const taken = new Int32Array(new SharedArrayBuffer(4));
      const order = { run: 'iterations', exec, data: setup.data, taken, iterations };
      results.push(...await Promise.all(users.map(user => user.run(order))));
    }
    await Promise.all(users.map(user => user.stop()));
    if (functions.includes('teardown')) results.push(await first.run({ run: 'teardown', data: setup.data }));
  }
  await first.stop();

  return report(thresholds, metrics, {
    samples: results.flatMap(({ samples }) => samples),
    errors: results.flatMap(({ errors }) => errors),
    seconds: (performance.now() - started) / 1000,
  });
}

// The functions that the scenarios execute, one scenario after the other.
function readScenarios(options, functions) {
  const unknown = Object.keys(options).find(name => !knownOptions.includes(name));
  if (unknown) throw new Error(`The stand-in does not know the option '${unknown}'.`);
  const names = Object.values(options.scenarios ?? { default: {} }).map(({ exec }) => exec ?? 'default');
  const missing = names.find(name => !functions.includes(name));
  if (missing) throw new Error(`The script does not export the function '${missing}'.`);
  return names;
}

function positive(name) {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} must be a whole number above 0.`);
  return value;
}
