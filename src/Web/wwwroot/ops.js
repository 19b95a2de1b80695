// Keeps the operators' page current: figures and tables from a stream of events, and charts of the last minutes.

import { live } from "./live.js";

const root = document.querySelector(".ops");
const { charts, stream, milliseconds, seconds, none } = root.dataset;
const language = document.documentElement.lang;
const silenceMs = 6_000;
const fewMilliseconds = 10;

const digits = (count) => new Intl.NumberFormat(language, { minimumFractionDigits: count, maximumFractionDigits: count });
const [whole, tenths] = [digits(0), digits(1)];
const clock = (parts) => new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...parts });
const [minutes, moments] = [clock({}), clock({ second: "2-digit" })];
const wholeSteps = [1, 2, 5].flatMap((step) => [1, 10, 100, 1_000, 10_000, 100_000].map((scale) => step * scale)).sort((a, b) => a - b);
const fill = (text, value) => text.replace("{0}", value);

function written(kind, number) {
  if (number === null || number === undefined) return none;
  if (kind === "rate") return tenths.format(number);
  if (kind === "milliseconds") return fill(milliseconds, (number < fewMilliseconds ? tenths : whole).format(number));
  return kind === "age" ? fill(seconds, whole.format(number)) : whole.format(number);
}

function link(address, text) {
  const a = document.createElement("a");
  a.href = address;
  a.textContent = text;
  return a;
}

function content(head, cell) {
  const { kind, terms } = head.dataset;
  if (kind === "shop") return link(`/${cell}`, cell);
  if (kind === "link") return cell === null ? none : link(cell, head.textContent);
  if (kind === "term") return (terms && JSON.parse(terms)[cell]) ?? cell;
  return kind === "text" ? cell : written(kind, cell);
}

// Cells that stay as they are are not touched: somebody may have marked a text, or be on a link.
function setRows(table, rows) {
  const heads = [...table.tHead.rows[0].cells];
  const body = table.tBodies[0];
  while (body.rows.length > rows.length) body.deleteRow(-1);
  rows.forEach((cells, index) => {
    const row = body.rows[index] ?? body.insertRow();
    heads.forEach((head, column) => {
      const td = row.cells[column] ?? row.insertCell();
      const value = JSON.stringify(cells[column]);
      if (td.dataset.value === value) return;
      td.dataset.value = value;
      td.dataset.kind = head.dataset.kind;
      td.replaceChildren(content(head, cells[column]));
    });
  });
}

function setNow(now) {
  for (const dd of root.querySelectorAll("[data-now]")) dd.textContent = written(dd.dataset.kind, now[dd.dataset.now]);
}

const color = (name) => getComputedStyle(root).getPropertyValue(name).trim();

const times = (ticks) => {
  const format = ticks.length > 1 && ticks[1] - ticks[0] < 60 ? moments : minutes;
  return ticks.map((at) => format.format(at * 1000));
};
const numbers = (ticks) => ticks.map((tick) => (ticks.every(Number.isInteger) ? whole : tenths).format(tick));

/** A chart of the lines that its legend names. Where the pointer is, the legend says what was then. */
function chart(uPlot, section) {
  const plot = section.querySelector(".plot");
  const legend = [...section.querySelectorAll("[data-line]")];
  const kind = section.dataset.kind;
  const axis = { stroke: () => color("--soft"), grid: { stroke: () => color("--grid"), width: 1 }, ticks: { show: false } };
  const u = new uPlot({
    width: plot.clientWidth,
    height: plot.clientHeight,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 6 } },
    scales: { y: { range: (_, min, max) => [0, Math.max(1, max * 1.1)] } },
    axes: [
      { ...axis, size: 28, space: 80, values: (_, ticks) => times(ticks) },
      { ...axis, size: 48, space: 32, values: (_, ticks) => numbers(ticks), ...(kind === "count" && { incrs: wholeSteps }) },
    ],
    series: [{}, ...legend.map((_, index) => ({
      stroke: () => color(`--line-${index + 1}`),
      width: 2,
      points: { show: false },
      spanGaps: kind === "milliseconds",
    }))],
    hooks: {
      setCursor: [({ cursor, data }) => {
        if (cursor.idx === null || cursor.idx === undefined) return;
        legend.forEach((dd, index) => (dd.textContent = written(kind, data[index + 1][cursor.idx])));
      }],
    },
  }, [[], ...legend.map(() => [])], plot);
  new ResizeObserver(() => u.setSize({ width: plot.clientWidth, height: plot.clientHeight })).observe(plot);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => u.redraw());
  return ({ at, lines }) => u.setData([at, ...legend.map((dd) => lines[dd.dataset.line])]);
}

const uPlot = charts ? (await import(charts)).default : null;
const draw = uPlot ? [...root.querySelectorAll(".chart")].map((section) => chart(uPlot, section)) : [];
const state = document.getElementById("ops-state");
let history = { at: [], lines: {}, keep: 0 };
let silence;

function say(text) {
  if (state.textContent !== text) state.textContent = text;
}

function add({ at, now, rows }) {
  // The history ends with what comes first.
  if (history.at.at(-1) !== at) {
    history.at.push(at);
    for (const [name, line] of Object.entries(history.lines)) line.push(now[name] ?? null);
  }

  while (history.at.length > history.keep) {
    history.at.shift();
    for (const line of Object.values(history.lines)) line.shift();
  }

  setNow(now);
  for (const table of root.querySelectorAll("[data-rows]")) setRows(table, rows[table.dataset.rows] ?? []);
  for (const update of draw) update(history);
  root.dataset.at = at;
  say(state.dataset.live);
  clearTimeout(silence);
  silence = setTimeout(() => say(state.dataset.lost), silenceMs);
}

live(stream, (events) => {
  events.addEventListener("history", ({ data }) => (history = JSON.parse(data)));
  events.addEventListener("figures", ({ data }) => add(JSON.parse(data)));
});
