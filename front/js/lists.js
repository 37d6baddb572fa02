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
