"""Reads: threads from the need to what came of it, in two lines, for the pages that show a few of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from maillage.core.readers import Reader
from maillage.journal.remembered import Memory
from maillage.network.models import Space
from maillage.thread.models import Item, Link
from maillage.thread.queries.threads import Mark, thread_of
from maillage.thread.registries import item_kinds


@dataclass(frozen=True, slots=True)
class End:
    """One end of a thread, in plain words."""

    label: str
    title: str
    url: str
    phase: str
    day: dt.date


@dataclass(frozen=True, slots=True)
class Strip:
    """Where a thread started and where it stands; `between`: how many steps lie between, `url`: the whole."""

    start: End
    end: End
    between: int
    url: str


def finished_threads(
    reader: Reader, day: dt.date, *, space: Space | None = None, most: int = 3, memory: Memory | None = None
) -> list[Strip]:
    """The latest that came to an outcome, remembered until something is written (`memory`: of the same request)."""

    def compute() -> list[Strip]:
        return strips_of(_ends(reader, space)[:most], reader)

    kept = memory or Memory(reader, day)
    return kept.keep(f"finished threads {space.pk if space else ''} {most}", compute)


def _ends(reader: Reader, space: Space | None) -> QuerySet[Item]:
    acting = [key for key, kind in item_kinds.items() if kind.phase == "act"]
    open_links = Link.objects.filter(valid_to__isnull=True)
    found = Item.objects.visible_to(reader).filter(kind__in=acting, awaits=False).exclude(title="")
    if space is not None:
        found = found.filter(space=space)
    return (
        found.filter(Exists(open_links.filter(target=OuterRef("pk"))))
        .exclude(Exists(open_links.filter(source=OuterRef("pk"))))
        .order_by("-noted_on", "-pk")
    )


def strips_of(items: Iterable[Item], reader: Reader) -> list[Strip]:
    """From the farthest step of each, that the reader may see, to the item; one that came of nothing is left out."""
    strips = []
    for item in items:
        found = thread_of(item, reader)
        if found.before:
            strips.append(
                Strip(
                    start=_end(found.before[0]),
                    end=_end(found.here),
                    between=_between(found.before),
                    url=reverse("thread:thread", args=[item.address]),
                )
            )
    return strips


def _between(before: Sequence[Mark]) -> int:
    """Levels of the thread between its two ends: three originals of one wording are one step."""
    return len({mark.distance for mark in before}) - 1


def _end(mark: Mark) -> End:
    url = reverse(mark.kind.url_name, args=[mark.item.address])
    return End(mark.kind.label, mark.item.title, url, mark.kind.phase, mark.item.noted_on)
