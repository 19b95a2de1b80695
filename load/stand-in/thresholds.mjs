// Thresholds as k6 writes them: 'http_req_duration{name:page}' and 'p(95)<100'.
const methods = {
  counter: ['count', 'rate'],
  rate: ['rate'],
  trend: ['avg', 'min', 'med', 'max', 'p'],
};

const comparisons = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
  '===': (a, b) => a === b,
  '!=': (a, b) => a !== b,
};

/** Reads the thresholds of the options; throws when one is not understood, or speaks of a metric that nobody made. */
export function readThresholds(options, metrics) {
  return Object.entries(options.thresholds ?? {}).flatMap(([selector, expressions]) => {
    const [, metric, tags] = /^(\w+)(?:\{(.*)\})?$/.exec(selector) ?? [];
    const type = metrics[metric];
    if (!type) throw new Error(`A threshold is for '${selector}', and there is no such metric.`);
    return expressions.map(expression => ({
      text: `${selector} ${expression}`,
      metric,
      type,
      tags: readTags(selector, tags),
      ...readExpression(expression, type),
    }));
  });
}

/** What the samples come to, and whether that is within the threshold. */
export function evaluate(threshold, samples, seconds) {
  const values = samples
    .filter(({ metric, tags }) => metric === threshold.metric
      && Object.entries(threshold.tags).every(([name, value]) => tags[name] === value))
    .map(({ value }) => value);
  const seen = aggregate(threshold, values, seconds);
  return { seen, holds: comparisons[threshold.operator](seen, threshold.value) };
}

function readTags(selector, tags) {
  if (tags === undefined) return {};
  return Object.fromEntries(tags.split(',').map(pair => {
    const [, name, value] = /^\s*(\w+)\s*:\s*(.+?)\s*$/.exec(pair) ?? [];
    if (!name) throw new Error(`The tags of the threshold '${selector}' are not understood.`);
    return [name, value];
  }));
}

function readExpression(expression, type) {
  const [, method, percentile, operator, value] =
    /^\s*(\w+)(?:\(([\d.]+)\))?\s*(<=|<|>=|>|===|==|!=)\s*(\d+(?:\.\d+)?)\s*$/.exec(expression) ?? [];
  if (!methods[type].includes(method) || (method === 'p') !== (percentile !== undefined)) {
    throw new Error(`The threshold '${expression}' is not understood, or not for a ${type}.`);
  }
  return { method, percentile: Number(percentile), operator, value: Number(value) };
}

function aggregate({ type, method, percentile }, values, seconds) {
  const sum = values.reduce((total, value) => total + value, 0);
  if (type === 'counter') return method === 'count' ? sum : sum / seconds;

  // Nothing to take a share of: NaN, which is within no threshold.
  if (type === 'rate') return sum / values.length;
  if (values.length === 0) return 0;
  if (method === 'avg') return sum / values.length;
  return quantile(values, { min: 0, med: 0.5, max: 1, p: percentile / 100 }[method]);
}

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  return below + (sorted[Math.ceil(place)] - below) * (place - Math.floor(place));
}
