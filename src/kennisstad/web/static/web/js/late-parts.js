// SPDX-License-Identifier: EUPL-1.2
// Parts that take longer to make come once the page can be read; without script a link in them leads there.

async function fill(part) {
  const answer = await fetch(part.dataset.from, { headers: { "X-Part": part.dataset.part } }).catch(() => null);
  if (answer?.ok) part.innerHTML = await answer.text().catch(() => part.innerHTML);
}

document.querySelectorAll("[data-part][data-from]").forEach(fill);
