"""Which column is what: guessed from the words of its header and from what its cells look like, with confidence.

A guess is shown and can be changed; nothing is decided here. What a cell is worth is `core.cleaning`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

from rapidfuzz import fuzz

from maillage.core.folding import fold
from maillage.core.sheets.rows import Sheet, SheetRow

LOOKED_AT = 60
"""Rows whose cells are looked at."""
FURTHEST_HEADER = 30
"""The header is looked for in that many first filled rows."""
SURE = 0.8
LEAST = 0.4

LooksLike = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class FieldHint:
    """What a field is recognised by: folded header words, and the look of a cell.

    `several`: more than one column may hold it (telephone and mobile). `weight` is what the look alone is worth.
    """

    key: str
    words: tuple[str, ...]
    looks_like: LooksLike | None = None
    several: bool = False
    weight: float = 0.7


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """`field` is empty when the column is left out; `position` counts from 0; `confidence` from 0 to 1."""

    position: int
    header: str
    field: str
    confidence: float
    examples: tuple[str, ...]

    @property
    def is_sure(self) -> bool:
        return self.confidence >= SURE


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the table starts. `header_row` is the row's number in the file, None when there is no header."""

    header_row: int | None
    headers: tuple[str, ...]
    rows: tuple[SheetRow, ...]


def layout_of(sheet: Sheet, hints: Sequence[FieldHint], *, header_row: int | None = None) -> Layout:
    """Finds the header below titles and above the rows; `header_row` is the person's own choice, 0 for none."""
    if header_row == 0:
        return _without_header(sheet)
    if header_row is not None:
        chosen = next((row for row in sheet.rows if row.number == header_row), None)
        return _below(sheet, chosen) if chosen else _without_header(sheet)
    candidates = sheet.rows[:FURTHEST_HEADER]
    best = max(candidates, key=lambda row: _header_likeness(row, sheet, hints), default=None)
    if best is None or _header_likeness(best, sheet, hints) <= 0:
        return _without_header(sheet)
    return _below(sheet, best)


def guess_columns(layout: Layout, hints: Sequence[FieldHint]) -> list[ColumnGuess]:
    """One guess a column, best pairs first; a field that cannot be held twice goes to its best column."""
    looked_at = layout.rows[:LOOKED_AT]
    columns = [
        _Column(position, header, [row.cell(position) for row in looked_at if row.cell(position)])
        for position, header in enumerate(layout.headers)
    ]
    hints_here = _with_context(columns, hints)
    pairs = sorted(
        (
            (_likeness(column, hint), -column.position, column, hint)
            for column in columns
            for hint in hints_here
        ),
        key=lambda pair: (-pair[0], -pair[1], pair[3].key),
    )
    chosen: dict[int, tuple[str, float]] = {}
    taken: set[str] = set()
    for likeness, _, column, hint in pairs:
        if likeness < LEAST or column.position in chosen or (hint.key in taken and not hint.several):
            continue
        chosen[column.position] = (hint.key, likeness)
        taken.add(hint.key)
    return [_guess(column, *chosen.get(column.position, ("", 0.0))) for column in columns]


@dataclass(frozen=True, slots=True)
class _Column:
    position: int
    header: str
    values: list[str]


def _guess(column: _Column, field: str, confidence: float) -> ColumnGuess:
    examples = tuple(dict.fromkeys(column.values))[:3]
    return ColumnGuess(column.position, column.header, field, round(confidence, 2), examples)


def _with_context(columns: Sequence[_Column], hints: Sequence[FieldHint]) -> Sequence[FieldHint]:
    """« Nom » is a person's when another column names the organisation: the family name beside « Prénom », else the
    whole name, if its cells look like one and no other column holds the contact."""
    by_key = {hint.key: hint for hint in hints}
    folded = {fold(column.header) for column in columns}
    if folded & {"prenom", "prenoms"}:
        if any(word in header.split() for header in folded for word in _ORGANISATION_WORDS):
            return _nom_given_to("family_name", by_key)
    elif folded & _ORGANISATION_WORDS and _nom_names_people(columns, by_key.get("contact")):
        return _nom_given_to("contact", by_key)
    return hints


