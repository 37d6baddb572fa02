"""Who said that people ask for what an offer offers: whom to tell of a session (rows J10, E7)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from maillage.cadastre.models import ExpressedDemand, Offer
from maillage.cadastre.queries.demand import counting_on
from maillage.cadastre.queries.stock import demand_of, kinds_of_places, publics
from maillage.core.coverage import suits
from maillage.mailing.models import Message
from maillage.network.models import Organisation
from maillage.network.queries.sites import seat_of
from maillage.records.clock import day_of
from maillage.territory.models import Containment
from maillage.territory.queries.points import points, within

PURPOSE = "propose_session"
"""Of the messages that tell of it."""
NEAR = 15
"""Kilometres that people are expected to travel for a course."""


@dataclass(frozen=True, slots=True)
class Awaiting:
    """An organisation that keeps lists, those that the offer answers, how many people of them have no place yet. `told_on`:
    the day on which it was last written to about this offer."""

    organisation: Organisation
    lists: tuple[ExpressedDemand, ...]
    people: int
    told_on: dt.date | None


def awaiting(offer: Offer, day: dt.date) -> list[Awaiting]:
    """Most people first. Lists of the last twelve months, near a place where it is given, of people who may enter."""
    kind = kinds_of_places([offer])[offer.pk]
    known = publics()
    reached = _reached_from(_places_of(offer, day))
    lists: dict[Organisation, list[ExpressedDemand]] = defaultdict(list)
    for row in counting_on(day):
        asked = replace(demand_of(row, known), placed=None)
        if row.organisation is None or row.organisation_id == offer.organisation_id or not without_place(row):
            continue
        if row.territory_id in reached and row.organisation.holds(day) and suits(kind, asked):
            lists[row.organisation].append(row)
    told = _told(offer, lists)
    found = [
        Awaiting(one, tuple(rows), sum(without_place(row) for row in rows), told.get(one.pk))
        for one, rows in lists.items()
    ]
    return sorted(found, key=lambda one: (-one.people, one.organisation.sort_name))


def without_place(row: ExpressedDemand) -> int:
    """How many of a list still wait, as far as its source said."""
    return row.people - (row.got_place or 0)


def _places_of(offer: Offer, day: dt.date) -> set[int]:
    """Territories of the sessions that are not over, the seat of the operator where nobody said."""
    found = {
        session.site.territory_id
        for session in offer.sessions.select_related("site")
        if session.site and session.site.territory_id and not session.is_over(day)
    }
    seat = seat_of(offer.organisation)
    return found or ({seat.territory_id} if seat and seat.territory_id else set())


def _reached_from(places: Collection[int]) -> set[int]:
    """The territories near enough, and those that contain a place: who asks for a whole province takes a course there."""
    at = points()
    near = {pk for place in places if place in at for pk in within(at[place], NEAR)}
    wholes = Containment.objects.filter(part__in=places).values_list("whole_id", flat=True)
    return near | set(wholes) | set(places)


def _told(offer: Offer, organisations: Collection[Organisation]) -> Mapping[int, dt.date]:
    """By id, the last day: the letters to their addresses about this offer."""
    by_address = {one.email.lower(): one.pk for one in organisations if one.email}
    sent = Message.objects.filter(
        purpose=PURPOSE, about_type=Offer._meta.label_lower, about_id=offer.pk, to_email__in=by_address
    )
    rows = sent.order_by("pk").values_list("to_email", "created_at")
    return {by_address[address]: day_of(moment) for address, moment in rows}
