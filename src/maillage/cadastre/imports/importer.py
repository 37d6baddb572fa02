"""What the `exchange` room asks of a list of courses and services."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.urls import reverse

from maillage.cadastre.imports.fields import FIELDS
from maillage.cadastre.imports.previewing import OfferPreviewer
from maillage.cadastre.imports.writing import OFFER, OfferWriter
from maillage.cadastre.indexing.writing import index_offers
from maillage.cadastre.models import Offer
from maillage.core.readers import Reader
from maillage.exchange.registries import FollowUp, ImportField, Previewer, Writer
from maillage.network.queries.documents import ORGANISATION
from maillage.records.actions import may
from maillage.records.identity import address
from maillage.search.actions import index_objects


class OfferImporter:
    """Registered as `offers`."""

    kind = "offers"
    title = "Des cours et services"
    lead = (
        "Une liste de formations, de services ou de permanences, avec leurs horaires, telle que vous la tenez dans Excel."
        " Les opérateurs sont déjà dans l’annuaire."
    )
    one, many = "offre", "offres"
    fields: Sequence[ImportField] = FIELDS
    required = "title"
    follow_ups: Sequence[FollowUp] = ()
    held_by_index = True

    def may_import(self, reader: Reader) -> bool:
        return may(reader, "cadastre.import_offers")

    def previewer(self, reader: Reader) -> Previewer:
        return OfferPreviewer(reader)

    def writer(self, by: Reader) -> Writer:
        return OfferWriter(by)

    def links(self, object_ids: Iterable[int], reader: Reader) -> Mapping[int, str]:
        found = Offer.objects.visible_to(reader).filter(pk__in=list(object_ids)).order_by()
        return {
            pk: reverse("cadastre:offer", args=[address(title, uid)])
            for pk, title, uid in found.values_list("pk", "title", "uid")
        }

    def follow(self, touched: Mapping[str, Collection[int]]) -> None:
        """Offers, and operators that got a place."""
        index_offers(touched.get(OFFER, ()))
        index_objects(kind=ORGANISATION, ids=touched.get(ORGANISATION, ()))
