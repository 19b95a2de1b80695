// What staff changes goes to the API as JSON, with the same rules and refusals as for everybody; then the page is fetched
// anew. So it is when somebody else changes something.

import { instant } from "./wall-clock.js";

const page = () => document.querySelector(".staff");
const quietMs = 300;
const retryMs = 5_000;

// Something has changed while somebody was at work on the page.
let stale = false;

// The fields of a form as the API wants them: "client.name" is the name of the client; times get their date.
function bodyOf(form) {
  const body = {};
  for (const field of form.elements) {
    if (!field.name || field.name === "date" || field.value === "") continue;
    const path = field.name.split(".");
    const last = path.pop();
    const target = path.reduce((at, name) => (at[name] ??= {}), body);
    target[last] = field.type === "time"
      ? instant(form.elements.date.value, field.value, page().dataset.zone)
      : field.value;
  }

  return body;
}

// A key that nobody has had; crypto.randomUUID is there on safe connections only.
const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16)).join("");

async function send(element, body, key) {
  let [method, address] = element.dataset.api.split(" ");
  address = address.replace("{barber}", () => body.barber);
  if (element.dataset.api.includes("{barber}")) delete body.barber;
  const headers = { "Content-Type": "application/json", "X-CSRF-Token": page().dataset.token };
  if (key) headers["Idempotency-Key"] = key;
  const response = await fetch(address, { method, headers, body: JSON.stringify(body) }).catch(() => null);
  const problem = response?.ok ? null : await response?.json().catch(() => null);
  return response?.ok ? null : problem?.detail ?? page().dataset.noAnswer;
}

async function act(element, body) {
  const where = element.closest("form, details");
  const error = where.querySelector(".form-error");

  // The same attempt has the same key: sent again after no answer, it books nothing twice.
  const key = "keyed" in element.dataset ? (element.dataset.key ??= newKey()) : null;
  const buttons = where.querySelectorAll("button");
  buttons.forEach((button) => (button.disabled = true));
  const refusal = await send(element, body, key);
  buttons.forEach((button) => (button.disabled = false));
  error.hidden = !refusal;
  error.textContent = refusal ?? "";
  if (refusal) {
    if (refusal !== page().dataset.noAnswer) delete element.dataset.key;
    return;
  }

  await refresh(page().dataset.done, Boolean(where.closest(".chairs")));
}

addEventListener("click", ({ target }) => {
  const button = target.closest?.("button[data-api]");
  if (button) act(button, {});
});

addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-api]");
  if (!form) return;
  event.preventDefault();
  act(form, bodyOf(form));
});

// A card that is closed has said what it had to say. (This event does not bubble.)
addEventListener("toggle", ({ target }) => {
  if (target.open) return;
  for (const error of target.querySelectorAll(".form-error")) error.hidden = true;
  if (stale) refresh();
}, true);

// The columns of the page as they are now.
async function refresh(news, fromCard) {
  const response = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!response?.ok) return;
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html").querySelector(".staff");
  if (!fresh) return;
  if (news) {
    for (const form of page().querySelectorAll(".desk form")) {
      form.reset();
      delete form.dataset.key;
    }

    page().querySelector(".staff-news").textContent = news;
  }

  // What somebody writes or reads just now is not taken away.
  stale = !fromCard && Boolean(page().querySelector(".chairs form :focus, .chairs .form-error:not([hidden])"));
  if (stale) return;
  const open = new Set([...page().querySelectorAll(".booking[open]")].map((booking) => booking.dataset.booking));
  for (const booking of fresh.querySelectorAll(".booking")) booking.open = open.has(booking.dataset.booking);
  page().querySelector(".chairs").replaceWith(fresh.querySelector(".chairs"));
  page().querySelector("header + .soft").replaceWith(fresh.querySelector("header + .soft"));
}

// Every booking changes somebody's open starts; so does every cancellation.
function watch() {
  const { shop, service, date } = page().dataset;
  if (!service) return;
  const query = new URLSearchParams({ service, from: date, days: 1 });
  const stream = new EventSource(`/v1/shops/${shop}/availability/stream?${query}`);
  let timer;
  stream.addEventListener("availability", () => {
    clearTimeout(timer);
    timer = setTimeout(() => refresh(), quietMs);
  });
  stream.addEventListener("error", () => {
    if (stream.readyState === EventSource.CLOSED) setTimeout(watch, retryMs);
  });
  addEventListener("pagehide", () => stream.close());
}

watch();
