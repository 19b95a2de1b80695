// The list of a day: fetched anew after every change, one's own and those of others.

import { page, texts, watch } from "./staff-api.js";
import { clearDesk, forms } from "./staff-forms.js";

// Something has changed while somebody was at work on the page.
let stale = false;

// How often the page was asked for. An answer that another was asked for after is old.
let asked = 0;

// What the server last sent.
let shown = page().querySelector(".chairs").innerHTML;

forms(async (where) => {
  clearDesk();
  page().querySelector(".staff-news").textContent = texts.done;
  await refresh(Boolean(where.closest(".chairs")));
});

// A card that is closed has said what it had to say. (This event does not bubble.)
addEventListener("toggle", ({ target }) => {
  if (target.open) return;
  for (const error of target.querySelectorAll(".form-error")) error.hidden = true;
  if (stale) refresh();
}, true);

// The columns of the page as they are now.
async function refresh(fromCard) {
  const mine = ++asked;
  const response = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!response?.ok) return;
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html").querySelector(".staff");
  if (!fresh || mine !== asked) return;

  // A page that was left open over midnight.
  if (fresh.dataset.from !== page().dataset.from) return location.reload();

  // Nothing is new, and whoever is at work on the page keeps their place.
  const chairs = fresh.querySelector(".chairs").innerHTML;
  if (chairs === shown && !fromCard) return;

  // What somebody writes or reads just now is not taken away.
  stale = !fromCard && Boolean(page().querySelector(
    ".chairs form :focus, .chairs .sure[open], .chairs .form-error:not([hidden])"));
  if (stale) return;
  shown = chairs;
  const open = new Set([...page().querySelectorAll(".booking[open]")].map((booking) => booking.dataset.booking));
  for (const booking of fresh.querySelectorAll(".booking")) booking.open = open.has(booking.dataset.booking);
  page().querySelector(".chairs").replaceWith(fresh.querySelector(".chairs"));
  page().querySelector(".glance").replaceWith(fresh.querySelector(".glance"));
}

watch(() => refresh());
