"""The map beside the coverage table: the outlines of its lines, in classes of what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.cadastre.queries.coverage import Coverage
from maillage.cadastre.views.coverage_question import Asked
from maillage.cadastre.views.coverage_words import gap_in_words, wanted_in_words
from maillage.core.coverage import Figure
from maillage.core.outlines import Sheet, draw

STEPS = (1, 10, 25, 50)
"""Where a class of missing places begins; the first class is what lacks nothing."""


@dataclass(frozen=True, slots=True)
class Patch:
    """`shade`: 0 to 4, -1 where nobody asks or where what is asked may not be told."""

    name: str
    words: str
    path: str
    url: str
    shade: int


@dataclass(frozen=True, slots=True)
class CoverageMap:
    sheet: Sheet
    patches: tuple[Patch, ...]
    steps: tuple[int, ...] = STEPS


def map_of(coverage: Coverage, asked: Asked) -> CoverageMap | None:
    """None when no line has a shape: quarters have none."""
    rows = {row.pk: row for row in coverage.ground.rows}
    sheet = draw({pk: row.shape for pk, row in rows.items() if row.shape})
    if sheet is None:
        return None
    figures = {line.key: line.total for line in coverage.table.lines}
    patches = tuple(
        Patch(
            name=rows[pk].name,
            words=_words(figures[pk]),
            path=path,
            url=asked.but(place=rows[pk].uid, centre="", every_line=False).address(),
            shade=shade_of(figures[pk]),
        )
        for pk, path in sheet.paths.items()
    )
    return CoverageMap(sheet, patches)


def shade_of(figure: Figure) -> int:
    if not figure.wanted:
        return -1
    return sum(figure.missing >= step for step in STEPS)


def _words(figure: Figure) -> str:
    if not (figure.wanted or figure.masked):
        return "rien n’est demandé"
    said = f"{wanted_in_words(figure)} pour {figure.places} places"
    gap, _tone = gap_in_words(figure)
    return f"{said}, {gap}" if gap else said
