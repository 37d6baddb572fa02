// Lists swapped in place: the new count is said aloud, the search box asks as one types, addresses stay short.
export function livelyLists(root, htmx) {
  openFilters(root);
  root.addEventListener("htmx:afterSwap", () => {
    const list = root.getElementById("liste");
    const status = root.querySelector("[data-says]");
    if (list && status) status.textContent = list.dataset.count;
    openFilters(root);
  });
  root.addEventListener("htmx:configRequest", (event) => {
    const { parameters, verb } = event.detail;
    if (verb !== "get") return;
    for (const name of Object.keys(parameters)) if (parameters[name] === "") delete parameters[name];
  });
  let waiting;
  root.addEventListener("input", (event) => {
    if (event.target.id !== "chercher-liste") return;
    clearTimeout(waiting);
    const { form } = event.target;
    waiting = setTimeout(() => htmx.trigger(form, "submit"), 400);
  });
  root.addEventListener("change", (event) => {
    if (event.target.matches("#liste .selects select")) htmx.trigger(event.target.form, "submit");
  });
}

// An answer that is not the piece asked for (an error, the log-in page) is shown as the page it is.
export function wholePagesStayWhole(root) {
  const visit = (event) => {
    if (!event.detail.boosted) return;
    const { path, verb } = event.detail.requestConfig;
    if (verb === "get") window.location.assign(event.detail.pathInfo.finalRequestPath || path);
  };
  root.addEventListener("htmx:responseError", visit);
  root.addEventListener("htmx:beforeSwap", (event) => {
    const { boosted, target, xhr } = event.detail;
    if (boosted && target.id && xhr.status === 200 && /^\s*<!doctype/i.test(xhr.responseText)) {
      event.detail.shouldSwap = false;
      visit(event);
    }
  });
}

// Browsers that cannot show a closed <details> by the sheet alone: filters are open on wide screens.
function openFilters(root) {
  if (CSS.supports("selector(::details-content)") || !matchMedia("(min-width: 58.01rem)").matches) return;
  for (const fold of root.querySelectorAll(".facets .fold")) fold.open = true;
}
