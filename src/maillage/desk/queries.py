"""Reads of the home page: numbers that match their lists, and the spaces where people meet (row A13)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q
from django.urls import reverse

from maillage.core.readers import MEMBERS, Reader
from maillage.network.models import Membership, Organisation, Space, SpaceHost
from maillage.network.queries.directory import directory
from maillage.network.queries.posts import people_listed
from maillage.network.queries.spaces import spaces_seen
from maillage.records.dated import holds_on
from maillage.ui.templatetags.components import Figure
from maillage.vocabulary.models import Term

SHOWN_SPACES = 6


def figures_of(reader: Reader, day: dt.date) -> list[Figure]:
    """Organisations, spaces, organisations that sit somewhere, people: each is the count of the list it opens."""
    listed = directory(reader, day, today=day)
    address = reverse("network:organisations")
    sitting = Membership.objects.visible_to(reader).sitting(day).values("organisation")
    found = [
        Figure(listed.count(), "organisations", address),
        Figure(spaces_seen(reader, day).count(), "plateformes et groupes", reverse("network:spaces")),
        Figure(
            listed.filter(pk__in=sitting).count(),
            "organisations actives cette année",
            f"{address}?participe=oui",
        ),
    ]
    if reader.has(MEMBERS):
        found.append(Figure(people_listed(reader, day).count(), "personnes", reverse("network:people")))
    return found


@dataclass(frozen=True, slots=True)
class SpaceCard:
    """A space as the home page shows it: who holds it, how many sit in it."""

    space: Space
    hosts: str
    members: int
    icon: str


def busiest_spaces(reader: Reader, day: dt.date, *, limit: int = SHOWN_SPACES) -> list[SpaceCard]:
    """The active spaces with most members, sub-groups aside. Three queries."""
    hosts = SpaceHost.objects.filter(holds_on(day)).select_related("organisation").order_by("id")
    sitting = Q(memberships__status__in=Membership.SITTING) & holds_on(day, prefix="memberships__")
    spaces = (
        spaces_seen(reader, day)
        .filter(status=Space.Status.ACTIVE, parent__isnull=True)
        .annotate(sitting=Count("memberships", filter=sitting))
        .prefetch_related(
            Prefetch("hosts", queryset=hosts, to_attr="hosts_now"),
            Prefetch("themes", queryset=Term.objects.select_related("broader")),
        )
        .order_by("-sitting", "sort_name", "id")
    )
    return [
        SpaceCard(
            space=space,
            hosts=" · ".join(_short(host.organisation) for host in space.hosts_now),  # type: ignore[attr-defined]
            members=space.sitting,
            icon=icon_of(space),
        )
        for space in spaces[:limit]
    ]


def _short(organisation: Organisation) -> str:
    return organisation.short_name or organisation.name


def is_empty() -> bool:
    """Whether this installation has just been made: nobody has entered an organisation yet."""
    return not Organisation.objects.exists()
