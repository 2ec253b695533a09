// SPDX-License-Identifier: EUPL-1.2
// The large map: on request, the same districts and points to move about in and come nearer to.
// What it says it reads from the small map and its lists, so that both always say the same.

function offer(box) {
  const button = box.querySelector(".city-map__tools button");
  let large;

  button.addEventListener("click", async () => {
    button.disabled = true;
    large = large ? close(large) : await open(box, button);
    button.disabled = false;
    (large?.stage ?? button).focus();
  });

  function close({ map, stage, choices }) {
    map.remove();
    stage.remove();
    choices?.remove();
    box.querySelector("svg").removeAttribute("hidden");
    [button.textContent, button.dataset.smaller] = [button.dataset.smaller, button.textContent];
  }
}

async function open(box, button) {
  const words = button.dataset;
  const [L, outlines] = await Promise.all([leaflet(words), fetch(box.dataset.outlines).then((answer) => answer.json())]).catch(
    () => [],
  );
  if (!outlines) {
    button.after(words.failed);
    button.remove();
    return undefined;
  }
  const svg = box.querySelector("svg");
  const stage = document.createElement("div");
  stage.className = "city-map__large";
  stage.tabIndex = 0;
  stage.role = "group";
  stage.ariaLabel = words.name;
  svg.before(stage);
  [button.textContent, words.smaller] = [words.smaller, button.textContent];

  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(stage, {
    zoomControl: false,
    zoomSnap: 0, // So that the districts fill the map.
    zoomAnimation: !calm,
    fadeAnimation: !calm,
    inertia: !calm,
    scrollWheelZoom: false, // Whoever scrolls the page past the map must not be caught by it.
  });
  map.attributionControl.setPrefix(false);
  map.attributionControl.addAttribution(escaped(box.querySelector(".city-map__source")?.textContent ?? ""));
  L.control.zoom({ zoomInTitle: words.nearer, zoomOutTitle: words.further }).addTo(map);
  const districts = drawDistricts(L, box, outlines).addTo(map);
  svg.setAttribute("hidden", ""); // Not earlier: its labels say where those of the large map belong.
  const groups = drawPoints(L, box);
  groups.forEach((group) => group.addTo(map));
  const all = [...groups.values()].reduce((bounds, group) => bounds.extend(group.getBounds()), districts.getBounds());
  const source = map.attributionControl.getContainer().offsetHeight;
  map.fitBounds(all, { paddingTopLeft: [8, 8], paddingBottomRight: [8, 8 + source] });
  return { map, stage, choices: choose(map, groups, button, words.choose) };
}

function leaflet({ leaflet: address, styles }) {
  if (window.L) return window.L;
  return new Promise((done, failed) => {
    const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: styles });
    const script = Object.assign(document.createElement("script"), { src: address });
    sheet.onload = () => document.head.append(script);
    script.onload = () => done(window.L);
    sheet.onerror = script.onerror = failed;
    document.head.append(sheet);
  });
}

function drawDistricts(L, box, outlines) {
  return L.geoJSON(outlines, {
    onEachFeature({ properties }, layer) {
      const link = box.querySelector(`.city-map__district[data-code="${CSS.escape(properties.code)}"]`);
      if (!link) return;
      const href = link.getAttribute("href");
      const place = placeOf(box, link, layer.getBounds());
      layer.bindTooltip(labelOf(box, link), { permanent: true, direction: "center" });
      layer.on("click", () => location.assign(href));
      layer.on("add", () => {
        layer.openTooltip(place);
        asLink(layer.getElement(), link.querySelector("title").textContent, href);
      });
    },
  });
}

// The label as the small map has it: a number where there is little room, else the name in its lines.
function labelOf(box, link) {
  const label = document.createElement("span");
  for (const text of textsOf(box, link)) {
    const part = label.appendChild(document.createElement("span"));
    part.className = text.getAttribute("class");
    const lines = text.children.length ? [...text.children] : [text];
    for (const { textContent } of lines) part.appendChild(document.createElement("span")).textContent = textContent;
  }
  return label;
}

// Where the small map writes it: both drawings stretch the same degrees, each its own way.
function placeOf(box, link, bounds) {
  const drawn = link.querySelector("path").getBBox();
  const [text] = textsOf(box, link);
  const [x, y] = ["x", "y"].map((name) => Number(text.getAttribute(name)));
  const across = (x - drawn.x) / drawn.width;
  const down = (y - drawn.y) / drawn.height;
  return [
    bounds.getNorth() - down * (bounds.getNorth() - bounds.getSouth()),
    bounds.getWest() + across * (bounds.getEast() - bounds.getWest()),
  ];
}

function textsOf(box, link) {
  const at = [...box.querySelectorAll(".city-map__district")].indexOf(link);
  return [".city-map__number", ".city-map__name"].map((texts) => box.querySelectorAll(texts)[at]);
}

function drawPoints(L, box) {
  const groups = new Map();
  for (const item of box.querySelectorAll("[data-lon]")) {
    const { lon, lat, mark, kind } = item.dataset;
    const link = item.querySelector("a");
    const icon = L.divIcon({ className: `theme theme--${mark}`, iconSize: [44, 44] });
    const pin = L.marker([Number(lat), Number(lon)], { icon, keyboard: false });
    pin.on("click", () => location.assign(link.href));
    pin.on("add", () => asLink(pin.getElement(), link.textContent, link.href));
    if (!groups.has(kind)) groups.set(kind, L.featureGroup());
    groups.get(kind).addLayer(pin);
  }
  return groups;
}

function asLink(element, name, href) {
  element.setAttribute("tabindex", "0");
  element.setAttribute("role", "link");
  element.setAttribute("aria-label", name);
  element.setAttribute("title", name);
  element.addEventListener("keydown", (pressed) => {
    if (pressed.key === "Enter") location.assign(href);
  });
}

function choose(map, groups, button, legend) {
  if (groups.size < 2) return undefined;
  const choices = document.createElement("span");
  choices.role = "group";
  choices.ariaLabel = legend;
  for (const [kind, group] of groups) {
    const label = document.createElement("label");
    const tick = Object.assign(document.createElement("input"), { type: "checkbox", checked: true });
    tick.addEventListener("change", () => (tick.checked ? group.addTo(map) : group.remove()));
    label.append(tick, kind);
    choices.append(label);
  }
  button.after(choices);
  return choices;
}

function escaped(text) {
  const span = document.createElement("span");
  span.textContent = text;
  return span.innerHTML;
}

document.querySelectorAll(".city-map[data-outlines]").forEach(offer);
