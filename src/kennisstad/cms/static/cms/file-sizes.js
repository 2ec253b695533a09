// SPDX-License-Identifier: EUPL-1.2
// An editor hears at once that a file is too large; without script the server says so when it is sent.

// Wagtail reads the name of the file at the field itself, so we come after it.
document.addEventListener("change", ({ target }) => {
  const most = Number(target.dataset?.mostBytes);
  const place = most && target.closest("[data-field]")?.querySelector("[data-field-errors]");
  if (!place) return;
  const refused = [...target.files].some((file) => file.size > most);
  place.replaceChildren();
  target.closest("[data-field]").classList.toggle("w-field--error", refused);
  if (!refused) return;
  target.value = "";
  const said = Object.assign(document.createElement("p"), { className: "error-message", role: "alert" });
  said.textContent = target.dataset.tooLarge;
  place.append(said);
});
