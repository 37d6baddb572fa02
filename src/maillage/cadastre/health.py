"""What `maillage doctor` looks at in the cadastre."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F

from maillage.cadastre.indexing.entries import entries_of
from maillage.cadastre.models import Offer, OfferEntry, OfferSession

SAMPLE = 50
Place = tuple[int, int | None]


def index_problems() -> Iterator[str]:
    """Compares what the search holds of the latest offers with what they say now."""
    ids = list(Offer.objects.order_by("-pk").values_list("pk", flat=True)[:SAMPLE])
    said: dict[Place, str] = {
        (entry.offer_id, entry.site_id): "\n".join(sorted(entry.keys)) for entry in entries_of(ids)
    }
    rows = OfferEntry.objects.filter(offer__in=ids).only("offer", "site", "keys")
    held: dict[Place, str] = {(row.offer_id, row.site_id): row.keys for row in rows}
    wrong = {
        offer for offer, site in said.keys() | held.keys() if said.get((offer, site)) != held.get((offer, site))
    }
    if wrong:
        yield f"{len(wrong)} offre(s) ne se trouvent pas comme elles le disent : lancez « maillage reindex »."


def offer_problems() -> Iterator[str]:
    """A session lent by a place that closed meanwhile."""
    closed = OfferSession.objects.filter(site__valid_to__isnull=False, site__valid_to__lt=F("first_day"))
    for session in closed.select_related("offer", "site")[:SAMPLE]:
        yield f"« {session.offer} » : le lieu « {session.site} » ferme avant la session."
