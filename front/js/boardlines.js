// The red lines of a board: from a card to what came of it. Drawn over the cards; without this, the pages of the steps say the same.
const SVG = "http://www.w3.org/2000/svg";

export function boardLines(root) {
  for (const board of root.querySelectorAll("[data-lines]")) follow(board);
}

function follow(board) {
  const source = linksOf(board);
  if (!source.length) return;
  const sheet = document.createElementNS(SVG, "svg");
  sheet.classList.add("board-lines");
  sheet.setAttribute("aria-hidden", "true");
  board.append(sheet);
  const draw = () => redraw(board, sheet, source);
  new ResizeObserver(draw).observe(board);
  board.addEventListener("toggle", draw, true);
  for (const name of ["pointerover", "focusin"]) board.addEventListener(name, (event) => light(sheet, event.target));
}

function linksOf(board) {
  return [...board.querySelectorAll("[data-link]")].map((link) => link.dataset.link.split(" "));
}

function redraw(board, sheet, links) {
  const frame = board.getBoundingClientRect();
  sheet.replaceChildren();
  for (const [from, to] of links) {
    const one = board.querySelector(`.phase.wide [data-item="${from}"], [data-item="${from}"]`);
    const candidates = [...board.querySelectorAll(`[data-item="${to}"]`)];
    const other = candidates.find((card) => card.getBoundingClientRect().left > (one?.getBoundingClientRect().right ?? 0));
    if (!one || !other) continue;
    const a = one.getBoundingClientRect();
    const b = other.getBoundingClientRect();
    const [x1, y1, x2, y2] = [a.right - frame.left, a.top + 24 - frame.top, b.left - frame.left, b.top + 24 - frame.top];
    const bend = Math.max(16, (x2 - x1) / 2);
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`);
    path.dataset.ends = `${from} ${to}`;
    sheet.append(path);
  }
}

function light(sheet, target) {
  const uid = target.closest?.("[data-item]")?.dataset.item;
  for (const path of sheet.children) path.classList.toggle("lit", Boolean(uid) && path.dataset.ends.includes(uid));
}
