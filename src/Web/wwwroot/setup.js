// What owners set up goes to the API as JSON, with the same rules and refusals as for everybody. A form says where to
// (data-api), its fields are named after their places in the body, and data-as says what kind of value one is. After a
// change the page is fetched anew, or another follows (data-next).

import { call, json } from "./call-api.js";
import { bodyOf } from "./form-body.js";
import { inWords } from "./rule-words.js";
import { instant } from "./wall-clock.js";

const frame = () => document.querySelector(".setup");
const isBlank = (field) => field.type === "hidden" || (field.type === "checkbox" ? !field.checked : field.value === "");

function valueOf(field) {
  const { zone, currency, digits } = frame().dataset;
  switch (field.dataset.as) {
    case "json": return JSON.parse(field.value);
    case "number": return Number(field.value);
    case "money": return { amount: Math.round(Number(field.value) * 10 ** digits), currency };
    case "moment": return instant(...field.value.split("T"), zone);
    case "until": return field.value === "00:00" ? "24:00" : field.value;
    default: return field.value;
  }
}

// The fields of a body with their places in it: "weekly.monday[0].from" is the start of the first hours of a Monday,
// "services[]" one more service. Rows that nobody filled in leave no gaps: those below move up.
function placesOf(form) {
  const rows = {};
  const placeOf = ({ name }) => name.replace(/\[(\d*)\]/g, (_, row, at) => {
    const known = (rows[name.slice(0, at)] ??= []);
    if (row === "" || !known.includes(row)) known.push(row);
    return `[${row === "" ? known.length - 1 : known.indexOf(row)}]`;
  });
  const isLeftOut = (field) => {
    const row = field.closest("[data-row]");
    return !field.name || field.type === "file" || (field.type === "checkbox" && !field.checked)
      || (row && [...row.querySelectorAll("input")].every(isBlank));
  };
  return [...form.elements].filter((field) => !isLeftOut(field)).map((field) => [placeOf(field), field]);
}

function send(form, places) {
  const file = form.querySelector("[type=file]")?.files[0];
  const query = file ? `?${new URLSearchParams({ name: file.name })}` : "";
  const values = places.filter(([, field]) => field.value !== "").map(([place, field]) => [place, valueOf(field)]);
  const body = form.dataset.api.startsWith("DELETE") ? undefined : file ?? JSON.stringify(bodyOf(values));
  return call(form.dataset.api + query, frame().dataset.token, body, file ? { "Content-Type": "text/calendar" } : json);
}

// Where it is said what is wrong at a place of the body: at its field, at the first field of that part, or beside it.
function fieldAt(places, wrong) {
  const shown = places.filter(([, field]) => document.getElementById(`${field.id}-error`));
  const at = (part) => shown.find(([place]) => place === part);
  const within = (part) => shown.find(([place]) => place.startsWith(`${part}.`));
  const whole = wrong.replace(/\.\w+$/, "");
  return (at(wrong) ?? within(wrong) ?? at(whole) ?? (whole.endsWith("]") ? within(whole) : undefined))?.[1];
}

// What is wrong with a field stands below it; what is wrong with none, below the form's heading.
function say(form, places, problem) {
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  for (const error of form.querySelectorAll(".error")) error.hidden = true;
  if (!problem) return;
  const { refusals, rules, refusedField, noAnswer } = frame().dataset;
  const words = (text) => inWords(text, JSON.parse(rules ?? "{}"));
  const elsewhere = [];
  let first;
  for (const { field: wrong, rule } of problem.errors ?? []) {
    const field = fieldAt(places, wrong);
    if (!field) {
      elsewhere.push(wrong.startsWith("line ") ? `${words(wrong)} ${words(rule)}` : words(rule));
      continue;
    }

    const error = document.getElementById(`${field.id}-error`);
    field.setAttribute("aria-invalid", "true");
    field.closest("details")?.setAttribute("open", "");
    error.textContent = `${refusedField} (${words(rule)})`;
    error.hidden = false;
    first ??= field;
  }

  const general = form.querySelector(".form-error");
  general.textContent = elsewhere.length > 0
    ? `${refusedField} (${elsewhere.join("; ")})`
    : JSON.parse(refusals)[problem.code] ?? problem.detail ?? noAnswer;
  general.hidden = Boolean(first) && elsewhere.length === 0;
  (first ?? general).focus();
}

async function submit(form) {
  const buttons = form.querySelectorAll("button");
  buttons.forEach((button) => (button.disabled = true));
  const places = placesOf(form);
  const { ok, answer } = await send(form, places);
  buttons.forEach((button) => (button.disabled = false));
  say(form, places, ok ? null : answer ?? {});
  if (!ok) return;
  form.dispatchEvent(new CustomEvent("saved", { bubbles: true, detail: answer }));
  const next = form.dataset.next?.replace(/\{(\w+)\}/g, (_, name) => answer[name]);
  if (next) location.assign(next);
  else await refresh();
}

async function refresh() {
  const response = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  const text = response?.ok ? await response.text() : "";
  const fresh = new DOMParser().parseFromString(text, "text/html").querySelector(".setup-body");
  if (!fresh) return location.reload();
  const shown = [...document.querySelectorAll(".setup-body details[open][id]")].map((one) => one.id);
  document.querySelector(".setup-body").replaceWith(fresh);
  for (const id of shown) document.getElementById(id)?.setAttribute("open", "");
  const news = document.querySelector(".setup-news");
  news.textContent = frame().dataset.saved;
}

addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-api]");
  if (!form) return;
  event.preventDefault();
  submit(form);
});

// The tab of this page, where there are more than the line shows.
const tab = document.querySelector(".tabs [aria-current]");
const line = tab?.closest("ul");
if (tab) line.scrollLeft = tab.offsetLeft - line.offsetLeft - (line.clientWidth - tab.offsetWidth) / 2;

// An address for a name, until somebody writes one.
const german = { ä: "ae", ö: "oe", ü: "ue" };
const isGerman = document.documentElement.lang === "de";
addEventListener("input", ({ target }) => {
  const slug = target.form?.querySelector("[data-slug]");
  if (target === slug) delete slug.dataset.slug;
  else if (slug && target.name === "name") {
    slug.value = target.value.normalize("NFC").toLowerCase().replaceAll("ß", "ss")
      .replace(/[äöü]/g, (letter) => (isGerman ? german[letter] : letter))
      .normalize("NFD").replace(/[\u0300-\u036f'’]/g, "")
      .replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, slug.maxLength);
  }
});
