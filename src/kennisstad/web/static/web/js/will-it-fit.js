// SPDX-License-Identifier: EUPL-1.2
// While somebody fills in a question: say beneath the wishes when it would fit, without moving anything.

const PAUSE_MS = 600;
const UNREADABLE = 400; // The part then says what could not be read.
const WISHES = ["needed_by", "size", "asker_hours", "form", "levels", "place"];

function watch(form) {
  const part = form.querySelector('[data-part="fits"]');
  let waiting, asking;

  part.setAttribute("aria-live", "polite");
  form.addEventListener("input", ({ target }) => {
    const isFirst = target.localName === "textarea" && part.querySelector(".while-writing") && !waiting;
    if (!isFirst && !WISHES.includes(target.name)) return;
    clearTimeout(waiting);
    asking?.abort(); // An answer to other wishes would be wrong by now.
    waiting = setTimeout(ask, PAUSE_MS);
  });

  async function ask() {
    asking = new AbortController();
    const filledIn = new FormData(form);
    const body = new FormData(); // The wishes and the place alone: who asks, and what, is nobody's business yet.
    for (const name of WISHES) for (const value of filledIn.getAll(name)) body.append(name, value);
    const answer = await fetch(form.dataset.willItFit, {
      method: "POST",
      body,
      signal: asking.signal,
      headers: { "X-Part": part.dataset.part },
    }).catch(() => null);
    if (answer?.ok || answer?.status === UNREADABLE) part.innerHTML = await answer.text().catch(() => part.innerHTML);
  }
}

document.querySelectorAll("form[data-will-it-fit]").forEach(watch);
