"""What an offer says of itself on a day: its next start, its places, how fresh it is, and until when that stays true."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from maillage.cadastre.models import Closure, Offer, OfferSession, Places
from maillage.cadastre.models.places import FRESH_FOR
from maillage.core.freshness import Freshness, freshness_on
from maillage.core.offers.columns import NO_DAY

UNKNOWN = "unknown"
"""Nobody said how many places there are, or not lately."""
ONE_DAY = dt.timedelta(days=1)
_BY_PLACES = {
    Places.State.SOME: 0,
    UNKNOWN: 2,
    Places.State.ASK: 2,
    Places.State.WAITING: 4,
    Places.State.FULL: 5,
}


@dataclass(frozen=True, slots=True)
class PlacesSaid:
    """The latest statement; `fresh` within 14 days."""

    state: str
    count: int | None
    on: dt.date
    fresh: bool


@dataclass(frozen=True, slots=True)
class Situation:
    """`next_day`: ordinal of the next start, today's when under way, `NO_DAY` when no date is to come."""

    sessions: tuple[OfferSession, ...]
    next_day: int
    places: PlacesSaid | None
    standing: int
    closure: Closure | None


def latest_places(session: OfferSession, day: dt.date) -> PlacesSaid | None:
    """From the prefetched statements, latest first."""
    for said in session.places.all():
        return PlacesSaid(said.state, said.count, said.on, fresh=said.on + FRESH_FOR >= day)
    return None


def situation_of(offer: Offer, sessions: Sequence[OfferSession], day: dt.date) -> Situation:
    """Of the sessions of one place; sessions that are over count for nothing."""
    current = tuple(one for one in sessions if not one.is_over(day))
    places = _best_places(latest_places(one, day) for one in current)
    closure = next((one for one in offer.closures.all() if one.first_day <= day <= one.last_day), None)
    next_day = min((max(one.first_day or day, day).toordinal() for one in current), default=NO_DAY)
    return Situation(current, next_day, places, _standing(offer, places, next_day, closure, day), closure)


def is_hidden(offer: Offer, day: dt.date) -> bool:
    """Out of the public search: ended, its operator too, or nobody vouched for it for 24 months (invariant 18)."""
    if not offer.holds(day) or not offer.organisation.holds(day):
        return True
    return freshness_on(offer.confirmed_on, day).grade is Freshness.STALE


def due_on(offer: Offer, day: dt.date) -> dt.date | None:
    """The next day on which any of this says something else."""
    days: list[dt.date] = []
    for session in offer.sessions.all():
        if session.first_day is not None:
            days.append(session.first_day)
        if session.last_day is not None:
            days.append(session.last_day + ONE_DAY)
        for said in session.places.all():
            days.append(said.on + FRESH_FOR + ONE_DAY)
            break
    for closure in offer.closures.all():
        days += [closure.first_day, closure.last_day + ONE_DAY]
    for ends in (offer.valid_to, offer.organisation.valid_to):
        if ends is not None:
            days.append(ends + ONE_DAY)
    if offer.confirmed_on is not None:
        days += _anniversaries(offer.confirmed_on)
    return min((one for one in days if one > day), default=None)


def _anniversaries(confirmed: dt.date) -> list[dt.date]:
    """The days around which 12 and 24 months are over; a day too many does no harm."""
    first = [confirmed + dt.timedelta(days=days) for days in (365, 366, 367)]
    return first + [confirmed + dt.timedelta(days=days) for days in (730, 731, 732)]


def _best_places(said: Iterable[PlacesSaid | None]) -> PlacesSaid | None:
    """Of several sessions, the statement that helps most: fresh ones first, places left before waiting lists."""
    known = [one for one in said if one is not None]
    return min(known, key=lambda one: (not one.fresh, _BY_PLACES[Places.State(one.state)]), default=None)


def _standing(
    offer: Offer, places: PlacesSaid | None, next_day: int, closure: Closure | None, day: dt.date
) -> int:
    """Among equally good answers, first what can be entered now. Says nothing of the quality of an offer."""
    state = places.state if places is not None and places.fresh else UNKNOWN
    standing = _BY_PLACES[state] * 8
    if next_day == NO_DAY:
        standing += 64
    if closure is not None:
        standing += 32
    if freshness_on(offer.confirmed_on, day).grade is not Freshness.FRESH:
        standing += 4
    return standing
