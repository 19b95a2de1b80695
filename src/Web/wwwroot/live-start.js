// Says at once when the chosen time goes to somebody else, so that nobody fills in a form for nothing.

import { watch } from "./open-starts.js";

const button = document.querySelector("button.primary[data-shop]");
const notice = document.getElementById("gone");

if (button && notice) {
  const start = button.value;
  const form = button.form;
  const sending = () => form.dataset.sent !== undefined;

  // The own booking takes the time, too.
  form.addEventListener("submit", () => (form.dataset.sent = ""));
  watch({ ...button.dataset, from: start.slice(0, 10), days: 1 }, ({ date, slots }) => {
    if (sending() || date !== start.slice(0, 10)) return;
    const open = slots.some((slot) => slot.start === start);
    notice.hidden = open;
    button.disabled = !open;
  });
}
