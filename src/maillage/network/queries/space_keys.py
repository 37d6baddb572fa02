"""Which spaces a person sits in and organises: the keys that memberships, mandates and posts give (B7, B12, B18, M2)."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from maillage.accounts.models import Person
from maillage.core.readers import PUBLIC, organises_key, space_key
from maillage.network.models import Mandate, Membership, Post, Space, SpaceHost
from maillage.records.prepared import prepared

MAX_DEPTH = 3
"""A space, its sub-groups, and theirs: the queries below walk that far, actions refuse more."""


def keys_of_spaces(person: Person, day: dt.date) -> set[str]:
    """Four queries, however many spaces. In a restricted space, once an organisation has named who sits for it, only
    those named hold the key, and only while they work there: a departure never widens the circle.
    """
    posts = _posts(person.pk, day)
    works = {organisation for organisation, _ in posts}
    coordinates = {organisation for organisation, coordinator in posts if coordinator}
    organised = dict(_organised(person.pk, works, coordinates, day))
    seated = dict(_seated(person.pk, works, day))
    keys = {space_key(uid) for uid in seated.values()}
    for uid in organised.values():
        keys |= {space_key(uid), organises_key(uid)}
    if organised or seated:
        keys |= _keys_below(set(organised), set(seated))
    return keys


@prepared
def _posts(person: int, day: dt.date) -> QuerySet[Post, tuple[int, bool]]:
    return Post.objects.filter(person=person).as_of(day).values_list("organisation_id", "coordinator")


@prepared
def _organised(
    person: int, works: set[int], coordinates: set[int], day: dt.date
) -> QuerySet[Space, tuple[int, str]]:
    named = Q(person=person) & (Q(organisation__isnull=True) | Q(organisation__in=works))
    unnamed = Q(person__isnull=True, organisation__in=works)
    mandates = Mandate.objects.as_of(day).filter(named | unnamed, role__in=Mandate.ORGANISING)
    hosts = SpaceHost.objects.as_of(day).filter(organisation__in=coordinates)
    held = Q(Exists(mandates.filter(space=OuterRef("pk")))) | Q(Exists(hosts.filter(space=OuterRef("pk"))))
    return Space.objects.filter(held).values_list("pk", "uid")


@prepared
def _seated(person: int, works: set[int], day: dt.date) -> QuerySet[Membership, tuple[int, str]]:
    for_organisation = Q(organisation__in=works)
    open_to_colleagues = Q(space__audience=PUBLIC) | Q(person__isnull=True, deputy__isnull=True)
    named = Q(person=person) | Q(deputy=person)
    alone = Q(organisation__isnull=True, person=person)
    rows = Membership.objects.sitting(day).filter(
        (for_organisation & (open_to_colleagues | named)) | alone,
    )
    return rows.values_list("space_id", "space__uid")


def _keys_below(organised: set[int], seated: set[int]) -> set[str]:
    """Organisers organise the sub-groups; members of a restricted space see those not restricted on their own."""
    above = organised | seated
    keys: set[str] = set()
    for uid, audience, restricted, parent, parent_restricted, grandparent in _below(above):
        if parent in organised or grandparent in organised:
            keys |= {space_key(uid), organises_key(uid)}
        elif audience == PUBLIC or restricted:
            continue
        elif parent in seated or (grandparent in seated and not parent_restricted):
            keys.add(space_key(uid))
    return keys


@prepared
def _below(above: set[int]) -> QuerySet[Space, tuple[str, str, bool, int, bool, int | None]]:
    return Space.objects.filter(Q(parent__in=above) | Q(parent__parent__in=above)).values_list(
        "uid", "audience", "restricted", "parent_id", "parent__restricted", "parent__parent_id"
    )
