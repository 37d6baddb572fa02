"""Reads: the cycles of a space, and one of them with its phases."""

from __future__ import annotations

import datetime as dt

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from maillage.concertation.models import Cycle, EntryCode, Phase
from maillage.core.readers import Reader
from maillage.network.models import Space
from maillage.records.clock import now
from maillage.records.prepared import prepared

MOST_SHOWN = 5
LATELY = dt.timedelta(hours=12)
"""A code that ran out within a meeting can be prolonged for those who arrive late."""


def cycle_for(reader: Reader, uid: str) -> Cycle | None:
    """With its space and its phases in order."""
    return (
        Cycle.objects.visible_to(reader)
        .select_related("space__kind")
        .prefetch_related(Prefetch("phases", Phase.objects.order_by("rank", "pk")))
        .filter(uid=uid)
        .first()
    )


def cycles_of(space: Space, reader: Reader) -> list[Cycle]:
    """The latest first, with the phase each is in."""
    found = _latest(space.pk, reader)
    if found:
        current = Prefetch("phases", Phase.objects.filter(is_current=True), to_attr="now_in")
        prefetch_related_objects(found, current)
    return found


@prepared
def _latest(space: int, reader: Reader) -> QuerySet[Cycle]:
    return Cycle.objects.visible_to(reader).filter(space=space).order_by("-opened_on", "-pk")[:MOST_SHOWN]


def usable_code(typed: str) -> EntryCode | None:
    """The code that somebody typed, with or without its space; expired ones too, to say so."""
    code = "".join(typed.split()).upper()
    return EntryCode.objects.select_related("cycle__space").filter(code=code).first()


def codes_of(cycle: Cycle) -> list[EntryCode]:
    """Those that still open, the latest first."""
    return list(
        cycle.codes.filter(closes_at__gt=now()).select_related("opened_by").order_by("-opened_at", "-pk")
    )


def lately_over(cycle: Cycle) -> list[EntryCode]:
    """Those that ran out, or were closed, within `LATELY`; the latest first."""
    moment = now()
    over = cycle.codes.filter(closes_at__lte=moment, closes_at__gt=moment - LATELY)
    return list(over.order_by("-closes_at", "-pk"))
