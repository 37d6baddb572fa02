// Propositions under a search box: arrows walk through them, Escape or leaving closes them.
export function walkThroughProposals(root) {
  const close = (form) => form?.querySelector(".proposals")?.replaceChildren();
  root.addEventListener("keydown", (event) => {
    const form = event.target.closest?.("form.find");
    if (!form) return;
    if (event.key === "Escape") {
      close(form);
      form.querySelector("input").focus();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [form.querySelector("input"), ...form.querySelectorAll(".proposals a")];
    if (!step || stops.length < 2) return;
    event.preventDefault();
    stops[(stops.indexOf(event.target) + step + stops.length) % stops.length].focus();
  });
  root.addEventListener("focusout", (event) => {
    const form = event.target.closest?.("form.find");
    if (form && !form.contains(event.relatedTarget)) setTimeout(() => close(form), 150);
  });
  root.addEventListener("input", (event) => {
    const form = event.target.closest?.("form.find");
    if (form && !event.target.value.trim()) close(form);
  });
}
