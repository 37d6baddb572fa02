"""What the passing of days changes: a session begins, a statement of places grows old, an offer is no longer vouched for."""

from __future__ import annotations

import datetime as dt

from maillage.cadastre.indexing.writing import BATCH, index_offers
from maillage.cadastre.models import Offer, OfferEntry
from maillage.records.clock import today

LOOKED_BACK = dt.timedelta(days=31)
"""An offer that begins has no entry before its first day: those of the last month are looked at."""


def follow_calendar() -> int:
    """Indexes anew the offers that say something else as of today; returns how many. Called by the clock."""
    day = today()
    due = OfferEntry.objects.filter(due_on__lte=day).order_by("due_on")
    since = day - LOOKED_BACK
    begun = Offer.objects.as_of(day).filter(valid_from__gt=since, entries=None)
    ids = {*due.values_list("offer_id", flat=True)[: BATCH * 5], *begun.values_list("pk", flat=True)[:BATCH]}
    index_offers(sorted(ids))
    return len(ids)
