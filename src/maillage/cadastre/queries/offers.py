"""One offer: its page, what it lacks, the offers of an operator."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from maillage.cadastre.indexing.situation import PlacesSaid, latest_places
from maillage.cadastre.models import Closure, Offer, OfferSession, Places
from maillage.core.hours import Slot, in_words, to_osm
from maillage.core.readers import Reader
from maillage.network.models import Organisation, Site
from maillage.network.queries.sites import seat_of


@dataclass(frozen=True, slots=True)
class SessionShown:
    """A session with its place (the seat when nobody said otherwise), its hours in words and in OSM, its places."""

    session: OfferSession
    site: Site | None
    hours: str
    opening_hours: str
    slots: tuple[Slot, ...]
    places: PlacesSaid | None
    over: bool

    @property
    def host(self) -> Organisation | None:
        """Who lends the place, when it is not the operator's own."""
        elsewhere = self.site is not None and self.site.organisation_id != self.session.offer.organisation_id
        return self.site.organisation if elsewhere and self.site else None


@dataclass(frozen=True, slots=True)
class Details:
    """What the page of an offer shows on a day; `lacks` in words for those who keep it."""

    offer: Offer
    sessions: list[SessionShown]
    past: list[SessionShown]
    closures: list[Closure]
    lacks: tuple[str, ...]

    @property
    def phone(self) -> str:
        at = next((one.site.phone for one in self.sessions if one.site and one.site.phone), "")
        return self.offer.phone or at or self.offer.organisation.phone

    @property
    def email(self) -> str:
        return self.offer.email or self.offer.organisation.email


def offer_for(reader: Reader, uid: str) -> Offer | None:
    """The offer under that address, for whoever may see it, ended or not."""
    return _with_terms(Offer.objects.visible_to(reader)).filter(uid=uid).first()


def details_of(offer: Offer, day: dt.date) -> Details:
    """Six queries whatever there is."""
    statements = Prefetch("places", Places.objects.order_by("-on", "-pk"))
    rows = offer.sessions.select_related("site__organisation", "site__territory")
    sessions = list(rows.prefetch_related("slots", statements))
    seat = seat_of(offer.organisation)
    shown = [_shown(one, offer, seat, day) for one in sessions]
    current = [one for one in shown if not one.over]
    closures = [one for one in offer.closures.all() if one.last_day >= day]
    return Details(
        offer,
        current,
        [one for one in shown if one.over],
        closures,
        lacks_of(offer, [one.session for one in current]),
    )


def offers_of(organisation: Organisation, reader: Reader) -> QuerySet[Offer]:
    """Everything an operator offers, ended included, ready for its lines."""
    statements = Prefetch("places", Places.objects.order_by("-on", "-pk"))
    sessions = OfferSession.objects.select_related("site").prefetch_related("slots", statements)
    found = Offer.objects.visible_to(reader).filter(organisation=organisation)
    return _with_terms(found).prefetch_related(Prefetch("sessions", sessions)).order_by("sort_title", "pk")


WITH_LEVELS = ("alpha", "fle", "remise-a-niveau", "langues")
"""Types of courses that one enters at a level; the others lack nothing when they say none."""


def lacks_of(offer: Offer, sessions: Sequence[OfferSession]) -> tuple[str, ...]:
    """« À compléter »: what somebody who looks for a place would miss. Never a grade (issue section 2).

    `sessions`: those that are not over, with their slots prefetched; `offer` with organisation, course type and levels.
    """
    found = []
    if not sessions:
        found.append("aucune session à venir")
    elif not any(one.slots.all() for one in sessions):
        found.append("horaire")
    if offer.kind == Offer.Kind.TRAINING:
        if offer.course_type_id is None:
            found.append("type de cours")
        elif offer.course_type and offer.course_type.notation in WITH_LEVELS and not offer.levels.all():
            found.append("niveau")
    elif offer.service_type_id is None:
        found.append("type de service")
    if not (offer.phone or offer.email or offer.organisation.phone or offer.organisation.email):
        found.append("téléphone ou adresse e-mail")
    if not offer.registration_ways and offer.kind != Offer.Kind.SURGERY:
        found.append("comment s’inscrire")
    if offer.free is None and not offer.price:
        found.append("prix")
    if not offer.text:
        found.append("présentation")
    return tuple(found)


def _with_terms(found: QuerySet[Offer]) -> QuerySet[Offer]:
    return found.select_related(
        "organisation__part_of",
        "organisation__kept_by",
        "course_type",
        "service_type",
        "required_french",
        "outcome",
    ).prefetch_related(
        "themes", "audiences", "languages", "interpreting", "texts", "levels__entry", "levels__exit", "closures"
    )


def _shown(session: OfferSession, offer: Offer, seat: Site | None, day: dt.date) -> SessionShown:
    session.offer = offer
    slots = tuple(row.slot for row in session.slots.all())
    return SessionShown(
        session=session,
        site=session.site or (None if session.online else seat),
        hours=in_words(slots) if slots else "",
        opening_hours=to_osm(slots) if slots else "",
        slots=slots,
        places=latest_places(session, day),
        over=session.is_over(day),
    )
