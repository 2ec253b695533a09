// SPDX-License-Identifier: EUPL-1.2
// j and k go from line to line, "?" lists the keys. Enter is the browser's own: the focus is on the line.

const TYPING = "input, textarea, select, [contenteditable]";
const FOCUSABLE = "a[href], button, summary";
const dialog = document.getElementById("keys");
const button = document.querySelector("[data-keys]");

function lines() {
  return [...document.querySelectorAll("[data-row]")]
    .map((row) => (row.matches(FOCUSABLE) ? row : row.querySelector(FOCUSABLE)))
    .filter((target) => target?.checkVisibility());
}

function go(step) {
  const targets = lines();
  const here = targets.findIndex((target) => target === document.activeElement);
  const next = here < 0 ? (step > 0 ? 0 : targets.length - 1) : here + step;
  targets[next]?.focus();
}

const KEYS = { j: () => go(1), k: () => go(-1), "?": () => dialog.showModal() };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest(TYPING) || dialog.open || !Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  KEYS[event.key]();
});

button.hidden = false;
button.addEventListener("click", () => dialog.showModal());
