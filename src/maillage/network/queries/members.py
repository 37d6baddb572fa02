"""Reads: who sits in a space, since when, by whom, and when they were last heard of (A12, B1, B3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from maillage.core.networks import Reach, count_once
from maillage.core.readers import ADMINISTRATORS, Reader, organises_key, works_key
from maillage.network.models import Membership, Post, Site, Space
from maillage.network.models.memberships import MembershipQuerySet
from maillage.network.registries import LastSign, last_signs
from maillage.records.prepared import prepared

SILENT_AFTER = dt.timedelta(days=365)
FIRST_SHOWN = 12


def members_on(space: Space, day: dt.date, reader: Reader) -> MembershipQuerySet:
    """Members and occasional participants on that day, with the commune of the organisation's seat."""
    return (
        _sitting_in(space.pk, day, reader)
        .select_related("space", "organisation", "organisation__own_space", "person", "deputy")
        .annotate(commune_key=main_commune(day, "territory__sort_name"))
    )


@prepared
def first_members(space: int, day: dt.date, reader: Reader) -> QuerySet[Membership]:
    """The first of them, with the name of the organisation and of its commune."""
    named = _sitting_in(space, day, reader).select_related("organisation")
    return named.only("organisation__uid", "organisation__name")[:FIRST_SHOWN]


def _sitting_in(space: int, day: dt.date, reader: Reader) -> MembershipQuerySet:
    return (
        Membership.objects.visible_to(reader)
        .sitting(day)
        .filter(space=space)
        .annotate(
            list_name=Coalesce("organisation__sort_name", "person__sort_name"),
            commune=main_commune(day, "territory__name"),
        )
        .order_by("list_name", "pk")
    )


def main_commune(day: dt.date, what: str) -> Subquery:
    """Of the seat, or of the first site that has a commune."""
    sites = (
        Site.objects.as_of(day)
        .filter(organisation=OuterRef("organisation"), territory__isnull=False)
        .order_by("-is_main", "pk")
    )
    return Subquery(sites.values(what)[:1])


def waiting(space: Space) -> list[Membership]:
    """Requests and invitations without an answer, oldest first: what the organisers have to answer."""
    rows = space.memberships.filter(
        valid_to__isnull=True, status__in=(Membership.Status.REQUESTED, Membership.Status.INVITED)
    )
    return list(rows.select_related("organisation", "person", "call").order_by("valid_from", "pk"))


def gone(space: Space, day: dt.date, reader: Reader) -> list[Membership]:
    """Those who sat here and left before that day, latest first."""
    rows = (
        Membership.objects.visible_to(reader)
        .filter(space=space, valid_to__lt=day, status__in=Membership.SITTING)
        .select_related("organisation", "person")
        .order_by("-valid_to", "pk")
    )
    return list(rows)


def signs_of(space: Space, organisations: Collection[int], day: dt.date) -> dict[int, LastSign]:
    """The latest sign of each, over all sources."""
    latest: dict[int, LastSign] = {}
    for source in last_signs:
        for organisation, sign in source(space, organisations, day).items():
            known = latest.get(organisation)
            if known is None or known.day < sign.day:
                latest[organisation] = sign
    return latest


def is_silent(sign: LastSign | None, day: dt.date) -> bool:
    """« sans nouvelles depuis un an »."""
    return sign is None or day - sign.day > SILENT_AFTER


def sees_silence(reader: Reader, space: Space, organisation_uid: str) -> bool:
    """Silence is shown to the coordinator, the bureau and the member itself, to nobody else (DOMAIN 5)."""
    return reader.has(organises_key(space.uid), works_key(organisation_uid)) or (
        reader.has(ADMINISTRATORS) and space.audience in reader.keys
    )


def departed_titulaires(memberships: Collection[Membership], day: dt.date) -> set[int]:
    """Memberships whose titulaire no longer works there: somebody has to be named."""
    named = [row for row in memberships if row.person_id and row.organisation_id]
    here = set(
        Post.objects.as_of(day)
        .filter(person__in={row.person_id for row in named})
        .values_list("person_id", "organisation_id")
    )
    return {row.pk for row in named if (row.person_id, row.organisation_id) not in here}


def reach_of(space: Space, day: dt.date, reader: Reader) -> Reach[int]:
    """Everyone behind the members, each organisation once (A12): two queries, whatever the depth."""
    # a list of spaces first, so that their memberships are read by index and not all those of the network
    opening = Space.objects.filter(Q(pk=space.pk) | Q(legal_person__isnull=False)).order_by()
    rows = list(
        Membership.objects.visible_to(reader)
        .sitting(day)
        .filter(space__in=opening.values("pk"), organisation__isnull=False)
        .values_list("space_id", "space__legal_person_id", "organisation_id")
    )
    direct = [organisation for of, _, organisation in rows if of == space.pk]
    members_of: dict[int, list[int]] = {}
    for _, network, organisation in rows:
        if network:
            members_of.setdefault(network, []).append(organisation)
    return count_once(direct, members_of, of=space.legal_person_id)


def sits_for(reader: Reader, space: Space) -> list[Membership]:
    """The open memberships that this reader may speak for: of the organisations where they work, or their own."""
    prefix = works_key("")
    works = [key.removeprefix(prefix) for key in reader.keys if key.startswith(prefix)]
    return _sits_for(space.pk, works, reader.uid or None)


@prepared
def _sits_for(space: int, works: list[str], person: str | None) -> QuerySet[Membership]:
    mine = Q(organisation__uid__in=works)
    if person is not None:
        mine |= Q(organisation__isnull=True, person__uid=person)
    rows = Membership.objects.filter(mine, space=space, valid_to__isnull=True)
    return rows.select_related("space", "organisation", "person")
