"""What an operator keeps: each offer with its sessions, its places, its age, what it lacks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from maillage.cadastre.indexing.situation import PlacesSaid, latest_places
from maillage.cadastre.models import Offer, OfferSession
from maillage.cadastre.queries.offers import lacks_of, offers_of
from maillage.cadastre.queries.suggestions import counts_waiting
from maillage.core.freshness import Freshness, freshness_on
from maillage.core.hours import in_words
from maillage.core.readers import Reader
from maillage.network.models import Organisation

A_YEAR = dt.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class KeptSession:
    session: OfferSession
    hours: str
    places: PlacesSaid | None


@dataclass(frozen=True, slots=True)
class KeptOffer:
    """`to_confirm`: nobody vouched for it for 12 months; `hidden`: for 24, so the public no longer finds it.
    `corrections`: how many proposals wait for a decision."""

    offer: Offer
    sessions: list[KeptSession]
    lacks: tuple[str, ...]
    to_confirm: bool
    hidden: bool
    corrections: int


@dataclass(frozen=True, slots=True)
class Kept:
    running: list[KeptOffer]
    ended: list[Offer]

    @property
    def lacking(self) -> int:
        return sum(bool(one.lacks) for one in self.running)

    @property
    def to_confirm(self) -> int:
        return sum(one.to_confirm for one in self.running)


def sessions_to_carry(day: dt.date) -> QuerySet[OfferSession]:
    """Those that have begun and were not over a year ago, with their hours; those to come wait for their own year."""
    not_old = Q(last_day__isnull=True) | Q(last_day__gte=day - A_YEAR)
    begun = OfferSession.objects.filter(not_old, first_day__lte=day)
    return begun.select_related("site").prefetch_related("slots")


def kept_by(organisation: Organisation, reader: Reader, day: dt.date) -> Kept:
    """A constant number of queries."""
    running, ended = [], []
    offers = list(offers_of(organisation, reader))
    corrections = counts_waiting(offers)
    for offer in offers:
        if not offer.holds(day):
            ended.append(offer)
            continue
        current = [one for one in offer.sessions.all() if not one.is_over(day)]
        grade = freshness_on(offer.confirmed_on, day).grade
        running.append(
            KeptOffer(
                offer=offer,
                sessions=[_kept(one, day) for one in current],
                lacks=lacks_of(offer, current),
                to_confirm=grade is not Freshness.FRESH,
                hidden=grade is Freshness.STALE,
                corrections=corrections.get(offer.pk, 0),
            )
        )
    return Kept(running, ended)


def _kept(session: OfferSession, day: dt.date) -> KeptSession:
    slots = [row.slot for row in session.slots.all()]
    return KeptSession(session, in_words(slots) if slots else "", latest_places(session, day))
