"""Reads of the home page: numbers that match their lists, and the spaces where people meet (row A13)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from maillage.cadastre.queries.finding import Question, count_offers
from maillage.core.readers import MEMBERS, Reader
from maillage.journal.remembered import Memory
from maillage.network.models import Organisation, Space
from maillage.network.queries.directory import directory, sitting
from maillage.network.queries.posts import people
from maillage.network.queries.space_around import host_names
from maillage.network.queries.spaces import LIVING, in_state, spaces_on
from maillage.records.prepared import prepared
from maillage.ui.templatetags.components import Figure

SHOWN_SPACES = 6


def figures_of(reader: Reader, day: dt.date, memory: Memory) -> list[Figure]:
    """Organisations, offers, spaces, organisations that sit somewhere, people: each is the count of the list it opens."""
    address = reverse("network:organisations")
    counts = memory.keep("home figures", lambda: _counts(reader, day))
    found = [
        Figure(counts[0], "organisations", address),
        Figure(counts[4], "cours et services", reverse("cadastre:offers")),
        Figure(counts[1], "plateformes et groupes", reverse("network:spaces")),
        Figure(counts[2], "organisations actives cette année", f"{address}?participe=oui"),
    ]
    if reader.has(MEMBERS):
        found.append(Figure(counts[3], "personnes", reverse("network:people")))
    return found


def _counts(reader: Reader, day: dt.date) -> tuple[int, int, int, int, int]:
    listed = directory(reader, day, today=day)
    return (
        listed.count(),
        in_state(spaces_on(day, reader), LIVING, day).count(),
        sitting(listed, reader, day).count(),
        people(reader, day).count() if reader.has(MEMBERS) else 0,
        count_offers(Question(), reader),
    )


@dataclass(frozen=True, slots=True)
class BusySpace:
    """A space as the home page shows it."""

    uid: str
    name: str
    address: str
    member_count: int
    hosts: Sequence[str]


def busiest_spaces(reader: Reader, day: dt.date, memory: Memory) -> list[BusySpace]:
    """The active spaces with most members, sub-groups aside."""
    counts = memory.keep("busiest spaces", lambda: _busiest(reader, day))
    shown = {space.pk: space for space in _named(list(counts), reader)}
    hosts = host_names(list(counts), day, reader)
    return [
        BusySpace(space.uid, space.name, space.address, count, hosts[pk])
        for pk, count in counts.items()
        if (space := shown.get(pk))
    ]


def _busiest(reader: Reader, day: dt.date) -> dict[int, int]:
    """Ids with the number of members, the most first."""
    spaces: QuerySet[Any] = spaces_on(day, reader)
    active = spaces.filter(status=Space.Status.ACTIVE, parent__isnull=True)
    ranked = active.order_by("-member_count", "sort_name", "id")
    return dict(ranked.values_list("pk", "member_count")[:SHOWN_SPACES])


@prepared
def _named(ids: Collection[int], reader: Reader) -> QuerySet[Space]:
    return Space.objects.visible_to(reader).filter(pk__in=ids).only("uid", "name")


def is_empty() -> bool:
    """Whether this installation has just been made: nobody has entered an organisation yet."""
    return not _any()


@prepared
def _any() -> QuerySet[Organisation, int]:
    return Organisation.objects.order_by().values_list("pk", flat=True)[:1]
