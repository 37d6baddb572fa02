"""What offers do when the sheet of an organisation changes, or another takes its place (A2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db.models import Q

from maillage.cadastre.indexing.writing import index_offers
from maillage.cadastre.models import Offer
from maillage.core.readers import Reader
from maillage.network.models import Succession
from maillage.records.dated import holds_on


def follow_sheets(organisations: Collection[int]) -> None:
    """A name, a telephone, an address changed on the sheet of an operator, or of whoever lends it a place."""
    own, held_there = Q(organisation__in=organisations), Q(sessions__site__organisation__in=organisations)
    index_offers(set(Offer.objects.filter(own | held_there).values_list("pk", flat=True)))


def follow_succession(by: Reader, succession: Succession) -> dict[str, Any]:
    """Current offers become the successor's; without one they end the day before. Returns what was moved, for `undo`."""
    del by
    day = succession.day
    running = Offer.objects.filter(organisation=succession.former)
    if succession.kind != Succession.Kind.DUPLICATE:
        running = running.filter(holds_on(day))
    offers = list(running.only("pk", "valid_from", "valid_to"))
    rows = [(offer.pk, offer.valid_to) for offer in offers]
    ids = [offer.pk for offer in offers]
    if succession.successor is not None:
        Offer.objects.filter(pk__in=ids).update(organisation=succession.successor)
    else:
        last = day - dt.timedelta(days=1)
        for offer in offers:
            offer.valid_to = max(last, offer.valid_from) if offer.valid_from else last
        Offer.objects.bulk_update(offers, ["valid_to"], batch_size=500)
    index_offers(ids)
    return {"offers": [[pk, end.isoformat() if end else ""] for pk, end in rows]}


def undo_succession(by: Reader, succession: Succession, moved: Any) -> None:
    """Puts the offers back where and as they were."""
    del by
    rows = moved.get("offers", [])
    for pk, end in rows:
        Offer.objects.filter(pk=pk).update(
            organisation=succession.former, valid_to=dt.date.fromisoformat(end) if end else None
        )
    index_offers([pk for pk, _end in rows])
