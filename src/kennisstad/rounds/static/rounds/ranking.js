// SPDX-License-Identifier: EUPL-1.2
// Rank questions by dragging a handle, with the arrow keys on it, or with the buttons; the numbers follow.
// The numbers are what is sent: without this script the same form takes them, and the buttons load a page.

const EDGE_PX = 70; // So near the edge of the window, dragging scrolls.
const KEYS = { ArrowUp: -1, ArrowDown: 1 };

function watch(form) {
  const [chosen, others, said] = ["chosen", "others", "said"].map((name) => form.querySelector(`[data-${name}]`));
  const say = form.dataset;

  const choice = (item) => item.querySelector("select");
  const rank = (item) => Number(choice(item).value) || 0;
  const holds = (item) => item.parentElement === chosen;

  function tell(sentence, item) {
    const title = item.dataset.title;
    said.textContent = sentence
      .replace("{title}", () => title)
      .replace("{rank}", rank(item))
      .replace("{count}", chosen.children.length);
  }

  function changed() {
    form.querySelector("[data-unsaved]").hidden = false;
    form.querySelector("[data-none-yet]").hidden = chosen.children.length > 0;
  }

  /** The wishes in order, equal ones together. */
  function tiers() {
    const byRank = new Map();
    for (const item of chosen.children) {
      const tier = byRank.get(rank(item)) ?? [];
      byRank.set(rank(item), [...tier, item]);
    }
    return [...byRank.entries()].sort(([one], [other]) => one - other).map(([, tier]) => tier);
  }

  function number(order) {
    order.forEach((tier, place) => tier.forEach((item) => (choice(item).value = place + 1)));
    chosen.append(...order.flat());
    changed();
  }

  function setAside(item) {
    const after = [...others.children].find((other) => Number(other.dataset.place) > Number(item.dataset.place));
    others.insertBefore(item, after ?? null);
    changed();
  }

  const isFull = (item) => !holds(item) && chosen.children.length >= Number(say.most);

  /** As the buttons do without this script: past the tier beside it; out of a tie it goes first. */
  function step(item, by) {
    if (isFull(item)) return tell(say.sayFull, item);
    const order = tiers();
    const here = order.findIndex((tier) => tier.includes(item));
    if (here < 0) order.push([item]);
    else if (order[here].length > 1) {
      order[here] = order[here].filter((other) => other !== item);
      order.splice(here + (by > 0), 0, [item]);
    } else order.splice(Math.max(0, here + by), 0, order.splice(here, 1)[0]);
    number(order);
    tell(say.sayWish, item);
  }

  /** Put a wish before another one, or last; between two equal ones it becomes equal to them. */
  function place(item, before) {
    if (isFull(item)) return tell(say.sayFull, item);
    const order = tiers()
      .map((tier) => tier.filter((other) => other !== item))
      .filter((tier) => tier.length);
    const here = order.findIndex((tier) => tier.includes(before));
    if (here < 0) order.push([item]);
    else if (order[here][0] === before) order.splice(here, 0, [item]);
    else order[here].splice(order[here].indexOf(before), 0, item);
    number(order);
    tell(say.sayWish, item);
  }

  form.addEventListener("keydown", (event) => {
    const handle = event.target.closest("[data-handle]");
    if (!handle || !(event.key in KEYS)) return;
    event.preventDefault();
    step(handle.closest(".wish"), KEYS[event.key]);
    handle.focus(); // Moving a node takes the focus from it.
  });

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=up], button[name=down]");
    if (!button) return;
    event.preventDefault();
    step(button.closest(".wish"), button.name === "up" ? -1 : 1);
    button.focus();
  });

  form.addEventListener("change", ({ target }) => {
    const item = target.closest(".wish");
    if (!rank(item)) setAside(item);
    else {
      // What is chosen one by one stays as it was chosen; gaps are closed when it is saved.
      const items = [...chosen.children].filter((other) => other !== item);
      chosen.insertBefore(item, items.find((other) => rank(other) > rank(item)) ?? null);
      changed();
    }
    tell(rank(item) ? say.sayWish : say.sayNone, item);
    target.focus();
  });

  form.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest("[data-handle]");
    if (handle && event.isPrimary && event.button === 0) drag(handle, event);
  });

  function drag(handle, { pointerId }) {
    const item = handle.closest(".wish");
    const mark = Object.assign(document.createElement("li"), { className: "wish__drop", ariaHidden: "true" });
    const stop = new AbortController();
    const on = (name, act) => handle.addEventListener(name, act, { signal: stop.signal });

    handle.setPointerCapture(pointerId);
    item.classList.add("wish--held");
    on("pointermove", ({ clientY }) => {
      if (clientY < EDGE_PX) scrollBy(0, -EDGE_PX / 4);
      if (clientY > innerHeight - EDGE_PX) scrollBy(0, EDGE_PX / 4);
      mark.remove();
      const below = others.getBoundingClientRect().top;
      const list = clientY < below ? chosen : others;
      const middle = (other) => other.getBoundingClientRect().top + other.offsetHeight / 2;
      list.insertBefore(mark, [...list.children].find((other) => middle(other) > clientY) ?? null);
    });
    on("pointerup", () => end(drop));
    on("pointercancel", () => end(() => tell(say.sayKept, item)));
    on("keydown", (event) => event.key === "Escape" && end(() => tell(say.sayKept, item)));

    function drop() {
      if (!mark.isConnected) return;
      const [list, before] = [mark.parentElement, mark.nextElementSibling];
      mark.remove();
      if (before === item || (list === others && !holds(item))) return tell(say.sayKept, item);
      if (list === chosen) return place(item, before);
      choice(item).value = "";
      setAside(item);
      number(tiers());
      tell(say.sayNone, item);
    }

    function end(act) {
      stop.abort();
      item.classList.remove("wish--held");
      act();
      mark.remove();
      handle.focus();
    }
  }

  form.querySelectorAll("[data-handle], [data-with-script]").forEach((element) => (element.hidden = false));
}

document.querySelectorAll("form[data-ranking]").forEach(watch);
