// What owners set up goes to the API as JSON, with the same rules and refusals as for everybody. A form says where to
// (data-api), its fields are named after their places in the body, and data-as says what kind of value one is. After a
// change the page is fetched anew, or another follows (data-next).

import { call, json } from "./call-api.js";
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

// "weekly.monday[0].from" is the start of the first hours of a Monday; "services[]" is one more service.
function put(body, name, value) {
  const path = name.replace("[]", ".+").replace(/\[(\d+)\]/g, ".$1").split(".");
  let at = body;
  path.forEach((part, i) => {
    const key = part === "+" ? at.length : part;
    if (i === path.length - 1) at[key] = value;
    else at = at[key] ??= /^\d+$|^\+$/.test(path[i + 1]) ? [] : {};
  });
}

// Rows that nobody filled in leave gaps.
function dense(value) {
  if (Array.isArray(value)) return value.filter(() => true).map(dense);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, dense(part)]));
}

function bodyOf(form) {
  const body = {};
  for (const field of form.elements) {
    const row = field.closest("[data-row]");
    if (!field.name || field.type === "file" || (row && [...row.querySelectorAll("input")].every(isBlank))) continue;
    if (field.type === "checkbox" ? field.checked : field.value !== "") put(body, field.name, valueOf(field));
  }

  return dense(body);
}

function send(form) {
  const file = form.querySelector("[type=file]")?.files[0];
  const query = file ? `?${new URLSearchParams({ name: form.elements.name?.value || file.name })}` : "";
  const body = form.dataset.api.startsWith("DELETE") ? undefined : file ?? JSON.stringify(bodyOf(form));
  return call(form.dataset.api + query, frame().dataset.token, body, file ? { "Content-Type": "text/calendar" } : json);
}

// What is wrong with a field stands below it; what is wrong with none, below the form's heading.
function say(form, problem) {
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  for (const error of form.querySelectorAll(".error")) error.hidden = true;
  if (!problem) return;
  let first;
  for (const { field: name, rule } of problem.errors ?? []) {
    const field = [...form.elements].find((one) => one.name && (one.name === name || name.startsWith(`${one.name}.`)));
    const error = field && document.getElementById(`${field.id}-error`);
    if (!error) continue;
    field.setAttribute("aria-invalid", "true");
    error.textContent = `${frame().dataset.refusedField} (${rule})`;
    error.hidden = false;
    first ??= field;
  }

  const general = form.querySelector(".form-error");
  general.textContent = JSON.parse(frame().dataset.refusals)[problem.code] ?? problem.detail ?? frame().dataset.noAnswer;
  general.hidden = Boolean(first);
  (first ?? general).focus();
}

async function submit(form) {
  const buttons = form.querySelectorAll("button");
  buttons.forEach((button) => (button.disabled = true));
  const { ok, answer } = await send(form);
  buttons.forEach((button) => (button.disabled = false));
  say(form, ok ? null : answer ?? {});
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

// An address for a name, until somebody writes one.
addEventListener("input", ({ target }) => {
  const slug = target.form?.querySelector("[data-slug]");
  if (target === slug) delete slug.dataset.slug;
  else if (slug && target.name === "name") {
    slug.value = target.value.replaceAll("ß", "ss").normalize("NFD").replace(/[\u0300-\u036f'’]/g, "").toLowerCase()
      .replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, slug.maxLength);
  }
});
