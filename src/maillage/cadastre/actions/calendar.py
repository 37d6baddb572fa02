"""What the passing of days changes: a session begins, a statement of places grows old, an offer is no longer vouched for."""

from __future__ import annotations

from maillage.cadastre.indexing.writing import BATCH, index_offers
from maillage.cadastre.models import OfferEntry
from maillage.records.clock import today


def follow_calendar() -> int:
    """Indexes anew the offers that say something else as of today; returns how many. Called by the clock."""
    due = OfferEntry.objects.filter(due_on__lte=today()).order_by("due_on")
    ids = set(due.values_list("offer_id", flat=True)[: BATCH * 5])
    index_offers(sorted(ids))
    return len(ids)
