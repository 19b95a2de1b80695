// What forms send as JSON: values with their places in the body, as "client.name" or "weekly.monday[0].from".

export function bodyOf(values) {
  const body = {};
  for (const [place, value] of values) {
    const path = place.split(/[.[\]]+/).filter(Boolean);
    const last = path.pop();
    const kind = (i) => (/^\d+$/.test(path[i + 1] ?? last) ? [] : {});
    path.reduce((at, key, i) => (at[key] ??= kind(i)), body)[last] = value;
  }

  return body;
}
