// After a list was swapped: its new count is said aloud, and the search box asks as one types.
export function livelyLists(root, htmx) {
  root.addEventListener("htmx:afterSwap", () => {
    const list = root.getElementById("liste");
    const status = root.querySelector("[data-says]");
    if (list && status) status.textContent = list.dataset.count;
  });
  let waiting;
  root.addEventListener("input", (event) => {
    if (event.target.id !== "chercher-liste") return;
    clearTimeout(waiting);
    const { form } = event.target;
    waiting = setTimeout(() => htmx.trigger(form, "submit"), 400);
  });
  root.addEventListener("change", (event) => {
    if (event.target.matches("#liste form select")) htmx.trigger(event.target.form, "submit");
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
    const { target, xhr } = event.detail;
    if (event.detail.boosted && target.id && xhr.status === 200 && /^\s*<!doctype/i.test(xhr.responseText)) {
      event.detail.shouldSwap = false;
      visit(event);
    }
  });
}
