// « Près de moi »: the position goes in the address of the search, rounded to a hundred metres, and nowhere else.
export function nearMe(root) {
  const show = () => {
    for (const button of root.querySelectorAll("[data-near-me][hidden]")) if (navigator.geolocation) button.hidden = false;
  };
  show();
  root.addEventListener("htmx:afterSwap", show);
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-near-me]");
    if (!button) return;
    const says = root.querySelector("[data-near-me-says]");
    const { form } = button;
    says.textContent = "Recherche de votre position…";
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const address = new URL(form.action);
        for (const [name, value] of new FormData(form)) if (value && !["lieu", "ici"].includes(name)) address.searchParams.append(name, value);
        address.searchParams.set("ici", `${coords.latitude.toFixed(3)},${coords.longitude.toFixed(3)}`);
        window.location.assign(address);
      },
      () => {
        says.textContent = "Votre appareil ne donne pas sa position : écrivez une commune ou un code postal.";
      },
      { maximumAge: 600000, timeout: 10000 },
    );
  });
}
