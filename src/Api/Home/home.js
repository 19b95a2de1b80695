// The shop's open times, kept current by its stream. What the API says is only ever set as text.

const shopUrl = `/v1/shops/${encodeURIComponent(document.body.dataset.shop)}`;
const windowDays = 14;
const refreshMs = 30_000;
const retryMs = 5_000;
const takenMs = 2_000;
const anyBarber = "any";

const state = {
  shop: null,
  service: null,
  barber: anyBarber,
  days: [],
  taken: [],
  news: "",
  stream: null,
  booking: { start: null, text: "" },
};

const at = (id) => document.getElementById(id);

function show(id, visible = true) {
  at(id).hidden = !visible;
}

function setState(id, value, text) {
  at(id).dataset.state = value;
  at(id).textContent = text;
}

function make(tag, text, className) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (className) element.className = className;
  return element;
}

async function get(url) {
  const response = await fetch(url, { headers: { Accept: "application/json" } });
  const body = await response.json().catch(() => null);
  return { ok: response.ok, status: response.status, body };
}

const plural = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

function money({ amount, currency }) {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  return format.format(amount / 10 ** format.resolvedOptions().maximumFractionDigits);
}

function clock(start) {
  const options = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: state.shop.timeZone };
  return new Intl.DateTimeFormat("en", options).format(new Date(start));
}

