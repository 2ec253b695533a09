// SPDX-License-Identifier: EUPL-1.2
// The newcomer's days and ticks are kept in this browser. The server works out days and never sees a tick.

const DAYS = "kennisstad.newcomer.days";
const TICKS = "kennisstad.newcomer.ticks";
const FIELDS = ["arrival", "departure"];

function kept(name, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? otherwise;
  } catch {
    return otherwise; // Kept by something else, or the browser keeps nothing.
  }
}

function keep(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing still shows the days.
  }
}

function watch(form) {
  const steps = document.querySelector("[data-newcomer-steps]");
  const fields = FIELDS.map((name) => form.elements[name]);
  const note = form.querySelector("[data-newcomer-kept]");

  function showTicks() {
    const ticks = kept(TICKS, []);
    for (const box of steps.querySelectorAll("[data-step]")) box.checked = ticks.includes(box.dataset.step);
    note.hidden = !ticks.length && !fields.some((field) => field.value);
  }

  async function workOut() {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: { "X-Part": steps.dataset.part },
    }).catch(() => null);
    if (!answer?.ok) return false;
    steps.innerHTML = await answer.text();
    showTicks();
    return true;
  }

  steps.addEventListener("change", ({ target }) => {
    if (!target.dataset.step) return;
    const others = kept(TICKS, []).filter((step) => step !== target.dataset.step);
    keep(TICKS, target.checked ? [...others, target.dataset.step] : others);
    note.hidden = false;
  });
  form.addEventListener("submit", async (event) => {
    keep(DAYS, Object.fromEntries(fields.map((field) => [field.name, field.value])));
    if (event.submitter?.hasAttribute("formaction")) return; // A file: the browser saves it by itself.
    event.preventDefault();
    // What cannot be worked out is said by the whole page.
    if (await workOut()) steps.focus();
    else form.submit();
  });
  form.querySelector("[data-newcomer-forget]").addEventListener("click", () => {
    for (const name of [DAYS, TICKS]) localStorage.removeItem(name);
    location.assign(location.href);
  });

  const days = kept(DAYS, {});
  const isSent = fields.some((field) => field.value);
  if (!isSent) for (const field of fields) field.value = days[field.name] ?? "";
  showTicks();
  if (!isSent && fields.some((field) => field.value)) workOut();
}

document.querySelectorAll("form[data-newcomer-days]").forEach(watch);
