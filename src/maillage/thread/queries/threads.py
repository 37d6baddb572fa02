"""Reads: a thread as the page shows it, what it comes from and what came of it, with the words between."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from maillage.core.readers import Reader
from maillage.core.threads import Drawing, Step, draw
from maillage.records.prepared import prepared
from maillage.thread.models import Item, ItemQuerySet, Link
from maillage.thread.queries.walk import MOST, walked
from maillage.thread.registries import ItemKind, item_kinds

SILENCE = dt.timedelta(days=182)
"""A thread of which nothing was heard for six months is listed (issue of the thread, section 6)."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An item where it stands in the walk. `words`: how it hangs on the steps nearer to the item in hand."""

    item: Item
    kind: ItemKind
    distance: int
    words: str


@dataclass(frozen=True, slots=True)
class Thread:
    """`before` from the farthest to the nearest, `after` from the nearest to the farthest; the nearest `MOST` each way.

    `links`: pairs of ids, source first. `left_out`: how many steps farther away are not shown.
    """

    here: Mark
    before: Sequence[Mark]
    after: Sequence[Mark]
    links: Sequence[tuple[int, int]]
    left_out: int

    @property
    def is_alone(self) -> bool:
        return not self.before and not self.after

    @property
    def marks(self) -> list[Mark]:
        return [*self.before, self.here, *self.after]

    def drawing(self) -> Drawing:
        return draw([Step(one.item.pk, one.item.title, one.distance) for one in self.marks], self.links)


def item_for(reader: Reader, uid: str) -> Item | None:
    """A purged step is there for nobody."""
    return Item.objects.visible_to(reader).exclude(title="").filter(uid=uid).first()


def thread_of(item: Item, reader: Reader) -> Thread:
    """Three queries, whatever the thread holds."""
    distances = walked(item.pk, reader)
    shown = {pk for pk, _distance in _nearest(distances)}
    items = Item.objects.filter(pk__in=shown - {item.pk}).in_bulk()
    links = list(
        Link.objects.filter(source__in=shown, target__in=shown, valid_to__isnull=True)
        .order_by("source_id", "target_id", "relation")
        .values_list("source_id", "target_id", "relation")
    )
    marks = {item.pk: Mark(item, item_kinds[item.kind], 0, "")}
    for pk, distance in distances.items():
        if pk in items:
            words = _words(pk, distance, links, distances)
            marks[pk] = Mark(items[pk], item_kinds[items[pk].kind], distance, words)
    before = [mark for mark in marks.values() if mark.distance < 0]
    after = [mark for mark in marks.values() if mark.distance > 0]
    return Thread(
        here=marks[item.pk],
        before=sorted(before, key=_in_time),
        after=sorted(after, key=_in_time),
        links=[(source, target) for source, target, _relation in links],
        left_out=len(distances) - len(shown),
    )


def _nearest(distances: dict[int, int]) -> Iterable[tuple[int, int]]:
    ordered = sorted(distances.items(), key=lambda row: (abs(row[1]), row[0]))
    behind = [row for row in ordered if row[1] < 0][:MOST]
    ahead = [row for row in ordered if row[1] >= 0][: MOST + 1]
    return [*behind, *ahead]


def _in_time(mark: Mark) -> tuple[int, dt.date, int]:
    return (mark.distance, mark.item.noted_on, mark.item.pk)


def _words(pk: int, distance: int, links: Iterable[tuple[int, int, str]], distances: dict[int, int]) -> str:
    """The relation to the nearer step: « a donné », « est devenu »."""
    for source, target, relation in links:
        near, far = (source, target) if distance > 0 else (target, source)
        if far == pk and abs(distances.get(near, 99)) < abs(distance):
            return str(Link.Relation(relation).label)
    return ""


def items_seen(reader: Reader) -> QuerySet[Item]:
    """Every step that this reader may see, tombstones left out."""
    return Item.objects.visible_to(reader).exclude(title="").select_related("space")


def silent_items(reader: Reader, day: dt.date) -> QuerySet[Item]:
    """Steps of which a sequel is expected and nothing was heard for six months, the longest first."""
    return _silent_since(day - SILENCE, reader).select_related("space").order_by("moved_at", "pk")


def count_silent(space: int, reader: Reader, day: dt.date) -> int:
    """How many of them a space has."""
    return next(iter(_silent_of(space, reader, day - SILENCE)), 0)


@prepared
def _silent_of(space: int, reader: Reader, last: dt.date) -> QuerySet[Item, int]:
    found = _silent_since(last, reader).filter(space=space).order_by()
    return found.values("space").annotate(n=Count("pk")).values_list("n", flat=True)


def _silent_since(last: dt.date, reader: Reader) -> ItemQuerySet:
    return Item.objects.visible_to(reader).waiting().filter(moved_at__date__lte=last)
