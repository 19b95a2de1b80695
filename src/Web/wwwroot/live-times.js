// Keeps a picker of times current. A time that somebody takes is struck through for a moment before it goes.

import { watch } from "./open-starts.js";

const takenMs = 2_500;
const picker = document.querySelector(".picker");
const data = picker.dataset;
const news = picker.querySelector(".news");

const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (_, i) => values[i]);
const clock = (start) => start.slice(11, 16);
const ownClock = (start) => new Intl.DateTimeFormat("en", {
  hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: data.ownZone,
}).format(new Date(start));

function item(start) {
  const li = document.createElement("li");
  li.dataset.start = start;
  const link = document.createElement("a");
  link.href = data.link + encodeURIComponent(start);
  const time = document.createElement("time");
  time.dateTime = start;
  time.textContent = clock(start);
  link.append(time);
  if (data.ownZone && ownClock(start) !== clock(start)) {
    const own = document.createElement("small");
    own.textContent = fill(data.yourTime, ownClock(start));
    link.append(own);
  }

  li.append(link);
  return li;
}

function strike(li) {
  const link = li.querySelector("a");
  const next = li.nextElementSibling ?? li.previousElementSibling;
  if (link === document.activeElement) next?.querySelector("a")?.focus();
  const gone = document.createElement("span");
  gone.append(...link.childNodes);
  link.replaceWith(gone);
  li.classList.add("taken");
  setTimeout(() => {
    li.remove();
    tidy();
  }, takenMs);
}

// A part of the day without times is not shown; nor is the word that there are none, while there are some.
function tidy() {
  for (const part of picker.querySelectorAll(".part")) part.hidden = !part.querySelector("li");
  picker.querySelector(".nothing").hidden = Boolean(picker.querySelector(".times li"));
}

function place(start) {
  const hour = Number(start.slice(11, 13));
  const part = [...picker.querySelectorAll(".part")]
    .find(({ dataset }) => hour >= Number(dataset.fromHour) && hour < Number(dataset.toHour));
  const list = part.querySelector(".times");
  const after = [...list.children].find((li) => Date.parse(li.dataset.start) > Date.parse(start));
  list.insertBefore(item(start), after ?? null);
  part.hidden = false;
}

function say(taken, opened) {
  if (taken.length === 1) news.textContent = fill(data.justTaken, clock(taken[0]));
  else if (taken.length > 1) news.textContent = fill(data.manyTaken, taken.length);
  else if (opened.length === 1) news.textContent = fill(data.justOpened, clock(opened[0]));
}

function changed({ date, slots }) {
  const day = picker.querySelector(`[data-date="${date}"]`);
  if (day) {
    day.classList.toggle("full", slots.length === 0);
    day.querySelector(".count").textContent = slots.length === 0 ? data.noneOpen
      : slots.length === 1 ? data.oneOpen : fill(data.manyOpen, slots.length);
    const isNearlyFull = slots.length > 0 && slots.length <= Number(data.few);
    day.querySelector(".few").textContent = isNearlyFull ? fill(data.fewOpen, slots.length) : "";
  }

  if (date !== data.day) return;
  const open = new Set(slots.map(({ start }) => start));
  const shown = [...picker.querySelectorAll(".times li:not(.taken)")];
  const gone = shown.filter((li) => !open.has(li.dataset.start));
  const known = new Set(shown.map((li) => li.dataset.start));
  const opened = [...open].filter((start) => !known.has(start));
  gone.forEach(strike);
  opened.forEach(place);
  tidy();
  say(gone.map((li) => li.dataset.start).filter((start) => Date.parse(start) > Date.now()), opened);
}

watch(data, changed);
