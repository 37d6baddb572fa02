"""Durable work: maps of large consultations are made beside the pages, and remembered in a row."""

from __future__ import annotations

import datetime as dt

from django.db.models import F, Q

from maillage.concertation.models import Consultation, OpinionMapKept
from maillage.concertation.queries.opinion_maps import packed_votes, tell_map
from maillage.records.clock import now

AT_MOST_EVERY = dt.timedelta(minutes=2)
FEWEST_TALLY = 200


def make_maps_once() -> int:
    """The map of one consultation whose votes moved since its last one; 0 when all are up to date.

    Two workers at once would make the same map twice, which costs time and nothing else.
    """
    moved = Q(kept_map__isnull=True) | (
        ~Q(kept_map__tally=F("tally")) & Q(kept_map__computed_at__lt=now() - AT_MOST_EVERY)
    )
    waiting = Consultation.objects.filter(moved, tally__gte=FEWEST_TALLY).order_by("pk").first()
    if waiting is None:
        return 0
    keep_map(waiting)
    return 1


def keep_map(consultation: Consultation) -> OpinionMapKept:
    """Reads the votes in one moment; the tally is read first, so that a later vote makes the map an earlier one."""
    tally = Consultation.objects.values_list("tally", flat=True).get(pk=consultation.pk)
    told = tell_map(consultation, packed_votes(consultation))
    kept, _made = OpinionMapKept.objects.update_or_create(
        consultation=consultation, defaults={"tally": tally, "told": told, "computed_at": now()}
    )
    return kept
