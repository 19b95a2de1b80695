// The forms and buttons that send something to the API: "data-api" says where.

import { bodyOf } from "./form-body.js";
import { instant, say, send } from "./staff-api.js";

// A key that nobody has had; crypto.randomUUID is there on safe connections only.
const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

// The fields of a form as the API wants them; times get their date.
const valuesOf = ({ elements }) => [...elements]
  .filter(({ name, value }) => name && name !== "date" && value !== "")
  .map(({ name, type, value }) => [name, type === "time" ? instant(`${elements.date.value}T${value}`) : value]);

// What people read of a field that the API names.
const labelOf = (where) => (name) =>
  where.querySelector(`[name="${CSS.escape(name)}"]`)?.labels[0]?.firstChild.textContent.trim();

// Calls, with the element, whenever something was done.
export function forms(done) {
  async function act(element, body) {
    const where = element.closest("form, .booking");
    const error = where.querySelector(".form-error");

    // The same attempt has the same key: sent again after no answer, it books nothing twice.
    const key = "keyed" in element.dataset ? (element.dataset.key ??= newKey()) : null;
    const buttons = where.querySelectorAll("button");
    buttons.forEach((button) => (button.disabled = true));
    const refusal = await send(element.dataset.api, body, key);
    buttons.forEach((button) => (button.disabled = false));
    if (!refusal) {
      error.hidden = true;
      await done(where);
      return;
    }

    if (refusal.code === "idempotency_mismatch") delete element.dataset.key;
    say(error, refusal, labelOf(where), (other) => act(element, { ...body, ...other }));
  }

  addEventListener("click", ({ target }) => {
    const button = target.closest?.("button[data-api]");
    if (button) act(button, {});
  });

  addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-api]");
    if (!form) return;
    event.preventDefault();
    act(form, bodyOf(valuesOf(form)));
  });
}

// The forms for something new, as they were.
export function clearDesk() {
  for (const form of document.querySelectorAll(".desk form")) {
    form.reset();
    delete form.dataset.key;
    form.querySelector(".form-error").hidden = true;
  }
}
