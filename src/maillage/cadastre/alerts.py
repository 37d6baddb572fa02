"""« M’avertir » of a search of courses and services: what became possible since the last digest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse
from django.utils.text import capfirst

from maillage.cadastre.models import Offer, OfferEntry
from maillage.cadastre.queries.finding import among
from maillage.cadastre.views.asking import Wanted, wanted_of
from maillage.cadastre.views.shown import chips_of
from maillage.core.readers import Reader
from maillage.journal.models import Entry
from maillage.mailing.registries import DigestItem, DigestSource, Params
from maillage.records.clock import day_of

OFFERS = "offres"
NEW = ("ajoutée", "rouverte", "session ajoutée", "sessions reprises")
"""Verbs of the journal that make an offer worth telling."""
NOT_KEPT = ("ici", "page", "tri", "telquel", "fiche")
MOST_TOLD = 200


def clean(query: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The search of an address, as pairs. Raises `ValidationError`: a place to choose, or where somebody stands."""
    wanted = _asked(query)
    if wanted.here is not None:
        raise ValidationError(
            "Votre position ne se garde pas : écrivez une commune, puis demandez à être averti·e."
        )
    if wanted.place_text and wanted.place is None:
        raise ValidationError(f"« {wanted.place_text} » : choisissez d’abord de quel lieu il s’agit.")
    return {"search": [list(pair) for pair in wanted.pairs() if pair[0] not in NOT_KEPT]}


def page(query: Mapping[str, Sequence[str]]) -> str:
    """The search itself, which asks which of several places is meant."""
    return _asked(query).address()


def describe(params: Params) -> str:
    """« cours et services · « alpha » · à 5 km de Seraing »."""
    wanted = _wanted(params)
    said = [f"« {wanted.text} »"] if wanted.text else []
    return " · ".join(["cours et services", *said, *(chip.label for chip in chips_of(wanted))])


def items(params: Params, since: dt.datetime, until: dt.datetime, reader: Reader) -> Sequence[DigestItem]:
    """Offers added, reopened or with a new session in between that answer the search today; three queries beside its
    own."""
    happened = Entry.objects.filter(
        object_type=Offer._meta.label_lower, verb__in=NEW, moment__gt=since, moment__lte=until
    )
    moments = dict(happened.order_by("moment").values_list("object_id", "moment"))
    held = OfferEntry.objects.filter(offer__in=moments).values_list("number", "offer_id", "shown")
    rows = {number: (offer, shown) for number, offer, shown in held}
    told: dict[int, DigestItem] = {}
    for number in among(_wanted(params).question(), reader, rows):
        offer, shown = rows[number]
        told.setdefault(offer, _item(shown, day_of(moments[offer])))
    return sorted(told.values(), key=lambda one: one.on, reverse=True)[:MOST_TOLD]


def _item(shown: Mapping[str, Any], day: dt.date) -> DigestItem:
    said = (shown["type"], shown["operator"], shown["place"], shown["when"])
    return DigestItem(
        key=f"offre:{shown['uid']}:{day.isoformat()}",
        title=shown["title"],
        url=settings.SITE_URL + reverse("cadastre:offer", args=[shown["address"]]),
        line=capfirst(", ".join(part for part in said if part)),
        on=day,
    )


def _asked(query: Mapping[str, Sequence[str]]) -> Wanted:
    given = QueryDict(mutable=True)
    for name, values in query.items():
        given.setlist(name, list(values))
    return wanted_of(given)


def _wanted(params: Params) -> Wanted:
    given = QueryDict(mutable=True)
    for name, value in params.get("search", ()):
        given.appendlist(name, value)
    return wanted_of(given)


source = DigestSource(OFFERS, "Cours et services", describe, items, clean, page)
