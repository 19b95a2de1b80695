// A day or a week of the shop, drawn to scale: bookings are dragged to where they are wanted, a click opens them, and a
// click on a free time books or blocks it. The component draws in times of a clock without a zone, the shop's; so neither
// the browser's zone nor a change of the clocks moves anything.

import { clock, instant, language, later, page, say, send, texts, watch } from "./staff-api.js";
import { clearDesk, forms } from "./staff-forms.js";

const minuteMs = 60_000;
const maxPages = 40;
const root = page().querySelector(".calendar");
const notice = page().querySelector(".moved");
const news = page().querySelector(".staff-news");
const setup = JSON.parse(root.dataset.setup);
const gone = ["cancelled", "expired"];
const movable = ["held", "confirmed"];

let calendar;
let drawn = "";
let dragging = false;
let sending = 0;
let stale = false;

const load = (address) => new Promise((resolve, reject) => {
  const script = document.createElement("script");
  Object.assign(script, { src: address, onload: resolve, onerror: reject });
  document.head.append(script);
});

const element = (name, className, text) => Object.assign(document.createElement(name), { className, textContent: text });

async function bookings() {
  const found = [];
  let cursor = null;
  for (let i = 0; i < maxPages; i++) {
    const query = new URLSearchParams({ from: page().dataset.from, to: setup.to });
    if (setup.barber) query.set("barber", setup.barber);
    if (cursor) query.set("cursor", cursor);
    const response = await fetch(`/v1/shops/${page().dataset.shop}/bookings?${query}`).catch(() => null);
    if (!response?.ok) return null;
    const list = await response.json();
    found.push(...list.items);
    cursor = list.next;
    if (!cursor) break;
  }

  return found.filter(({ status }) => !gone.includes(status));
}

// Its height is its length, also where the clocks change meanwhile.
function drawing(booking) {
  const start = clock(booking.start);
  return {
    id: booking.id,
    resourceId: booking.barber,
    start,
    end: later(start, (Date.parse(booking.end) - Date.parse(booking.start)) / 1_000),
    startEditable: movable.includes(booking.status),
    classNames: ["drawn", `is-${booking.status}`],
    extendedProps: { booking },
  };
}

// A link, so that it is found by the keyboard and read out; the component makes it move.
function content({ event }) {
  const { booking } = event.extendedProps;
  const link = element("a", "drawn-link", "");
  link.href = setup.cards + booking.id;
  link.draggable = false;
  const start = event.display === "preview" ? shown(event.start) : booking.start.slice(11, 16);
  const end = event.display === "preview" ? shown(event.end) : booking.end.slice(11, 16);
  link.append(
    element("strong", "", booking.client.name), " ",
    element("time", "", `${start}–${end}`), " ",
    element("span", "", booking.services.map((id) => setup.services[id]).filter(Boolean).join(", ")));
  if (booking.status !== "confirmed") link.append(" ", element("span", "pill", setup.statuses[booking.status]));
  return { domNodes: [link] };
}

const shown = (date) => [date.getHours(), date.getMinutes()].map((number) => String(number).padStart(2, "0")).join(":");

// What is dragged, or on its way, is not disturbed.
async function refresh() {
  stale = dragging || sending > 0;
  if (stale) return;
  const found = await bookings();
  stale = dragging || sending > 0;
  if (stale || !found) return;
  const now = JSON.stringify(found);
  if (now === drawn) return;
  drawn = now;
  calendar.setOption("events", found.map(drawing));
}

async function move(booking, to, revert) {
  notice.hidden = true;
  news.textContent = "";
  sending++;
  const refusal = await send(`POST /v1/bookings/${booking.id}/reschedule`, to);
  sending--;
  if (refusal) {
    revert?.();
    say(notice, refusal, () => null, (other) => move(booking, other));
  } else {
    news.textContent = texts.done;
  }

  drawn = "";
  await refresh();
}

function drop({ event, delta, newResource, revert }) {
  const { booking } = event.extendedProps;
  if (delta.seconds === 0 && !newResource) return;
  const start = delta.seconds === 0 ? booking.start : instant(later(clock(booking.start), delta.seconds));
  move(booking, { start, barber: newResource?.id ?? booking.barber }, revert);
}

