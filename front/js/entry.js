// A phone in a meeting. What is sent is kept on the phone until the server has answered: a lost connection sends it later,
// and once, since the uid in the form makes it the same finding. Without this, the form is sent as any other.
const KEY = "maillage-seance";
const PATIENCE = 8000;

export function keepEntries(root) {
  const place = root.querySelector("[data-entry]");
  const form = place?.querySelector("form");
  if (!form) return;
  const code = place.dataset.entry;
  const typed = `${KEY}-saisie-${code}`;
  const field = form.elements.wording;
  if (!field.value) field.value = read(typed) ?? "";
  field.addEventListener("input", () => write(typed, field.value));
  const retry = () => sendAll(place, code, form);
  form.addEventListener("submit", (event) => submit(event, place, code, form, typed), { capture: true });
  window.addEventListener("online", retry);
  setInterval(retry, 15000);
  retry();
}

async function submit(event, place, code, form, typed) {
  event.preventDefault();
  event.stopImmediatePropagation();
  const body = new URLSearchParams(new FormData(form)).toString();
  if (kept(code).includes(body)) return;
  keep(code, [...kept(code), body]);
  form.setAttribute("aria-busy", "true");
  const answer = await send(place, code, form, body);
  form.removeAttribute("aria-busy");
  if (answer === "refused") {
    keep(code, kept(code).filter((one) => one !== body));
    form.submit(); // as any other form: the page says what is wrong beside the field
    return;
  }
  write(typed, "");
  if (answer === "closed") {
    reread(); // the page says what to do; what is kept leaves when the code is prolonged
    return;
  }
  if (answer === "sent") {
    reread();
    return;
  }
  form.reset();
  form.elements.uid.value = freshUid();
  tell(place, code);
}

// Asks for the page anew: after a refusal it is the answer to a POST, and reloading would send the refused form again.
function reread() {
  location.replace(location.pathname);
}

async function sendAll(place, code, form) {
  let sent = 0;
  for (const body of kept(code)) {
    const answer = await send(place, code, form, body);
    if (answer === "lost" || answer === "closed") break;
    if (answer === "refused" && !giveBack(form, body)) continue;
    keep(code, kept(code).filter((one) => one !== body));
    sent += answer === "sent" ? 1 : 0;
  }
  tell(place, code);
  if (sent && !form.elements.wording.value) reread();
}

// What the server did not take goes back into the form, unless something else is being typed there: then it stays kept.
function giveBack(form, body) {
  if (form.elements.wording.value) return false;
  form.elements.wording.value = new URLSearchParams(body).get("wording");
  return true;
}

// "sent", "refused" for what it says, "closed" when the code takes nothing any more, or "lost" on the way.
async function send(place, code, form, body) {
  const fresh = new URLSearchParams(body);
  fresh.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  try {
    const answer = await fetch(location.href, {
      method: "POST", body: fresh, credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.status === 422) return "refused";
    if (answer.status === 410) return "closed";
    if (!answer.ok) return "lost";
    keep(code, kept(code).filter((one) => one !== body));
    return "sent";
  } catch {
    return "lost";
  }
}

function kept(code) {
  return JSON.parse(read(`${KEY}-${code}`) || "[]");
}

function keep(code, bodies) {
  write(`${KEY}-${code}`, JSON.stringify(bodies));
}

function tell(place, code) {
  place.querySelector("[data-kept]").hidden = !kept(code).length;
}

function freshUid() {
  const signs = "23456789abcdefghjkmnpqrstuvwxyz";
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => signs[byte % signs.length]).join("");
}

function read(key) {
  try { return localStorage.getItem(key); } catch { return null; }
}

function write(key, value) {
  try { localStorage.setItem(key, value); } catch { /* a private window keeps nothing: the form still sends */ }
}
