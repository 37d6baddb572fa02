"""Every answer of a search, in its order, read by blocks: for files, for paper, for the guide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from maillage.cadastre.models import Offer, OfferEntry, OfferSession
from maillage.cadastre.queries.finding import Question, numbers_in_order
from maillage.core.readers import Reader
from maillage.network.queries.sites import seats_of
from maillage.territory.models import Containment, Territory

BLOCK = 400


@dataclass(frozen=True, slots=True)
class Outgoing:
    """An offer at a place: `shown` as its line says it, `offer` with its terms, `sessions` held there that are not over,
    `commune` around the place (empty when nobody said where)."""

    shown: Mapping[str, Any]
    offer: Offer
    sessions: Sequence[OfferSession]
    commune: str

    @property
    def first_day(self) -> dt.date | None:
        return min((one.first_day for one in self.sessions if one.first_day), default=None)

    @property
    def last_day(self) -> dt.date | None:
        """None as soon as one of them has no end."""
        days = [one.last_day for one in self.sessions]
        return None if None in days else max((day for day in days if day), default=None)


@dataclass(frozen=True, slots=True)
class Outgoings:
    """`count` answers, of which `numbers` are taken: the first ones when there are too many."""

    count: int
    numbers: Sequence[int]
    day: dt.date
    _size: int = field(default=BLOCK)

    @property
    def cut(self) -> bool:
        return self.count > len(self.numbers)

    def lines(self) -> Iterator[Mapping[str, Any]]:
        """What the line of each answer shows: one query a block."""
        for numbers in self._blocks():
            rows = dict(OfferEntry.objects.filter(number__in=numbers).values_list("number", "shown"))
            yield from (rows[number] for number in numbers if number in rows)

    def whole(self) -> Iterator[Outgoing]:
        """Each answer with its offer: a constant number of queries a block."""
        for numbers in self._blocks():
            yield from _block(numbers, self.day)

    def _blocks(self) -> Iterator[Sequence[int]]:
        for start in range(0, len(self.numbers), self._size):
            yield self.numbers[start : start + self._size]


def every_answer(question: Question, reader: Reader, day: dt.date, *, most: int) -> Outgoings:
    """At most that many answers, in the order asked; nothing is read yet but their numbers."""
    whole = replace(question, page=1, per_page=most, facets=False)
    return Outgoings(*numbers_in_order(whole, reader), day)


def _block(numbers: Sequence[int], day: dt.date) -> Iterator[Outgoing]:
    rows = OfferEntry.objects.filter(number__in=numbers).select_related("site")
    entries = {row.number: row for row in rows.only("number", "shown", "offer_id", "site__territory_id")}
    offers = _offers({row.offer_id for row in entries.values()})
    seats = seats_of({offer.organisation_id for offer in offers.values()})
    communes = _communes(
        {row.site.territory_id for row in entries.values() if row.site and row.site.territory_id}
    )
    for number in numbers:
        row = entries.get(number)
        if row is None or row.offer_id not in offers:
            continue
        offer = offers[row.offer_id]
        seat = seats.get(offer.organisation_id)
        here = [
            one
            for one in offer.sessions.all()
            if (one.site_id or (seat.pk if seat else None)) == row.site_id and not one.is_over(day)
        ]
        at = row.site.territory_id if row.site else None
        yield Outgoing(row.shown, offer, here, communes.get(at or 0, ""))


def _offers(ids: Collection[int]) -> dict[int, Offer]:
    found = Offer.objects.filter(pk__in=ids).select_related(
        "organisation", "course_type", "service_type", "required_french", "outcome"
    )
    wanted = (
        "themes",
        "audiences",
        "languages",
        "interpreting",
        "texts",
        "levels__entry",
        "levels__exit",
        "sessions__slots",
    )
    return {offer.pk: offer for offer in found.prefetch_related(*wanted)}


def _communes(territories: Collection[int]) -> dict[int, str]:
    """The commune around each of these territories, itself included."""
    around = Containment.objects.filter(part__in=territories, whole__level=Territory.Level.COMMUNE)
    return dict(around.values_list("part_id", "whole__name"))
