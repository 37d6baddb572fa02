// The map of a list: beside it on wide screens, above its lines behind a button elsewhere. Leaflet is fetched when the map
// is first shown; the list holds all that the map does.
export function mapBeside(root, htmx) {
  const place = root.querySelector("[data-map-place]");
  if (!place) return;
  const figure = place.firstElementChild;
  const says = figure.querySelector("[data-map-says]");
  const wide = matchMedia("(min-width: 68.75rem)");
  let open = false;
  let drawing;

  const settle = async () => {
    const list = root.getElementById("liste");
    const address = list?.dataset.map ?? "";
    const slot = root.querySelector("[data-map-slot]");
    const opens = root.querySelector("[data-map-opens]");
    if (opens) {
      opens.hidden = wide.matches;
      opens.firstElementChild.setAttribute("aria-expanded", String(open));
    }
    const home = wide.matches ? place : open ? slot : null;
    place.hidden = !(address && home === place);
    move(figure, (address && home) || place);
    if (!address || !home) return;
    try {
      drawing ??= import("./map.js").then(({ drawMap }) => drawMap(figure, (link) => htmx.process(link)));
      const drawn = await drawing;
      await drawn.follow(address, list.dataset.point);
    } catch {
      says.textContent = "La carte ne s’affiche pas ; la liste dit tout.";
    }
  };

  root.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.id === "liste") figure.focused = move(figure, place);
  });
  root.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id !== "liste") return;
    settle();
    const touched = figure.focused;
    figure.focused = null;
    if (!touched) return;
    touched.focus({ preventScroll: true });
    if (!wide.matches && touched.matches("a.spot")) root.querySelector("ol.offers")?.scrollIntoView({ block: "start" });
  });
  root.addEventListener("click", (event) => {
    if (!event.target.closest("[data-map-button]")) return;
    open = !open;
    settle();
  });
  wide.addEventListener("change", settle);
  settle();
}

// Moves the figure, and says what had the focus inside: moving takes it away.
function move(figure, home) {
  if (figure.parentElement === home) return figure.contains(document.activeElement) ? document.activeElement : null;
  const focused = figure.contains(document.activeElement) ? document.activeElement : null;
  home.append(figure);
  focused?.focus({ preventScroll: true });
  return focused;
}
