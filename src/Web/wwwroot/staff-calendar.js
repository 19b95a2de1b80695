// A day or a week of the shop, drawn to scale: bookings are dragged to where they are wanted, a click opens them, and a
// click on a free time books or blocks it. The component draws in times of a clock without a zone, the shop's; so
// neither the browser's zone nor a change of the clocks moves anything.

import { clock, instant, language, later, page, say, send, texts, watch } from "./staff-api.js";
import { clearDesk, forms } from "./staff-forms.js";

const hour = 3_600;
const root = page().querySelector(".calendar");
const notice = page().querySelector(".moved");
const news = page().querySelector(".staff-news");
const setup = JSON.parse(root.dataset.setup);
const movable = ["held", "confirmed"];

let calendar;
let drawn = "";
let pressed = false;
let sending = 0;
let stale = false;

// How often the page was asked for, or something was sent. An answer that was asked for before the last of them is old.
let asked = 0;

const load = (address) => new Promise((resolve, reject) => {
  const script = document.createElement("script");
  Object.assign(script, { src: address, onload: resolve, onerror: reject });
  document.head.append(script);
});

const element = (name, className, text) =>
  Object.assign(document.createElement(name), { className, textContent: text });

// What the page of this moment shows.
async function read() {
  const response = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!response?.ok) return null;
  return new DOMParser().parseFromString(await response.text(), "text/html").querySelector(".calendar")?.dataset.drawn;
}

// Its height is its length, also where the clocks change meanwhile.
function booked(booking) {
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

const taken = (time) => ({
  id: `${time.kind} ${time.barber} ${time.id ?? time.start}`,
  resourceId: time.barber,
  start: time.start,
  end: time.end,
  display: "background",
  classNames: [`at-${time.kind}`],
  extendedProps: { time },
});

function content({ event }) {
  const { booking, time } = event.extendedProps;
  return { domNodes: booking ? [bookingNode(booking, event)] : timeNodes(time) };
}

// A link, so that it is found by the keyboard and read out; the component makes it move.
function bookingNode(booking, event) {
  const link = element("a", "drawn-link", "");
  link.href = setup.cards + booking.id;
  link.draggable = false;
  const start = event.display === "preview" ? shown(event.start) : booking.start.slice(11, 16);
  const end = event.display === "preview" ? shown(event.end) : booking.end.slice(11, 16);
  link.append(
    element("strong", "", booking.client), " ",
    element("time", "", `${start}–${end}`), " ",
    element("span", "", booking.services));
  if (booking.status !== "confirmed") link.append(" ", element("span", "pill", setup.statuses[booking.status]));
  return link;
}

function timeNodes({ kind, barber, id, start, end, reason }) {
  if (kind === "closed") return [];
  const label = kind === "off" ? reason ?? setup.blocked : setup.busy;
  if (!id) return [element("span", "taken-label", label)];
  const button = element("button", "taken-end", "×");
  button.dataset.timeOff = `DELETE /v1/shops/${page().dataset.shop}/barbers/${barber}/time-off/${id}`;
  button.title = `${setup.unblock}: ${label}, ${start.slice(11)}–${end.slice(11)}`;
  button.setAttribute("aria-label", button.title);
  return [element("span", "taken-label", label), button];
}

const shown = (date) => [date.getHours(), date.getMinutes()].map((number) => String(number).padStart(2, "0")).join(":");

// What is dragged, or on its way, is not disturbed.
async function refresh() {
  stale = pressed || sending > 0;
  if (stale) return;
  const mine = ++asked;
  const now = await read();
  if (mine !== asked) return;
  stale = pressed || sending > 0;
  if (!stale && now && now !== drawn) put(now);
}

function put(now) {
  drawn = now;
  const { bookings, times } = JSON.parse(now);
  calendar.setOption("events", [...times.map(taken), ...bookings.map(booked)]);
}

async function change(api, body, revert) {
  notice.hidden = true;
  news.textContent = "";
  sending++;
  asked++;
  const refusal = await send(api, body);
  sending--;
  if (refusal) {
    revert?.();
    say(notice, refusal, () => null, (other) => change(api, other));
    const close = element("button", "quiet", setup.close);
    close.addEventListener("click", () => (notice.hidden = true));
    notice.append(close);
    notice.scrollIntoView({ block: "nearest" });
  } else {
    news.textContent = texts.done;
  }

  await refresh();
}

function drop({ event, delta, newResource, revert }) {
  const { booking } = event.extendedProps;
  if (delta.seconds === 0 && !newResource) return;
  const start = delta.seconds === 0 ? booking.start : instant(later(clock(booking.start), delta.seconds));
  change(`POST /v1/bookings/${booking.id}/reschedule`, { start, barber: newResource?.id ?? booking.barber }, revert);
}

function openDesk(form, time, barber) {
  clearDesk();
  const dialog = document.getElementById("desk");
  for (const details of dialog.querySelectorAll("details")) details.open = details.id === form;
  if (time) {
    for (const [name, value] of [["start", time], ["from", time], ["to", later(time, hour)]]) {
      dialog.querySelector(`[name=${name}]`).value = value.slice(11);
    }

    for (const field of dialog.querySelectorAll("[name=date]")) field.value = time.slice(0, 10);
    for (const field of dialog.querySelectorAll("[name=barber]")) field.value = barber;
  }

  dialog.showModal();
  if (time) dialog.querySelector("[name='client.name']").focus();
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
  const end = event.target.closest?.("[data-time-off]");
  if (opener) openDesk(opener.dataset.desk);
  if (end) change(end.dataset.timeOff);
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  openCard(link.href);
});

// From the first touch on: what is taken must not be drawn anew before it moves.
root.addEventListener("pointerdown", () => (pressed = true), true);
for (const end of ["pointerup", "pointercancel"]) {
  addEventListener(end, () => setTimeout(() => {
    pressed = false;
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
    slotMinTime: setup.opens,
    slotMaxTime: setup.closes,
    flexibleSlotTimeLimits: true,
    scrollTime: setup.date === setup.today ? later(clock(setup.now), -hour).slice(11) : setup.opens,
    slotEventOverlap: false,
    editable: false,
    eventDurationEditable: false,
    longPressDelay: 400,
    events: [],
    eventContent: content,
    eventDrop: drop,
    dateClick: ({ dateStr, resource }) => openDesk("new-booking", clock(dateStr), resource.id),
  });

  if (setup.week) calendar.gotoDate(setup.date);

  // A table whose cells hold no bookings tells nobody anything: the bookings are links that say what they are.
  for (const part of root.querySelectorAll("[role]")) {
    for (const name of ["role", "aria-colspan", "aria-colindex"]) part.removeAttribute(name);
  }

  const main = root.querySelector(".ec-main");
  main.tabIndex = 0;
  main.setAttribute("role", "group");
  main.setAttribute("aria-label", document.querySelector("h1").textContent);
}

await load(root.dataset.script);
draw();
put(root.dataset.drawn);
watch(refresh);
