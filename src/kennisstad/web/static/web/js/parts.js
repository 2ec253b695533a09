// SPDX-License-Identifier: EUPL-1.2
// Next and previous links, and links and forms with data-refresh, inside [data-part] refresh that part
// alone; without script they load a page.

const LINK = "[data-part] :is(a[rel~=next], a[rel~=prev], a[data-refresh])";
const FORM = "[data-part] form[data-refresh]";

const pageOf = ({ pathname, search }) => pathname + search;
let shown = pageOf(location);

function isPlainClick(event) {
  return event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
}

function ask(part, address) {
  return fetch(address, { headers: { "X-Part": part.dataset.part } }).catch(() => null);
}

async function refresh(part, address) {
  part.setAttribute("aria-busy", "true");
  const answer = await ask(part, address);
  if (!answer?.ok) return location.assign(address);
  part.innerHTML = await answer.text();
  part.removeAttribute("aria-busy");
  part.focus({ preventScroll: true }); // So that keyboard and screen reader users land on what changed.
  part.scrollIntoView({ block: "start" });
  history.pushState(null, "", answer.url); // Where we were led: a choice has one address.
  shown = pageOf(location);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest(LINK);
  if (!link || !isPlainClick(event)) return;
  event.preventDefault();
  refresh(link.closest("[data-part]"), link.href);
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest(FORM);
  if (!form) return;
  event.preventDefault();
  refresh(form.closest("[data-part]"), `${form.action}?${new URLSearchParams(new FormData(form))}`);
});

// A link within the page is a step back or forth too, but leaves what is shown as it is.
addEventListener("popstate", () => {
  if (pageOf(location) !== shown) location.reload();
});

// Parts that take longer to make come once the page can be read; without script a link in them leads there.
async function fill(part) {
  const answer = await ask(part, part.dataset.from);
  if (answer?.ok) part.innerHTML = await answer.text().catch(() => part.innerHTML);
}

document.querySelectorAll("[data-part][data-from]").forEach(fill);
