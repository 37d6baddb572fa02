"""Reads: what the general search finds of offers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.urls import reverse

from maillage.cadastre.indexing.situation import is_hidden
from maillage.cadastre.models import Offer, OfferEntry
from maillage.core.readers import PUBLIC
from maillage.records.clock import today
from maillage.search.registries import Document, Wording

OFFER = "offre"
AFTER_ORGANISATIONS = 200
"""Standing: whoever types a name looks for the operator first."""
LANGUAGES = frozenset({"nl", "de", "en"})
"""Languages whose inflections the analysis knows."""


def offer_documents(ids: Sequence[int]) -> Iterator[Document]:
    """What the public search of offers hides is not found here either (invariant 18)."""
    day = today()
    rows = (
        Offer.objects.filter(pk__in=ids)
        .select_related("organisation", "course_type", "service_type")
        .prefetch_related("texts", "themes", "audiences")
    )
    places = _places(ids)
    for offer in rows:
        if is_hidden(offer, day):
            continue
        sheet = offer.organisation
        where = ", ".join(places.get(offer.pk, ()))
        yield Document(
            object_id=offer.pk,
            uid=offer.uid,
            audience=offer.audience if sheet.audience == PUBLIC else sheet.audience,
            title=offer.title,
            path=reverse("cadastre:offer", args=[offer.address]),
            subtitle=" · ".join(part for part in (offer.what, sheet.name, where) if part),
            names=[_worded(one.title, one.language) for one in offer.texts.all()],
            body=[
                offer.text,
                sheet.name,
                sheet.short_name,
                offer.what,
                *(str(term) for term in offer.themes.all()),
                *(str(term) for term in offer.audiences.all()),
                *places.get(offer.pk, ()),
                *(_worded(one.text, one.language) for one in offer.texts.all()),
            ],
            standing=AFTER_ORGANISATIONS,
        )


def all_offer_ids() -> list[int]:
    return list(Offer.objects.values_list("pk", flat=True))


def _worded(text: str, language: str) -> str | Wording:
    return Wording(text, language) if language in LANGUAGES else text


def _places(ids: Sequence[int]) -> dict[int, list[str]]:
    """The communes where each offer takes place, from its entries."""
    found: dict[int, list[str]] = {}
    for pk, shown in OfferEntry.objects.filter(offer__in=ids).order_by("number").values_list("offer", "shown"):
        if shown["place"] and shown["place"] not in found.setdefault(pk, []):
            found[pk].append(shown["place"])
    return found
