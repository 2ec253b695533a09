// SPDX-License-Identifier: EUPL-1.2
// A search box shows what may be meant: a combobox with a list, after the pattern of the ARIA practices guide.

const PAUSE_MS = 150;
const ENOUGH_CHARACTERS = 2;
// What may become somebody's follow code is not sent while it is typed.
const LIKE_A_CODE = /^\s*\p{L}{3,12}[^\p{L}\d]*\d{4}/u;

function watch(form) {
  const field = form.querySelector("input[type=search]");
  const list = form.querySelector("[role=listbox]");
  const status = form.querySelector("[role=status]");
  let waiting, asking, current = -1;

  for (const [name, value] of Object.entries({
    role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list",
  })) field.setAttribute(name, value);

  const choices = () => [...list.children];

  function choose(place) {
    current = place;
    choices().forEach((choice, n) => choice.setAttribute("aria-selected", String(n === place)));
    const chosen = choices()[place];
    if (!chosen) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  }

  function show(is) {
    list.hidden = !is;
    field.setAttribute("aria-expanded", String(is));
    choose(-1);
  }

  function close() {
    clearTimeout(waiting);
    asking?.abort();
    show(false);
    status.textContent = "";
  }

  async function ask() {
    asking = new AbortController();
    const address = new URL(form.dataset.suggest, location.href);
    address.searchParams.set("q", field.value.trim());
    const answer = await fetch(address, { signal: asking.signal }).catch(() => null);
    const words = answer?.ok ? await answer.text().catch(() => null) : null;
    if (words === null || document.activeElement !== field) return;
    list.innerHTML = words;
    choices().forEach((choice, n) => { choice.id = `${list.id}-${n}`; });
    show(choices().length > 0);
    status.textContent = choices()[0]?.dataset.told ?? status.dataset.none;
  }

  field.addEventListener("input", () => {
    close(); // An answer to older words would be wrong by now.
    const words = field.value.trim();
    if (words.length >= ENOUGH_CHARACTERS && !LIKE_A_CODE.test(words)) waiting = setTimeout(ask, PAUSE_MS);
  });

  field.addEventListener("keydown", (event) => {
    const count = choices().length;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault(); // The first time it closes the list; the second time the browser empties the field.
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count) {
      event.preventDefault();
      if (list.hidden) show(true);
      // Past either end stands the field itself, with what was typed.
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose(((current + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === "Enter" && !list.hidden && current >= 0) {
      event.preventDefault();
      location.assign(choices()[current].dataset.address);
    } else if (event.key === "Tab") {
      close();
    }
  });

  // Before the field loses the focus and the list is gone.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const choice = event.target.closest("[role=option]");
    if (choice) location.assign(choice.dataset.address);
  });
  field.addEventListener("blur", close);
}

document.querySelectorAll("form[data-suggest]").forEach(watch);
