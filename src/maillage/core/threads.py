"""The drawing of a thread: steps in columns from left to right, what came of what in curves. Geometry only, no colours."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

BOX_WIDTH, BOX_GAP, COLUMN_GAP, MARGIN = 200, 14, 64, 6
LINE_HEIGHT, HEAD = 18, 28
SIGNS_A_LINE, MOST_LINES = 25, 3


@dataclass(frozen=True, slots=True)
class Step:
    """`key` tells it from the others; `column`: its distance, negative for what came before."""

    key: int
    title: str
    column: int


@dataclass(frozen=True, slots=True)
class Box:
    """A step in its place; lengths in units of the drawing, `lines` the title cut to fit."""

    key: int
    x: int
    y: int
    height: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """`curves` are SVG paths, one a link, from the right side of a box to the left side of another."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    curves: tuple[str, ...]


def draw(steps: Sequence[Step], links: Iterable[tuple[int, int]]) -> Drawing:
    """Every link runs to the right, whatever the steps' own columns say; links that close a circle are left out.

    Within a column, steps stand near what they are tied to on their left; the same input gives the same drawing.
    """
    known = {step.key for step in steps}
    tied = _without_circles(sorted({(one, other) for one, other in links if {one, other} <= known}))
    columns = _columns(steps, tied)
    boxes: dict[int, Box] = {}
    comes_from: dict[int, list[int]] = defaultdict(list)
    for source, target in tied:
        comes_from[target].append(source)
    for number in sorted(set(columns.values())):
        inside = [step for step in steps if columns[step.key] == number]
        inside.sort(key=lambda step: (_height_of(step.key, comes_from, boxes), step.key))
        y = MARGIN
        for step in inside:
            lines = _lines(step.title)
            box = Box(
                key=step.key,
                x=MARGIN + number * (BOX_WIDTH + COLUMN_GAP),
                y=y,
                height=HEAD + LINE_HEIGHT * len(lines),
                lines=lines,
            )
            boxes[step.key] = box
            y += box.height + BOX_GAP
    return _centred(boxes, tied)


def _without_circles(links: list[tuple[int, int]]) -> list[tuple[int, int]]:
    onward: dict[int, set[int]] = defaultdict(set)
    kept = []
    for source, target in links:
        if source != target and not _reaches(onward, target, source):
            onward[source].add(target)
            kept.append((source, target))
    return kept


def _reaches(onward: Mapping[int, set[int]], start: int, end: int) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        one = waiting.pop()
        if one == end:
            return True
        fresh = onward.get(one, set()) - seen
        seen |= fresh
        waiting.extend(fresh)
    return False


def _columns(steps: Sequence[Step], links: list[tuple[int, int]]) -> dict[int, int]:
    """Its own column or, further right, the one after the last of what it comes from; then numbered without gaps."""
    column = {step.key: step.column for step in steps}
    moved = True
    while moved:
        moved = False
        for source, target in links:
            if column[target] <= column[source]:
                column[target], moved = column[source] + 1, True
    used = {number: rank for rank, number in enumerate(sorted(set(column.values())))}
    return {key: used[number] for key, number in column.items()}


def _height_of(key: int, comes_from: Mapping[int, list[int]], boxes: Mapping[int, Box]) -> float:
    places = [boxes[one].y for one in comes_from.get(key, ()) if one in boxes]
    return fmean(places) if places else 0.0


def _lines(title: str) -> tuple[str, ...]:
    lines = textwrap.wrap(title, SIGNS_A_LINE, max_lines=MOST_LINES, placeholder=" …")
    return tuple(lines) or ("…",)


def _centred(boxes: Mapping[int, Box], links: list[tuple[int, int]]) -> Drawing:
    by_column: dict[int, list[Box]] = defaultdict(list)
    for box in boxes.values():
        by_column[box.x].append(box)
    if not by_column:
        return Drawing(0, 0, (), ())
    height = max(box.y + box.height for box in boxes.values()) + MARGIN
    placed: dict[int, Box] = {}
    for x, column in by_column.items():
        lowest = max(box.y + box.height for box in column) + MARGIN
        for box in column:
            placed[box.key] = Box(box.key, x, box.y + (height - lowest) // 2, box.height, box.lines)
    width = max(by_column) + BOX_WIDTH + MARGIN
    curves = tuple(_curve(placed[source], placed[target]) for source, target in links)
    return Drawing(width, height, tuple(placed.values()), curves)


def _curve(source: Box, target: Box) -> str:
    x1, y1 = source.x + BOX_WIDTH, source.y + source.height // 2
    x2, y2 = target.x, target.y + target.height // 2
    bend = max(24, (x2 - x1) // 2)
    return f"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"
