// What the pages of a shop's people have in common: changes go to the API as JSON, with the same rules and refusals as
// for everybody, and what it refuses is said in the reader's language.

import { call, json } from "./call-api.js";
import { live } from "./live.js";
import { instant as instantIn } from "./wall-clock.js";

const quietMs = 300;
const anewMs = 60_000;

export const page = () => document.querySelector(".staff");
export const texts = JSON.parse(page().dataset.texts);
// Dates as on the other pages: the day first, in English, too.
export const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
export const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (_, i) => values[i]);

// What a clock shows, "2026-12-01T10:15", and what it shows some seconds later.
export const clock = (time) => time.slice(0, 16);
export const later = (time, seconds) => clock(new Date(Date.parse(`${time}Z`) + seconds * 1_000).toISOString());

// The moment at which the shop's clock shows a time, in RFC 3339.
export const instant = (time) => instantIn(...time.split("T"), page().dataset.zone);

// Null when it is done, or the refusal: problem details (RFC 9457), empty when there was no answer.
export async function send(api, body, key) {
  if (api.includes("{barber}")) {
    const { barber, ...rest } = body;
    [api, body] = [api.replace("{barber}", barber), rest];
  }

  const headers = key ? { ...json, "Idempotency-Key": key } : json;
  const { ok, answer } = await call(api, page().dataset.token, body && JSON.stringify(body), headers);
  return ok ? null : answer ?? {};
}

// Says a refusal in an element. Where other times are open, each is a button that asks for it.
export function say(element, refusal, labelOf, again) {
  element.hidden = false;
  element.replaceChildren(Object.assign(document.createElement("p"), { textContent: words(refusal, labelOf) }));
  const buttons = (refusal.alternatives ?? []).flatMap((other) => buttonOf(other, again));
  if (buttons.length === 0) return;
  const list = document.createElement("div");
  list.className = "alternatives-here";
  list.append(texts.nearest, ...buttons);
  element.append(list);
}

function words({ code, detail, errors }, labelOf) {
  if (!code) return texts.noAnswer;
  const labels = code === "validation_failed" ? (errors ?? []).map(({ field }) => labelOf(field)) : [];
  if (labels.length > 0 && labels.every(Boolean)) return fill(texts.check, [...new Set(labels)].join(", "));
  return texts.refusals[code] ?? detail;
}

function buttonOf({ start, barbers }, again) {
  const names = JSON.parse(page().dataset.barbers);
  const barber = barbers.find((id) => names[id]);
  if (!barber) return [];
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = fill(texts.alternative, moment(start), names[barber]);
  button.addEventListener("click", () => again({ start, barber }));
  return [button];
}

// "10:15", with the day unless it is the only one that the page shows.
function moment(start) {
  const { from, days } = page().dataset;
  const time = start.slice(11, 16);
  if (days === "1" && start.startsWith(from)) return time;
  const day = new Intl.DateTimeFormat(language, {
    weekday: "short", day: "numeric", month: "short", timeZone: "UTC",
  }).format(Date.parse(`${clock(start)}Z`));
  return `${day}, ${time}`;
}

// Calls whenever something of the shop's bookings changes; now and then, since the page says what is next by the clock;
// and when somebody looks at it again. One call ends before the next begins.
export function watch(changed) {
  let due = false;
  let running = false;
  const soon = async () => {
    due = true;
    if (running) return;
    running = true;
    try {
      while (due) {
        await new Promise((resume) => setTimeout(resume, quietMs));
        due = false;
        await changed();
      }
    } finally {
      running = false;
    }
  };
  setInterval(() => document.hidden || soon(), anewMs);
  addEventListener("visibilitychange", () => document.hidden || soon());
  live(`/v1/shops/${page().dataset.shop}/bookings/stream`, (stream) => {
    for (const event of ["open", "bookings"]) stream.addEventListener(event, soon);
  });
}
