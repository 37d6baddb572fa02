"""The coverage table in words: figures that say what they leave out, the sum as a sentence. Prepared values only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.formats import number_format

from maillage.cadastre.queries.coverage import FRENCH, OTHER, REST, Coverage
from maillage.cadastre.views.coverage_question import Asked
from maillage.core.coverage import Figure, Level, Line
from maillage.core.disclosure import SMALLEST_TOLD
from maillage.territory.models import Territory

COURSES = {
    FRENCH: "un cours de français",
    "alpha": "un cours d’alphabétisation",
    "fle": "un cours de français langue étrangère",
}


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """`gap` says it in words; `tone`: bad, ok or nothing. Addresses are empty when there is no list to open."""

    label: str
    wanted: str = ""
    wanted_url: str = ""
    places: str = ""
    places_url: str = ""
    gap: str = ""
    tone: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.wanted or self.places)


MOST_BESIDE = 5
"""With more levels than that, the map stands below the table."""


@dataclass(frozen=True, slots=True)
class ShownLine:
    name: str
    url: str
    cells: tuple[ShownFigure, ...]
    total: ShownFigure


@dataclass(frozen=True, slots=True)
class ShownTable:
    """`heads`: notation and name of each level shown. `hidden`: how many lines have nothing at all."""

    heads: tuple[tuple[str, str], ...]
    lines: tuple[ShownLine, ...]
    totals: tuple[ShownFigure, ...]
    total: ShownFigure
    hidden: int

    @property
    def is_narrow(self) -> bool:
        return len(self.heads) <= MOST_BESIDE


def count(number: int) -> str:
    return str(number_format(number, use_l10n=True, force_grouping=True))


def wanted_in_words(figure: Figure) -> str:
    """« 24 », « 24 ou plus » when small counts are left out, « moins de 5 » when there is one alone."""
    if not figure.masked:
        return count(figure.wanted)
    if figure.wanted:
        return f"{count(figure.wanted)} ou plus"
    return f"moins de {SMALLEST_TOLD}" if figure.masked == 1 else "masqué"


def gap_in_words(figure: Figure) -> tuple[str, str]:
    """What is missing, and its tone; nothing where nobody asks for anything."""
    if figure.missing:
        least = "au moins\N{NO-BREAK SPACE}" if figure.masked else ""
        lacks = "manque " if least else "manque\N{NO-BREAK SPACE}"
        return f"{lacks}{least}{count(figure.missing)}", "bad"
    if figure.masked:
        return "", ""
    return ("assez", "ok") if figure.wanted else ("", "")


def shown_table(
    coverage: Coverage, asked: Asked, level_names: Mapping[str, str], *, opens_lists: bool
) -> ShownTable:
    """The widest gap first; lines without anything are left out unless asked for. `opens_lists`: the reader may see who
    says what."""
    rows = {row.pk: row for row in coverage.ground.rows}
    table = coverage.table
    kept = [
        rank
        for rank, figure in enumerate(table.totals)
        if not figure.is_empty or any(not line.cells[rank].is_empty for line in table.lines)
    ]
    some = [line for line in table.lines if not line.total.is_empty]
    lines = table.lines if asked.every_line or not some else some
    ordered = sorted(lines, key=lambda line: _rank(line, rows))
    links = _Links(asked, opens_lists)

    def cells(figures: tuple[Figure, ...], line: str) -> tuple[ShownFigure, ...]:
        return tuple(links.figure(figures[rank], line, table.columns[rank], is_cell=True) for rank in kept)

    return ShownTable(
        heads=tuple(_head(table.columns[rank], level_names) for rank in kept),
        lines=tuple(
            ShownLine(
                name=rows[line.key].name if line.key else rest_in_words(coverage),
                url=_deeper(asked, rows[line.key], coverage) if line.key else "",
                cells=cells(line.cells, key := rows[line.key].uid if line.key else REST),
                total=links.figure(line.total, key, None, is_cell=False),
            )
            for line in ordered
        ),
        totals=cells(table.totals, ""),
        total=links.figure(table.total, "", None, is_cell=False),
        hidden=len(table.lines) - len(lines),
    )


def rest_in_words(coverage: Coverage) -> str:
    """What has no more precise place: « Liège, sans quartier précis »."""
    level = str(Territory.Level(coverage.ground.parts_are).label)
    return f"sans {level} précis{'e' if level in ('commune', 'province', 'zone') else ''}"


def _rank(line: Line, rows: Mapping[int, Territory]) -> tuple:
    name = rows[line.key].sort_name if line.key else ""
    return (line.key is None, -line.total.missing, -line.total.wanted, -line.total.masked, name)


def _head(column: Level | None, names: Mapping[str, str]) -> tuple[str, str]:
    if column is None:
        return "autre ou non précisé", "niveau non précisé, ou dit sur une autre échelle"
    return column.notation, names.get(column.notation, column.notation)


def _deeper(asked: Asked, row: Territory, coverage: Coverage) -> str:
    """The table of one line: its communes, its quarters."""
    if coverage.ground.territory is not None and coverage.ground.territory.pk == row.pk:
        return ""
    return asked.but(place=row.uid, centre="", every_line=False).address()


@dataclass(frozen=True, slots=True)
class _Links:
    asked: Asked
    opens_lists: bool

    def figure(self, figure: Figure, line: str, column: Level | None, *, is_cell: bool) -> ShownFigure:
        label = (column.notation if column else "non précisé") if is_cell else "Total"
        if figure.is_empty:
            return ShownFigure(label)
        behind = self.asked.but(
            line=line, column=(column.notation if column else OTHER) if is_cell else "", every_line=False
        )
        gap, tone = gap_in_words(figure)
        listed = self.opens_lists and figure.wanted
        return ShownFigure(
            label=label,
            wanted=wanted_in_words(figure),
            wanted_url=behind.address("cadastre:counted_demands") if listed else "",
            places=count(figure.places),
            places_url=behind.address("cadastre:counted_sessions") if figure.places > figure.said else "",
            gap=gap,
            tone=tone,
        )


def sentence(coverage: Coverage, day: dt.date, now: dt.date, course_name: str) -> str:
    """« 549 personnes souhaitaient un cours de français, 322 places étaient offertes : il en manquait 227. »"""
    total, then = coverage.table.total, day < now
    people = _people(total, then)
    course = COURSES.get(coverage.wish.course, f"« {course_name} »")
    places = _places(total.places, then)
    simple = max(0, total.wanted - total.places)
    least = "au moins " if total.masked and total.missing else ""
    if not total.missing:
        rest = "il n’en manquait pas" if then else "il n’en manque pas"
        rest = f"d’après ce qui peut être dit, {rest}" if total.masked else rest
    elif total.missing > simple:
        suits = "ne convenaient pas à tous" if then else "ne conviennent pas à tous"
        rest = f"elles {suits}, il en {_lacked(then)} {least}{count(total.missing)}"
    else:
        rest = f"il en {_lacked(then)} {least}{count(total.missing)}"
    return f"{people} {course}, {places} : {rest}."


def nearby(coverage: Coverage, day: dt.date, now: dt.date) -> str:
    """What would be missing if nobody went to the next commune; empty when that changes nothing."""
    table = coverage.table
    if table.missing_nearby <= table.total.missing:
        return ""
    part = "commune" if coverage.ground.parts_are != Territory.Level.QUARTER else "quartier"
    if coverage.ground.parts_are == Territory.Level.PROVINCE:
        part = "province"
    own = "son" if part == "quartier" else "sa"
    lacked = _lacked(day < now)
    least = "au moins " if any(line.total.masked for line in table.lines) else ""
    return f"Si chacun reste dans {own} {part}, il en {lacked} {least}{count(table.missing_nearby)}."


def _lacked(then: bool) -> str:
    return "manquait" if then else "manque"


def _people(total: Figure, then: bool) -> str:
    said = wanted_in_words(total)
    if total.masked and not total.wanted:
        return f"Quelques personnes {'souhaitaient' if then else 'souhaitent'}"
    if total.masked:
        said = f"{count(total.wanted)} personnes ou plus"
        return f"{said} {'souhaitaient' if then else 'souhaitent'}"
    if total.wanted == 0:
        return f"Personne ne {'demandait' if then else 'demande'}"
    if total.wanted == 1:
        return f"1 personne {'souhaitait' if then else 'souhaite'}"
    return f"{said} personnes {'souhaitaient' if then else 'souhaitent'}"


def _places(number: int, then: bool) -> str:
    if number == 0:
        return f"aucune place n’{'était' if then else 'est'} offerte"
    if number == 1:
        return f"1 place {'était' if then else 'est'} offerte"
    return f"{count(number)} places {'étaient' if then else 'sont'} offertes"
