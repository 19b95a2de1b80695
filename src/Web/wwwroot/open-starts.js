// The open starts of a shop, and what becomes of them. Calls `changed` with each day that is not known to be the same
// as before; days are {date, slots: [{start, barbers}]}, and only those slots that the wanted barber is free for.

const retryMs = 5_000;

export function watch({ shop, service, barber, from, days }, changed) {
  const query = new URLSearchParams({ service, barber, from, days });
  const address = `/v1/shops/${shop}/availability`;
  const mine = (day) => ({
    ...day,
    slots: barber === "any" ? day.slots : day.slots.filter((slot) => slot.barbers.includes(barber)),
  });

  const stream = new EventSource(`${address}/stream?${query}`);

  // What changed between the making of the page and the beginning of the stream.
  stream.addEventListener("open", async () => {
    const response = await fetch(`${address}?${query}`).catch(() => null);
    if (response?.ok) for (const day of (await response.json()).days) changed(mine(day));
  });
  stream.addEventListener("availability", ({ data }) => changed(mine(JSON.parse(data))));
  stream.addEventListener("error", () => {
    if (stream.readyState !== EventSource.CLOSED) return;
    setTimeout(() => watch({ shop, service, barber, from, days }, changed), retryMs);
  });
  addEventListener("pagehide", () => stream.close());
}
