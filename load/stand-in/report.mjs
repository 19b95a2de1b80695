// What a run has to say at its end.
import { evaluate } from './thresholds.mjs';

/** Prints checks, counts, thresholds and errors; false when one of them says that the run has failed. */
export function report(thresholds, metrics, { samples, errors, seconds }) {
  const checks = reportChecks(samples);
  for (const metric of Object.keys(metrics).filter(name => metrics[name] === 'counter')) {
    const count = samples.reduce((sum, sample) => sum + (sample.metric === metric ? sample.value : 0), 0);
    console.log(`      ${metric}: ${count}`);
  }
  const limits = thresholds.map(threshold => reportThreshold(threshold, evaluate(threshold, samples, seconds)));
  for (const error of errors) console.log(`ERROR ${error}`);

  const passed = checks.every(Boolean) && limits.every(Boolean) && errors.length === 0;
  console.log(`${passed ? 'PASSED' : 'FAILED'} in ${seconds.toFixed(1)} s`);
  return passed;
}

function reportChecks(samples) {
  const byName = new Map();
  for (const { value, tags } of samples.filter(({ metric }) => metric === 'checks')) {
    byName.set(tags.check, [...(byName.get(tags.check) ?? []), value]);
  }
  return [...byName].map(([name, values]) => {
    const passes = values.filter(Boolean).length;
    console.log(`${passes === values.length ? 'ok   ' : 'FAIL '} ${name}: ${passes} of ${values.length}`);
    return passes === values.length;
  });
}

// A duration says more of the machine than of the script, and does not decide.
function reportThreshold({ text, type }, { seen, holds }) {
  const decides = type !== 'trend';
  const mark = holds ? 'ok   ' : decides ? 'FAIL ' : 'slow ';
  const number = Number.isInteger(seen) ? seen : seen.toFixed(3);
  console.log(`${mark} ${text}: ${number}${holds || decides ? '' : ' (does not decide)'}`);
  return holds || !decides;
}
