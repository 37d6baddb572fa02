"""Reads: the weak signals of a space, how often they come by territory and month, which of them look alike (M3)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from maillage.concertation.models import Signal
from maillage.core import recurrence
from maillage.core.readers import Reader
from maillage.journal.remembered import remembered
from maillage.network.models import Space
from maillage.territory.models import Territory
from maillage.thread.models import Link
from maillage.vocabulary.models import Term

MONTHS = 12
MOST_COMPARED = 500
NOWHERE = "sans-lieu"
"""Stands for the uid of the territory of a signal that names none."""
_Place = tuple[str, str, str]
"""Folded name, uid, name: sorts as names sort."""
_NO_PLACE: _Place = ("\uffff", NOWHERE, "Sans lieu")


@dataclass(frozen=True, slots=True)
class Row:
    """Counts of a territory, each with the first day of its month; `uid` is what the list is filtered by."""

    name: str
    uid: str
    cells: Sequence[tuple[dt.date, int]]

    @property
    def total(self) -> int:
        return sum(count for _month, count in self.cells)


@dataclass(frozen=True, slots=True)
class FrequencyTable:
    """`months`: their first days, the earliest first."""

    months: Sequence[dt.date]
    rows: Sequence[Row]

    @property
    def totals(self) -> list[tuple[dt.date, int]]:
        """Of each month, all places together."""
        return [(month, sum(row.cells[at][1] for row in self.rows)) for at, month in enumerate(self.months)]

    @property
    def total(self) -> int:
        return sum(row.total for row in self.rows)


@dataclass(frozen=True, slots=True)
class Outside:
    """What may be told to those who did not report the signals.

    `rows`: a cell a month, a count, the letter of a sum, or nothing; `sums`: letter and sum of the cells told together.
    """

    months: Sequence[dt.date]
    rows: Sequence[tuple[str, Sequence[str]]]
    sums: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Alike:
    """Signals that seem to say the same. `words`: what they share, to show."""

    words: Sequence[str]
    signals: Sequence[Signal]


def signal_for(reader: Reader, uid: str) -> Signal | None:
    found = _seen(reader).select_related("author", "space__kind")
    return found.filter(item__uid=uid).first()


def signals_of(space: Space, reader: Reader) -> QuerySet[Signal]:
    """In no order: the list says in which."""
    return _seen(reader).filter(space=space)


def _seen(reader: Reader) -> QuerySet[Signal]:
    themes = Prefetch("themes", Term.objects.only("id", "uid", "name", "sort_name").order_by("sort_name", "pk"))
    found = Signal.objects.visible_to(reader).select_related("item", "space", "organisation", "territory")
    return found.defer("territory__shape").prefetch_related(themes)


def last_months(day: dt.date) -> list[dt.date]:
    """First days of the twelve months that end with this one, the earliest first."""
    last = day.year * 12 + day.month - 1
    return [dt.date(at // 12, at % 12 + 1, 1) for at in range(last - MONTHS + 1, last + 1)]


def _reports(space: Space, reader: Reader, months: Sequence[dt.date]) -> list[tuple[_Place, dt.date]]:
    rows = Signal.objects.visible_to(reader).filter(space=space, noted_on__gte=months[0])
    found = rows.order_by("pk").values_list(
        "territory__sort_name", "territory__uid", "territory__name", "noted_on"
    )
    return [((sort, uid, name) if uid else _NO_PLACE, day) for sort, uid, name, day in found]


def frequency_of(space: Space, reader: Reader, day: dt.date) -> FrequencyTable:
    """For those who read the signals themselves: every count as it is. One query."""
    months = last_months(day)
    counts = Counter((place, one.replace(day=1)) for place, one in _reports(space, reader, months))
    places = sorted({place for place, _month in counts})
    return FrequencyTable(
        months,
        [
            Row(name, uid, [(month, counts[((sort, uid, name), month)]) for month in months])
            for sort, uid, name in places
        ],
    )


def frequency_outside(space: Space, reader: Reader, day: dt.date) -> Outside:
    """For a page that leaves the group: small counts are never told apart (`core.recurrence.frequency`). One query."""
    months = last_months(day)
    reports = _reports(space, reader, months)
    found = recurrence.frequency(reports)
    cells = {cell: str(count) for cell, count in found.told.items()}
    sums = []
    for at, (together, total) in enumerate(found.together):
        letter = _letter(at)
        sums.append((letter, total))
        cells |= dict.fromkeys(together, letter)
    places = sorted({place for place, _day in reports})
    rows = [(place[2], [cells.get((place, month), "") for month in months]) for place in places]
    return Outside(months, [row for row in rows if any(row[1])], sums)


def _letter(at: int) -> str:
    """a … z, then a2 …"""
    turn, place = divmod(at, 26)
    return chr(ord("a") + place) + (str(turn + 1) if turn else "")


def alike_in(space: Space, reader: Reader, day: dt.date) -> list[Alike]:
    """Groups of signals of the last twelve months that seem to say the same: proposals, people decide."""

    def compute() -> list[tuple[list[int], Sequence[str]]]:
        rows = Signal.objects.visible_to(reader).filter(space=space, noted_on__gte=last_months(day)[0])
        said = rows.order_by("-pk").values_list("pk", "text", "territory")[:MOST_COMPARED]
        pure = [
            recurrence.Finding(pk, text, recurrence.Kind.OBSERVATION, territory) for pk, text, territory in said
        ]
        return [
            ([int(str(one.key)) for one in group.findings], group.label) for group in recurrence.groups(pure)
        ]

    found = remembered(f"signals alike in {space.pk}", reader, day, compute)
    known = Signal.objects.visible_to(reader).filter(pk__in=[pk for members, _words in found for pk in members])
    rows = {one.pk: one for one in known.select_related("item", "territory").defer("territory__shape")}
    return [Alike(words, [rows[pk] for pk in members if pk in rows]) for members, words in found]


def without_finding(groups: Sequence[Alike], reader: Reader) -> list[Alike]:
    """Those of which some signal has not led to a finding yet. One query, none without groups."""
    steps = [one.item_id for group in groups for one in group.signals]
    if not steps:
        return []
    ties = Link.objects.visible_to(reader).filter(source__in=steps, valid_to__isnull=True)
    led = set(ties.order_by().values_list("source_id", flat=True))
    return [group for group in groups if any(one.item_id not in led for one in group.signals)]


def places_signalled(space: Space, reader: Reader) -> QuerySet[Territory]:
    """Where the signals of a space come from."""
    seen = Signal.objects.visible_to(reader).filter(space=space, territory__isnull=False)
    found = Territory.objects.filter(pk__in=seen.values("territory")).only("id", "uid", "name", "sort_name")
    return found.order_by("sort_name", "pk")


def themes_signalled(space: Space, reader: Reader) -> QuerySet[Term]:
    """What the signals of a space are about."""
    used = Signal.themes.through.objects.filter(
        signal__in=Signal.objects.visible_to(reader).filter(space=space).values("pk")
    )
    return Term.objects.filter(pk__in=used.values("term")).only("id", "uid", "name").order_by("sort_name", "pk")