// A date without a time has no zone: it is read and written in the same one.
function dayName(date) {
  const options = { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" };
  return new Intl.DateTimeFormat("en-GB", options).format(new Date(`${date}T00:00:00Z`));
}

// The shop

async function start() {
  const { status, body, ok } = await get(shopUrl).catch(() => ({}));
  show("no-shop", status === 404);
  show("failure", !ok && status !== 404);
  if (!ok) {
    at("failure-text").textContent = body?.detail ?? "Trying again in a few seconds.";
    if (status !== 404) setTimeout(start, retryMs);
    return;
  }

  state.shop = body;
  at("shop-name").textContent = body.name;
  at("shop-facts").textContent =
    `${plural(body.barbers.length, "barber")}, ${plural(body.services.length, "service")}, `
    + `times in ${body.timeZone.replaceAll("_", " ")}`;
  at("services").replaceChildren(...body.services.map((service, i) => choice(
    "service", service.id, service.name, `${service.minutes} min · ${money(service.price)}`, i === 0)));
  show("shop");
  if (body.services.length === 0) {
    at("day").textContent = "No services yet";
    setState("live", "waiting", "Nothing to watch");
    return;
  }

  chooseService(body.services[0].id);
}

function choice(name, value, text, detail, checked) {
  const input = make("input");
  Object.assign(input, { type: "radio", name, value, checked });
  const face = make("span", undefined, "face");
  face.append(make("span", text));
  if (detail) face.append(make("span", detail, "detail"));
  const label = make("label", undefined, "choice");
  label.append(input, face);
  return label;
}

function chooseService(id) {
  state.service = id;
  const barbers = state.shop.barbers.filter((barber) => barber.services.includes(id));
  if (!barbers.some((barber) => barber.id === state.barber)) state.barber = anyBarber;
  at("barbers").replaceChildren(
    choice("barber", anyBarber, "Anyone", "", state.barber === anyBarber),
    ...barbers.map((barber) => choice("barber", barber.id, barber.name, "", barber.id === state.barber)));
  watch();
}

at("choices").addEventListener("change", ({ target }) => {
  if (target.name === "service") {
    chooseService(target.value);
  } else {
    state.barber = target.value;
    forget();
    render();
  }
});

at("choices").addEventListener("submit", (event) => event.preventDefault());

// The open times

const query = () => `service=${encodeURIComponent(state.service)}&days=${windowDays}`;

function watch() {
  state.stream?.close();
  forget();
  setState("live", "waiting", "Connecting");
  const stream = new EventSource(`${shopUrl}/availability/stream?${query()}`);
  state.stream = stream;

  // From here on nothing is missed, so the page that is fetched now stays true.
  stream.addEventListener("open", () => {
    setState("live", "good", "Live");
    loadDays();
  });
  stream.addEventListener("availability", ({ data }) => {
    if (stream === state.stream) changeDay(JSON.parse(data));
  });
  stream.addEventListener("error", () => {
    if (stream !== state.stream) return;
    setState("live", "waiting", "Reconnecting");
    if (stream.readyState === EventSource.CLOSED) setTimeout(() => stream === state.stream && watch(), retryMs);
  });
}

async function loadDays() {
  const service = state.service;
  const { ok, body } = await get(`${shopUrl}/availability?${query()}`).catch(() => ({}));
  if (!ok || service !== state.service) return;
  state.days = body.days;
  render();
}

function changeDay(day) {
  const i = state.days.findIndex((known) => known.date === day.date);
  if (i < 0) {
    loadDays();
    return;
  }

  const before = openSlots(state.days[i]);
  const wasShown = shownDay() === state.days[i];
  state.days[i] = day;
  if (wasShown) {
    const open = new Set(openSlots(day).map((slot) => slot.start));
    const gone = before.filter((slot) => !open.has(slot.start) && Date.parse(slot.start) > Date.now());
    if (gone.length > 0) say(gone);
  }

  render();
}

function say(gone) {
  const marks = gone.map((slot) => ({ ...slot, taken: true }));
  state.taken.push(...marks);
  state.news = gone.length === 1
    ? `${clock(gone[0].start)} was just taken. `
    : `${gone.length} times were just taken. `;
  setTimeout(() => {
    state.taken = state.taken.filter((mark) => !marks.includes(mark));
    if (state.taken.length === 0) state.news = "";
    render();
  }, takenMs);
}

function forget() {
  state.taken = [];
  state.news = "";
}

function openSlots(day) {
  return state.barber === anyBarber ? day.slots : day.slots.filter((slot) => slot.barbers.includes(state.barber));
}

const shownDay = () => state.days.find((day) => openSlots(day).length > 0);

// Drawing

function render() {
  const [today] = state.days;
  const day = shownDay() ?? today;
  if (!day) return;

  const open = openSlots(day);
  at("day").textContent = day === today ? `Today, ${dayName(day.date)}` : dayName(day.date);
  at("note").textContent = open.length === 0
    ? `No open times from today, ${dayName(today.date)}, and the ${windowDays - 1} days after.`
    : `No open times are left today, ${dayName(today.date)}. This is the next day that has some.`;
  show("note", open.length === 0 || day !== today);
  announce(open.length === 0 ? state.news : `${state.news}${plural(open.length, "open time")}`);

  const starts = new Set(open.map((slot) => slot.start));
  const slots = [...open, ...state.taken.filter((mark) => !starts.has(mark.start) && mark.start.startsWith(day.date))];
  slots.sort((a, b) => Date.parse(a.start) - Date.parse(b.start));
  at("groups").replaceChildren(
    ...group("Morning", slots, 0, 12), ...group("Afternoon", slots, 12, 17), ...group("Evening", slots, 17, 24));
  renderBooking(open[0]);
}

// Screen readers read it out whenever it is set.
function announce(text) {
  if (at("summary").textContent !== text) at("summary").textContent = text;
}

function group(name, slots, fromHour, toHour) {
  const own = slots.filter((slot) => {
    const hour = Number(clock(slot.start).slice(0, 2));
    return hour >= fromHour && hour < toHour;
  });
  if (own.length === 0) return [];
  const list = make("ol");
  list.append(...own.map(slotItem));
  return [make("h3", name), list];
}

function slotItem(slot) {
  const item = make("li", undefined, slot.taken ? "taken" : "");
  const time = make("time", clock(slot.start));
  time.dateTime = slot.start;
  item.append(time);
  if (state.barber === anyBarber) item.append(make("span", slot.taken ? "taken" : whoIsFree(slot.barbers)));
  return item;
}

function whoIsFree(barbers) {
  const name = barbers.length === 1 && state.shop.barbers.find((barber) => barber.id === barbers[0])?.name;
  return name || `${barbers.length} free`;
}

function renderBooking(slot) {
  show("try", Boolean(slot));
  if (!slot) return;

  const body = { service: state.service, barber: state.barber, start: slot.start, client: { name: "Kim" } };
  const text = JSON.stringify(body, null, 2).replaceAll("'", "'\\''");
  at("try-start").textContent = `${clock(slot.start)} on ${dayName(slot.start.slice(0, 10))}`;
  if (state.booking.text === text) return;

  // Another booking needs another key.
  state.booking.text = text;
  at("try-text").textContent =
    `curl ${location.origin}${shopUrl}/bookings \\\n`
    + `  -H 'Idempotency-Key: page-${Date.now().toString(36)}' \\\n`
    + `  -H 'Content-Type: application/json' \\\n  -d '${text}'`;
}

// There is a clipboard only where the connection is safe.
if (navigator.clipboard) {
  show("copy");
  at("copy").addEventListener("click", async () => {
    await navigator.clipboard.writeText(at("try-text").textContent);
    at("copy").textContent = "Copied";
    setTimeout(() => (at("copy").textContent = "Copy"), takenMs);
  });
}

// What is running

async function checkReady() {
  const { ok, body } = await get("/health/ready").catch(() => ({}));
  setState("ready", ok ? "good" : "bad", ok ? "Ready" : body ? "Not ready" : "No answer");
  for (const check of ["database", "grains"]) at(check).textContent = body?.checks?.[check] ?? "unknown";
}

function refresh() {
  checkReady();
  if (state.service) loadDays();
}

setInterval(() => document.hidden || refresh(), refreshMs);
document.addEventListener("visibilitychange", () => document.hidden || refresh());
checkReady();
start();
