// The open starts of a shop, and what becomes of them. Calls `changed` with each day that is not known to be the same
// as before; days are {date, slots: [{start, barbers}]}, and only those slots that the wanted barber is free for.

import { live } from "./live.js";

export function watch({ shop, service, barber, from, days }, changed) {
  const query = new URLSearchParams({ service, barber, from, days });
  const address = `/v1/shops/${shop}/availability`;
  const mine = (day) => ({
    ...day,
    slots: barber === "any" ? day.slots : day.slots.filter((slot) => slot.barbers.includes(barber)),
  });

  live(`${address}/stream?${query}`, (stream) => {
    // What changed between the making of the page, or the end of the last stream, and the beginning of this one.
    stream.addEventListener("open", async () => {
      const response = await fetch(`${address}?${query}`).catch(() => null);
      if (response?.ok) for (const day of (await response.json()).days) changed(mine(day));
    });
    stream.addEventListener("availability", ({ data }) => changed(mine(JSON.parse(data))));
  });
}
