// Draws the answers of a search over our own outlines, without a tile server.
import { circle, control, DivIcon, geoJSON, latLngBounds, layerGroup, map as leaflet, marker } from "leaflet/dist/leaflet-src.esm.js";

const BELGIUM = latLngBounds([49.45, 2.5], [51.55, 6.45]);
const CLOSEST = 13;
const ALONE = 11; // as near as a single spot is looked at
const [SMALLEST, LARGEST] = [28, 54]; // pixels

const figures = new Intl.NumberFormat("fr-BE");
const offers = (count) => `${figures.format(count)} ${count < 2 ? "offre" : "offres"}`;
const size = (count) => Math.min(LARGEST, Math.round(SMALLEST - 3 + 3 * Math.sqrt(count)));

// An icon that is itself the link or the button: one stop of the keyboard, one name.
const Touched = DivIcon.extend({
  createIcon() {
    this._setIconStyles(this.options.element, "icon");
    return this.options.element;
  },
});

// `linked` makes a link swap the list in place. Resolves to `follow(address, point)`: what the list shows now.
export async function drawMap(figure, linked) {
  const canvas = figure.querySelector("[data-map]");
  const says = figure.querySelector("[data-map-says]");
  await style(figure.dataset.sheet);
  const moving = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = leaflet(canvas, {
    zoomControl: false, attributionControl: false, scrollWheelZoom: false, minZoom: 6, maxZoom: CLOSEST, zoomSnap: 0.5, maxBounds: BELGIUM.pad(0.5),
    zoomAnimation: moving, fadeAnimation: moving, markerZoomAnimation: moving, inertia: moving,
  });
  control.zoom({ zoomInTitle: "Agrandir la carte", zoomOutTitle: "Réduire la carte" }).addTo(map);
  map.fitBounds(BELGIUM, { animate: false });
  const [land, reach, spots] = [layerGroup().addTo(map), layerGroup().addTo(map), layerGroup().addTo(map)];
  const outlined = new Set();
  let shown = new Map(); // key of a group → its marker
  let groups = { zoom: null, all: [] };
  let data = { spots: [], areas: [] };
  let [address, point, fitted] = ["", "", ""];

  const outlines = () => {
    const sight = map.getBounds().pad(0.1);
    for (const { url, box: [south, west, north, east] } of data.areas) {
      if (outlined.has(url) || !sight.intersects([[south, west], [north, east]])) continue;
      outlined.add(url);
      read(url)
        .then((shapes) => geoJSON(shapes, { interactive: false, className: "land" }).addTo(land).bringToBack())
        .catch(() => outlined.delete(url));
    }
  };
  const redraw = () => {
    if (groups.zoom !== map.getZoom()) groups = { zoom: map.getZoom(), all: gathered(data.spots, map) };
    const sight = map.getBounds().pad(0.1);
    const wanted = new Map(groups.all.filter((group) => sight.contains(group.spots[0].at)).map((group) => [group.key, group]));
    const focused = [...shown.values()].find((one) => one.getElement() === document.activeElement)?.group;
    for (const [key, one] of shown) if (!wanted.has(key)) { spots.removeLayer(one); shown.delete(key); }
    for (const [key, group] of wanted) if (!shown.has(key)) shown.set(key, placed(group).addTo(spots));
    for (const one of shown.values()) choose(one);
    if (!focused || shown.has(focused.key)) return;
    const inherits = [...shown.values()].find(({ group }) => group.spots.some((spot) => focused.spots.includes(spot)));
    (inherits?.getElement() ?? canvas).focus({ preventScroll: true });
  };
  const placed = (group) => {
    const alone = group.spots.length === 1;
    const element = document.createElement(alone ? "a" : "button");
    const across = size(group.count);
    const [spot] = group.spots;
    element.textContent = figures.format(group.count);
    element.title = group.spots.length === 1 ? inside(spot) : "";
    element.setAttribute("aria-label", alone ? `${spot.name} : ${offers(group.count)}` : `${spot.name} et ${among(group)} : ${offers(group.count)}. Agrandir.`);
    if (!alone) {
      element.type = "button";
      element.addEventListener("click", () => nearer(group));
    }
    const icon = new Touched({ element, iconSize: [across, across], className: alone ? "spot" : "spot many" });
    const one = marker(spot.at, { icon, keyboard: false, riseOnHover: true });
    return Object.assign(one, { group, element });
  };
  const choose = ({ group, element }) => {
    const here = group.spots.some((spot) => spot.point === point);
    element.classList.toggle("chosen", here);
    if (group.spots.length > 1) return;
    const href = here ? data.whole : data.list + group.spots[0].ask;
    if (here) element.setAttribute("aria-current", "true");
    else element.removeAttribute("aria-current");
    if (element.getAttribute("href") === href) return;
    element.setAttribute("href", href);
    linked(element);
  };
  const nearer = (group) => {
    const bounds = latLngBounds(group.spots.map((spot) => spot.at));
    const zoom = Math.max(map.getZoom() + 1, map.getBoundsZoom(bounds, false, [LARGEST, LARGEST]));
    map.setView(bounds.getCenter(), Math.min(zoom, CLOSEST));
  };
  const fit = () => {
    const bounds = latLngBounds(data.spots.map((spot) => spot.at));
    reach.clearLayers();
    if (data.around) {
      const drawn = circle(data.around.at, { radius: data.around.kilometres * 1000, className: "reach", interactive: false }).addTo(reach);
      bounds.extend(drawn.getBounds());
    }
    map.fitBounds(bounds.isValid() ? bounds : BELGIUM, { padding: [24, 24], maxZoom: ALONE, animate: false });
  };
  const light = (label) => {
    for (const { group, element } of shown.values()) {
      element.classList.toggle("lit", Boolean(label) && group.spots.some((spot) => spot.holds.some(([name]) => name === label)));
    }
  };

  map.on("moveend", () => { outlines(); redraw(); });
  new ResizeObserver(() => map.invalidateSize({ pan: false })).observe(canvas);
  for (const kind of ["mouseover", "focusin"]) document.addEventListener(kind, ({ target }) => light(target.closest?.("li.offer")?.dataset.place));

  return {
    async follow(asked, chosen) {
      point = chosen;
      if (asked !== address) {
        address = asked;
        figure.setAttribute("aria-busy", "true");
        const read_ = await read(asked).finally(() => figure.removeAttribute("aria-busy"));
        if (asked !== address) return;
        data = read_;
        says.textContent = data.said;
        groups.zoom = null;
        spots.clearLayers();
        shown = new Map();
      }
      map.invalidateSize({ pan: false });
      const drawn = JSON.stringify([data.spots, data.around]);
      if (drawn !== fitted) {
        fitted = drawn;
        fit();
      }
      outlines();
      redraw();
    },
  };
}

// Spots whose numbers would lie on each other are one number, at the fullest of them, which opens into its parts.
function gathered(spots, map) {
  let groups = spots.map((spot) => ({ spots: [spot], count: spot.count, pixel: map.project(spot.at) }));
  for (let crowded = true; crowded; ) {
    crowded = false;
    const kept = [];
    for (const group of groups.sort((one, other) => other.count - one.count)) {
      const near = kept.find((one) => one.pixel.distanceTo(group.pixel) < (size(one.count) + size(group.count)) / 2 + 2);
      if (!near) kept.push(group);
      else {
        crowded = true;
        near.spots.push(...group.spots);
        near.count += group.count;
      }
    }
    groups = kept;
  }
  return groups.map((group) => ({ ...group, key: group.spots.map((spot) => spot.point).join() }));
}

const among = ({ spots }) => (spots.length === 2 ? "un autre lieu" : `${spots.length - 1} autres lieux`);
const inside = ({ name, holds }) => (holds.length > 1 ? holds.map(([label, count]) => `${label} : ${figures.format(count)}`).join("\n") : name);

async function read(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

function style(address) {
  return new Promise((resolve, reject) => {
    const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address, onload: resolve, onerror: reject });
    document.head.append(sheet);
  });
}
