// SPDX-License-Identifier: EUPL-1.2
// A form for everyone: while somebody fills it in, a worker answers the challenge of our own server.
// Without this script, or when it cannot be done in time, the form leaves all the same.

const PATIENCE_MS = 15_000;
const SPARE_MS = 300_000;

function solve(worker, challenge) {
  return new Promise((done, failed) => {
    worker.onmessage = ({ data }) => (data?.derivedKey ? done(data) : failed(data));
    worker.onerror = failed;
    worker.postMessage({ type: "work", challenge, counterStart: 0, counterStep: 1 });
  });
}

async function answer({ challenge: address, worker: file }) {
  const asked = await fetch(address, { cache: "no-store" });
  const challenge = await asked.json();
  const worker = new Worker(file);
  try {
    const solution = await solve(worker, challenge);
    return btoa(JSON.stringify({ challenge, solution }));
  } finally {
    worker.terminate();
  }
}

function guard(field) {
  const form = field.form;
  const said = field.nextElementSibling;
  let answering = null;
  let goodUntil = 0;
  let waiting = false;

  const isGood = () => field.value !== "" && performance.now() < goodUntil;

  function begin() {
    if (isGood()) return Promise.resolve();
    answering ??= answer(field.dataset)
      .then((proof) => {
        field.value = proof;
        goodUntil = performance.now() + Number(field.dataset.lifeS) * 1000 - SPARE_MS;
      })
      .catch(() => {})
      .finally(() => (answering = null));
    return answering;
  }

  form.addEventListener("focusin", begin, { once: true });
  form.addEventListener("submit", async (event) => {
    if (isGood() || event.defaultPrevented) return;
    event.preventDefault();
    if (waiting) return;
    waiting = true;
    said.textContent = said.dataset.wait;
    await Promise.race([begin(), new Promise((late) => setTimeout(late, PATIENCE_MS))]);
    said.textContent = "";
    waiting = false;
    goodUntil = Infinity; // Whatever came of it: now it leaves.
    field.value ||= "-";
    form.requestSubmit(event.submitter);
  });
  // Whoever comes back to the page sends something else: a proof counts once.
  addEventListener("pageshow", ({ persisted }) => persisted && ((field.value = ""), (goodUntil = 0)));
}

document.querySelectorAll("input[data-challenge]:not([data-challenge=''])").forEach(guard);
