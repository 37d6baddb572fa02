"""The place finder: what every room asks when somebody types where something is (issue section 2, rows A10, M4)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Max, Min, Sum

from maillage.core import places
from maillage.core.places import Match, Place, PlaceIndex, of_place
from maillage.records.clock import today
from maillage.records.identity import address
from maillage.territory.models import Figure, FigureSource, FormerCode, PostalCode, Territory

Level = Territory.Level
WEIGHTS = {
    Level.COMMUNE: 0,
    Level.QUARTER: 1,
    Level.ZONE: 2,
    Level.PROVINCE: 3,
    Level.REGION: 4,
    Level.ARRONDISSEMENT: 5,
    Level.COUNTRY: 6,
}
DEFAULT_LIMIT = 8


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """`label` names the place alone (« Jemeppe (Seraing) »), `context` tells it from its homonyms.

    `why` is filled when the usual name is not what answered: « ancien code INS 55022 », « Luik ».
    """

    territory_id: int
    uid: str
    name: str
    level: str
    label: str
    context: str
    why: str
    address: str


@dataclass(frozen=True, slots=True)
class Row:
    """A territory as it stands, today or at another day."""

    pk: int
    uid: str
    level: str
    name: str
    names: dict[str, str]
    code: str
    parent: int | None
    valid_from: dt.date | None
    valid_to: dt.date | None

    def holds(self, day: dt.date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class _Finder:
    stamp: tuple[object, ...]
    rows: dict[int, Row]
    former: dict[str, int]
    index: PlaceIndex


_kept: _Finder | None = None


def find_places(
    text: str,
    *,
    limit: int = DEFAULT_LIMIT,
    levels: Collection[str] | None = None,
    day: dt.date | None = None,
) -> list[PlaceMatch]:
    """Places that answer `text`, best first: name in three languages, postal code, NIS code of today or of before."""
    finder = _finder()
    hits = finder.index.find(text, limit=limit, accept=_acceptable(finder, levels, day))
    return [_shown(finder, hit, text) for hit in hits]


def sure_place(
    text: str, *, levels: Collection[str] | None = None, day: dt.date | None = None
) -> PlaceMatch | None:
    """The one place that `text` can mean, or None when a person has to choose, or when there is none."""
    finder = _finder()
    hit = places.sure(finder.index.find(text, limit=50, accept=_acceptable(finder, levels, day)))
    return _shown(finder, hit, text) if hit else None


def territory_of_code(code: str) -> int | None:
    """The territory of today that a NIS code of any year means."""
    finder = _finder()
    if code in finder.former:
        return finder.former[code]
    return next((row.pk for row in finder.rows.values() if row.code == code), None)


def standing() -> tuple[tuple[object, ...], Mapping[int, Row]]:
    """A stamp that changes with any territory, and all of them by id; one query."""
    finder = _finder()
    return finder.stamp, finder.rows


def label_of(territory_id: int) -> str:
    """« Jemeppe (Seraing) »: what a form shows of a place chosen before. Empty for an unknown one."""
    finder = _finder()
    row = finder.rows.get(territory_id)
    return _label(finder, row) if row else ""


def described(territory_ids: Iterable[int]) -> dict[int, PlaceMatch]:
    """Label and context of places in hand; unknown ones are left out."""
    finder = _finder()
    rows = [finder.rows[pk] for pk in territory_ids if pk in finder.rows]
    return {row.pk: _in_words(finder, row, "") for row in rows}


def _acceptable(
    finder: _Finder, levels: Collection[str] | None, day: dt.date | None
) -> Callable[[Place], bool]:
    on = day or today()

    def accept(place: Place) -> bool:
        row = finder.rows[place.key]
        return row.holds(on) and (levels is None or row.level in levels)

    return accept


def _finder() -> _Finder:
    """The index in memory, built again when a territory was added or edited by any process."""
    global _kept
    stamp = tuple(
        Territory.objects.order_by()
        .aggregate(Count("pk"), Max("pk"), Sum("version"), Min("uid"), Max("uid"))
        .values()
    )
    if _kept is None or _kept.stamp != stamp:
        _kept = _build(stamp)
    return _kept


def _build(stamp: tuple[object, ...]) -> _Finder:
    fields = ("pk", "uid", "level", "name", "names", "code", "parent_id", "valid_from", "valid_to")
    rows = {row[0]: Row(*row) for row in Territory.objects.order_by().values_list(*fields)}
    former = dict(FormerCode.objects.values_list("code", "territory_id"))
    codes: dict[int, list[str]] = defaultdict(list)
    for code, pk in former.items():
        codes[pk].append(code)
    postal: dict[int, list[str]] = defaultdict(list)
    for pk, code in PostalCode.objects.order_by("code").values_list("territory_id", "code"):
        postal[pk].append(code)
    people = _population()
    found = []
    for row in rows.values():
        commune = _commune_around(rows, row)
        found.append(
            Place(
                key=row.pk,
                names=(row.name, *row.names.values()),
                codes=tuple([row.code, *codes[row.pk]] if row.code else codes[row.pk]),
                postal_codes=tuple(postal[row.pk]),
                within=commune.pk if commune else None,
                around=(commune.name, *commune.names.values()) if commune else (),
                weight=WEIGHTS[Level(row.level)],
                population=people.get(commune.pk if commune else row.pk, 0),
            )
        )
    return _Finder(stamp, rows, former, PlaceIndex(found))


def _population() -> dict[int, int]:
    latest = (
        FigureSource.objects.filter(status=FigureSource.Status.CURRENT, figures__group=Figure.Group.TOTAL)
        .order_by("-day")
        .first()
    )
    if latest is None:
        return {}
    values = latest.figures.filter(group=Figure.Group.TOTAL).values_list("territory_id", "value")
    return {pk: int(value) for pk, value in values}


def _commune_around(rows: dict[int, Row], row: Row) -> Row | None:
    """The commune around a quarter; None for anything else."""
    if row.level != Level.QUARTER:
        return None
    seen = {row.pk}
    while row.parent is not None and row.parent in rows and row.parent not in seen:
        row = rows[row.parent]
        seen.add(row.pk)
        if row.level == Level.COMMUNE:
            return row
    return None


def _label(finder: _Finder, row: Row) -> str:
    commune = _commune_around(finder.rows, row)
    return f"{row.name} ({commune.name})" if commune else row.name


def _shown(finder: _Finder, hit: places.Hit, text: str) -> PlaceMatch:
    row = finder.rows[hit.place.key]
    return _in_words(finder, row, _why(finder, hit, row, text))


def _in_words(finder: _Finder, row: Row, why: str) -> PlaceMatch:
    return PlaceMatch(
        territory_id=row.pk,
        uid=row.uid,
        name=row.name,
        level=row.level,
        label=_label(finder, row),
        context=_context(finder, row),
        why=why,
        address=address(row.name, row.uid),
    )


def _context(finder: _Finder, row: Row) -> str:
    """« quartier de Seraing, Province de Liège », « commune, Province de Namur »."""
    kind = str(Level(row.level).label)
    commune = _commune_around(finder.rows, row)
    if commune:
        kind = f"{kind} {of_place(commune.name)}"
    above = commune or row
    while above.parent is not None and above.level not in (Level.PROVINCE, Level.REGION):
        above = finder.rows[above.parent]
    named = above is not row and above.level in (Level.PROVINCE, Level.REGION)
    return f"{kind}, {above.name}" if named else kind


def _why(finder: _Finder, hit: places.Hit, row: Row, text: str) -> str:
    asked = text.strip()
    if hit.match == Match.CODE:
        if asked in finder.former:
            return f"ancien code INS {asked}"
        return f"code INS {row.code}" if asked.upper() == row.code else f"code postal {asked}"
    return "" if hit.name == row.name else hit.name
