// 1, 2 and 3 press the three buttons of a ballot. Typing in a field, or with a modifier, stays typing.
export function voteByKeys(root) {
  root.addEventListener("keydown", (event) => {
    const place = ["1", "2", "3"].indexOf(event.key);
    if (place < 0 || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    const ballot = root.querySelector("[data-ballot]:not(.htmx-request, [aria-busy])");
    ballot?.querySelectorAll("button")[place]?.click();
  });
}