function openDesk(form, time, barber) {
  clearDesk();
  const dialog = document.getElementById("desk");
  for (const details of dialog.querySelectorAll("details")) details.open = details.id === form;
  if (time) {
    const hour = 3_600;
    for (const [name, value] of [["start", time], ["from", time], ["to", later(time, hour)]]) {
      dialog.querySelector(`[name=${name}]`).value = value.slice(11);
    }

    for (const field of dialog.querySelectorAll("[name=date]")) field.value = time.slice(0, 10);
    for (const field of dialog.querySelectorAll("[name=barber]")) field.value = barber;
  }

  dialog.showModal();
}

async function openCard(address) {
  const response = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => null);
  const fresh = response?.ok && new DOMParser().parseFromString(await response.text(), "text/html");
  const card = fresh && fresh.querySelector(".booking");
  if (!card) {
    location.assign(address);
    return;
  }

  const dialog = document.getElementById("card");
  dialog.querySelector(".shown").replaceChildren(card);
  dialog.showModal();
}

addEventListener("click", (event) => {
  const link = event.target.closest?.(".drawn-link");
  const opener = event.target.closest?.("[data-desk]");
  if (opener) openDesk(opener.dataset.desk);
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  openCard(link.href);
});

for (const end of ["pointerup", "pointercancel"]) {
  addEventListener(end, () => setTimeout(() => {
    dragging = false;
    if (stale) refresh();
  }));
}

forms(async (where) => {
  where.closest("dialog").close();
  notice.hidden = true;
  news.textContent = texts.done;
  await refresh();
});

const headers = new Intl.DateTimeFormat(language, { weekday: "short", day: "numeric", month: "short" });

function draw() {
  calendar = EventCalendar.create(root, {
    view: setup.week ? "resourceTimeGridWeek" : "resourceTimeGridDay",
    date: setup.date,
    resources: setup.columns,
    timeZone: setup.now.slice(-6),
    locale: language,
    firstDay: 1,
    datesAboveResources: setup.week,
    dayHeaderFormat: (date) => headers.format(date),
    slotLabelFormat: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
    slotLabelInterval: "01:00",
    headerToolbar: { start: "", center: "", end: "" },
    allDaySlot: false,
    nowIndicator: true,
    columnWidth: `minmax(${setup.week && setup.columns.length > 1 ? 6 : 7.5}rem, 1fr)`,
    slotDuration: "00:15",
    slotHeight: 22,
    snapDuration: { minutes: setup.step },
    slotMinTime: "08:00",
    slotMaxTime: "20:00",
    flexibleSlotTimeLimits: true,
    scrollTime: setup.date === setup.today ? later(clock(setup.now), -3_600).slice(11) : "08:00",
    slotEventOverlap: false,
    editable: false,
    eventDurationEditable: false,
    longPressDelay: 400,
    events: [],
    eventContent: content,
    eventDragStart: () => (dragging = true),
    eventDrop: drop,
    dateClick: ({ dateStr, resource }) => openDesk("new-booking", clock(dateStr), resource.id),
  });

  if (setup.week) calendar.gotoDate(setup.date);

  // A table whose cells hold no bookings tells nobody anything: the bookings are links that say what they are.
  for (const part of root.querySelectorAll("[role]")) {
    for (const name of ["role", "aria-colspan", "aria-colindex"]) part.removeAttribute(name);
  }

  for (const named of root.querySelectorAll(".ec-header [aria-label]")) named.removeAttribute("aria-label");
  const main = root.querySelector(".ec-main");
  main.tabIndex = 0;
  main.setAttribute("role", "group");
  main.setAttribute("aria-label", document.querySelector("h1").textContent);
}

if (root.dataset.script) {
  await load(root.dataset.script);
  draw();
  await refresh();
  watch(refresh);

  // Steps such as a check-in change nobody's open starts.
  setInterval(() => document.hidden || refresh(), minuteMs);
  document.addEventListener("visibilitychange", () => document.hidden || refresh());
}
