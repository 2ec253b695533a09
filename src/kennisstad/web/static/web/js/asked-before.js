// SPDX-License-Identifier: EUPL-1.2
// While somebody writes a question: show like questions beneath the field, without moving anything.

const PAUSE_MS = 600;
const ENOUGH_CHARACTERS = 15;

function watch(form) {
  const field = form.querySelector("textarea") ?? form.querySelector("input[type=text]");
  const part = form.querySelector('[data-part="asked-before"]');
  let waiting, asking;

  part.setAttribute("aria-live", "polite");
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    asking?.abort(); // An answer to older words would be wrong by now.
    if (field.value.trim().length >= ENOUGH_CHARACTERS) waiting = setTimeout(ask, PAUSE_MS);
  });

  async function ask() {
    asking = new AbortController();
    const body = new FormData();
    body.set(field.name, field.value); // The words alone: who asks is nobody's business yet.
    const answer = await fetch(form.dataset.askedBefore, {
      method: "POST",
      body,
      signal: asking.signal,
      headers: { "X-Part": part.dataset.part },
    }).catch(() => null);
    if (answer?.ok) part.innerHTML = await answer.text().catch(() => part.innerHTML);
  }
}

document.querySelectorAll("form[data-asked-before]").forEach(watch);