def _nom_names_people(columns: Sequence[_Column], contact: FieldHint | None) -> bool:
    named = [column for column in columns if fold(column.header) in {"nom", "noms"} and column.values]
    if not named or contact is None or contact.looks_like is None:
        return False
    if any(header_likeness(column.header, contact) >= LEAST for column in columns):
        return False
    values = named[0].values
    return sum(1 for value in values if contact.looks_like(value)) / len(values) >= 0.6


def _nom_given_to(key: str, by_key: Mapping[str, FieldHint]) -> Sequence[FieldHint]:
    name, other = by_key.get("name"), by_key.get(key)
    if not name or not other:
        return list(by_key.values())
    shorter = tuple(word for word in name.words if word != "nom")
    changed = {"name": replace(name, words=shorter), key: replace(other, words=(*other.words, "nom"))}
    return list((dict(by_key) | changed).values())


_ORGANISATION_WORDS = frozenset(
    {"association", "associations", "organisation", "organisations", "organisme", "institution"}
    | {"operateur", "structure", "denomination", "asbl", "service"}
)


def _likeness(column: _Column, hint: FieldHint) -> float:
    """From 0 to 1: the header's word, confirmed or contradicted by the cells."""
    said = header_likeness(column.header, hint)
    if hint.looks_like is None or not column.values:
        return said
    seen = sum(1 for value in column.values if hint.looks_like(value)) / len(column.values)
    if said:
        return said * (0.55 + 0.45 * seen) if seen < 0.3 else min(1.0, said + 0.1 * seen)
    return hint.weight * seen if seen >= 0.6 else 0.0


def header_likeness(header: str, hint: FieldHint) -> float:
    """1 for the very word, less for a header that contains it, less again for a misspelt one."""
    folded = fold(header)
    if not folded:
        return 0.0
    best = 0.0
    for rank, word in enumerate(hint.words):
        if folded == word or folded.rstrip("s") == word.rstrip("s"):
            return 0.95 - min(rank, 10) * 0.002
        if f" {word} " in f" {folded} ":
            best = max(best, 0.6 + 0.3 * len(word) / len(folded))
        elif len(word) > 4 and fuzz.ratio(folded, word) >= 85:
            best = max(best, 0.7)
    return best


def _header_likeness(row: SheetRow, sheet: Sheet, hints: Sequence[FieldHint]) -> float:
    """How much a row looks like a header: known words, distinct short texts, as wide as the table, nothing like data."""
    if row.number in sheet.title_rows or row.filled == 0:
        return 0.0
    labels = [cell for cell in row.cells if cell]
    known = sum(
        1 for label in labels if max((header_likeness(label, hint) for hint in hints), default=0) >= 0.6
    )
    if not known:
        return 0.0
    like_data = sum(1 for label in labels if len(label) > 60 or "@" in label or _digits(label) >= 4)
    distinct = len({fold(label) for label in labels}) / len(labels)
    wide = min(1.0, row.filled / max(1.0, _usual_width(sheet)))
    if known == 1 and (wide < 0.6 or (len(labels) == 1 and _usual_width(sheet) > 1)):
        return 0.0
    return known * distinct * (0.3 + 0.7 * wide) - 1.5 * like_data


def _usual_width(sheet: Sheet) -> float:
    return median(row.filled for row in sheet.rows[: FURTHEST_HEADER * 4])


def _digits(text: str) -> int:
    return sum(1 for sign in text if sign.isdigit())


def _below(sheet: Sheet, header: SheetRow) -> Layout:
    width = max((len(row.cells) for row in sheet.rows if row.number >= header.number), default=0)
    headers = tuple(header.cell(position).replace("\n", " ") for position in range(width))
    rows = tuple(row for row in sheet.rows if row.number > header.number and row.cells != header.cells)
    return Layout(header.number, headers, rows)


def _without_header(sheet: Sheet) -> Layout:
    rows = tuple(row for row in sheet.rows if row.number not in sheet.title_rows)
    return Layout(None, ("",) * sheet.width, rows)
