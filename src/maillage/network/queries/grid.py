"""Reads: « Qui fait quoi », the members of a space and what each does, from what their sheets say (B1, look/README)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from maillage.network.models import Accreditation, Organisation, Post
from maillage.network.registries import GridColumn, GridPart, who_does_what_columns
from maillage.vocabulary.models import Term

MOST_COLUMNS = 12


@dataclass(frozen=True, slots=True)
class Grid:
    """The columns worth showing, and which of them each organisation fills."""

    columns: list[GridColumn]
    filled: dict[int, frozenset[str]]
    left_out: int


def families() -> list[tuple[str, str]]:
    """Key and title of each family of columns."""
    return [(key, family.title) for key, family in who_does_what_columns.items()]


def grid_of(
    organisations: Collection[int], day: dt.date, *, family: str = "", most: int = MOST_COLUMNS
) -> Grid:
    """The fullest columns of one family, or of all; at most `most`, so that the grid stays on one A4."""
    columns: dict[str, GridColumn] = {}
    filled: dict[int, set[str]] = {}
    for key, source in who_does_what_columns.items():
        if family in ("", key):
            part = source.load(organisations, day)
            columns |= {column.key: column for column in part.columns}
            for organisation, keys in part.filled.items():
                filled.setdefault(organisation, set()).update(keys)
    weights = Counter(key for keys in filled.values() for key in keys)
    kept = {key for key, _ in sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:most]}
    shown = [column for key, column in columns.items() if key in kept]
    return Grid(shown, {one: frozenset(keys) for one, keys in filled.items()}, len(weights) - len(shown))


def _part(prefix: str, pairs: Collection[tuple[int, int]]) -> GridPart:
    """From (organisation, term) to a part, columns in the order of their vocabulary."""
    terms = Term.objects.filter(pk__in={term for _, term in pairs}).order_by("scheme_id", "rank", "pk")
    columns = [
        GridColumn(f"{prefix}-{pk}", _short(notation, name))
        for pk, notation, name in terms.values_list("pk", "notation", "name")
    ]
    filled: dict[int, set[str]] = {}
    for organisation, term in pairs:
        filled.setdefault(organisation, set()).add(f"{prefix}-{term}")
    return GridPart(columns, {one: frozenset(keys) for one, keys in filled.items()})


def _short(notation: str, name: str) -> str:
    """Sigles are shorter than titles: ILI, CISP."""
    return notation if notation.isupper() else name


def sectors(organisations: Collection[int], day: dt.date) -> GridPart:
    """Sectors are not dated: those of the sheet as it is."""
    del day
    rows = Organisation.sectors.through.objects.filter(organisation_id__in=organisations)
    return _part("secteur", list(rows.values_list("organisation_id", "term_id")))


def accreditations(organisations: Collection[int], day: dt.date) -> GridPart:
    rows = Accreditation.objects.as_of(day).filter(organisation_id__in=organisations)
    return _part("agrement", list(rows.values_list("organisation_id", "term_id").distinct()))


def functions(organisations: Collection[int], day: dt.date) -> GridPart:
    """Which crafts are at work there; how many people, and who, is not said."""
    rows = Post.objects.as_of(day).filter(organisation_id__in=organisations, function__isnull=False)
    return _part("fonction", list(rows.values_list("organisation_id", "function_id").distinct()))
