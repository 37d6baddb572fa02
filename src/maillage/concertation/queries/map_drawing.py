"""The map of opinions as shapes: one path a group, in the units of a drawing of `WIDTH` by `HEIGHT`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

WIDTH, HEIGHT, MARGIN = 680, 440, 26
RADIUS = 6.0
NEAR = 0.01


@dataclass(frozen=True, slots=True)
class Mark:
    """The people of a group: `path` in the form of its `shape`; `x`, `y`: where its letter stands."""

    letter: str
    shape: str
    path: str
    sample: str
    people: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """`left_out`: people who are not drawn, since there are very many."""

    marks: list[Mark]
    middle_x: float
    middle_y: float
    left_out: int
    width: int = WIDTH
    height: int = HEIGHT


SHAPES = {
    "A": "rond",
    "B": "carré",
    "C": "triangle",
    "D": "losange",
    "E": "croix",
    "": "point",
}


def drawing_of(told: dict[str, Any]) -> Drawing | None:
    """The same scale for both axes, so that distances are true; None when there is nobody to draw."""
    points = told["points"]
    if not points:
        return None
    xs, ys = [one[0] for one in points], [one[1] for one in points]
    span = max(
        (max(xs) - min(xs)) / (WIDTH - 2 * MARGIN), (max(ys) - min(ys)) / (HEIGHT - 2 * MARGIN), NEAR / 100
    )
    middle_x, middle_y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2

    def place(x: float, y: float) -> tuple[float, float]:
        return round(WIDTH / 2 + (x - middle_x) / span, 1), round(HEIGHT / 2 - (y - middle_y) / span, 1)

    radius = RADIUS if len(points) <= 300 else RADIUS / 2
    marks = []
    for letter in sorted({one[2] for one in points}):
        places = [place(x, y) for x, y, group in points if group == letter]
        marks.append(
            Mark(
                letter=letter,
                shape=SHAPES[letter],
                path="".join(_shape(letter, x, y, radius) for x, y in places),
                sample=_shape(letter, 9, 9, RADIUS),
                people=told["sizes"].get(letter, told["placed"]),
                x=round(sum(x for x, _y in places) / len(places), 1),
                y=round(sum(y for _x, y in places) / len(places), 1),
            )
        )
    zero_x, zero_y = place(0, 0)
    return Drawing(marks, zero_x, zero_y, told["placed"] - len(points))


def _shape(letter: str, x: float, y: float, r: float) -> str:
    """One mark of about the same surface whatever its form."""
    side = _short(1.75 * r)
    half = 0.875 * r
    if letter == "B":
        return f"M{_short(x - half)} {_short(y - half)}h{side}v{side}h-{side}z"
    if letter == "C":
        return f"M{_short(x)} {_short(y - 1.25 * r)}l{_short(1.2 * r)} {_short(2.1 * r)}h{_short(-2.4 * r)}z"
    if letter == "D":
        far = _short(1.25 * r)
        return f"M{_short(x)} {_short(y - 1.25 * r)}l{far} {far}l-{far} {far}l-{far} -{far}z"
    if letter == "E":
        arm, long = _short(0.62 * r), _short(0.8 * r)
        start = f"M{_short(x - 0.31 * r)} {_short(y - 1.11 * r)}"
        return f"{start}h{arm}v{long}h{long}v{arm}h-{long}v{long}h-{arm}v-{long}h-{long}v-{arm}h{long}z"
    small = _short(r if letter else 0.7 * r)
    double = _short(2 * float(small))
    return f"M{_short(x - float(small))} {_short(y)}a{small} {small} 0 1 0 {double} 0a{small} {small} 0 1 0 -{double} 0z"


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
