"""Reads: the list of spaces, what it may be narrowed by, and what one reader sees of a person named in a space."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import Count, Exists, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from maillage.accounts.models import Person
from maillage.core.readers import Reader
from maillage.network.models import (
    Membership,
    Organisation,
    Space,
    SpaceAxis,
    SpaceHost,
    SpaceScope,
    SpaceStatus,
)
from maillage.network.models.memberships import MembershipQuerySet
from maillage.network.models.spaces import SpaceQuerySet
from maillage.records.clock import today
from maillage.records.prepared import prepared
from maillage.territory.models import Containment, Territory
from maillage.vocabulary.models import Term

HEAVY_OF_A_TERM = ("names", "definition", "details", "source", "exact_match")
"""What lists never show of a term, and that must be read as JSON or copied for each row."""
LIVING = (Space.Status.PLANNED, Space.Status.ACTIVE, Space.Status.DORMANT)


def spaces_on(day: dt.date, reader: Reader) -> SpaceQuerySet:
    """Every space that existed or had existed by that day, with its member count."""
    return spaces_then(day, reader).annotate(member_count=member_count(day, reader))


def spaces_then(day: dt.date, reader: Reader) -> SpaceQuerySet:
    """The same, not counted: few of them are shown at a time (`members_of`)."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    found = Space.objects.visible_to(reader).filter(begun).select_related("kind")
    return found.defer(*(f"kind__{name}" for name in HEAVY_OF_A_TERM))


def hosts_on(day: dt.date, reader: Reader) -> QuerySet[SpaceHost]:
    """Who held a space on that day, leads first; organisations that the reader may not see are left out."""
    return (
        SpaceHost.objects.as_of(day)
        .filter(organisation__audience__in=reader.keys)
        .select_related("organisation")
        .order_by("organisation__sort_name", "pk")
    )


def holds_space(organisation: Organisation, space: Space, day: dt.date) -> bool:
    """Whether it was host, lead or co-lead on that day."""
    return SpaceHost.objects.as_of(day).filter(space=space, organisation=organisation).exists()


def named_hosts(day: dt.date, reader: Reader) -> QuerySet[SpaceHost]:
    """The same, as lists and pages show them."""
    named = ("name", "short_name", "uid", "logo")
    shown = ("space", "role", "note", "valid_from", "valid_to", "organisation")
    return hosts_on(day, reader).only(*shown, *(f"organisation__{name}" for name in named))


def scopes_on(day: dt.date) -> QuerySet[SpaceScope]:
    return (
        SpaceScope.objects.as_of(day)
        .order_by("pk")
        .prefetch_related(
            Prefetch("territories", Territory.objects.defer("shape", "names").order_by("sort_name", "pk"))
        )
    )


def member_count(day: dt.date, reader: Reader) -> Coalesce:
    """How many sit there on that day: the same rows as the list of members, so that the number matches it (A13)."""
    sitting = _sitting(day, reader).filter(space=OuterRef("pk")).values("space").annotate(n=Count("pk"))
    return Coalesce(Subquery(sitting.values("n"), output_field=IntegerField()), 0)


@prepared
def members_of(spaces: Collection[int], day: dt.date, reader: Reader) -> QuerySet[Membership, tuple[int, int]]:
    """The same for some spaces, by id; those without members are not among them."""
    sitting = _sitting(day, reader).filter(space__in=spaces).values("space").annotate(n=Count("pk"))
    return sitting.values_list("space", "n")


def _sitting(day: dt.date, reader: Reader) -> MembershipQuerySet:
    # few sheets are hidden, and the database lists them once: looking each member up would cost a join a row
    hidden = Organisation.objects.exclude(audience__in=reader.keys).order_by().values("pk")
    seen = Q(organisation__isnull=True) | ~Q(organisation__in=hidden)
    return Membership.objects.sitting(day).filter(seen).order_by()


def in_state(spaces: SpaceQuerySet, states: tuple[str, ...], day: dt.date) -> SpaceQuerySet:
    """Spaces in one of the states on that day; today's is on the space itself."""
    if day == today():
        return spaces.filter(status__in=states)
    rows = SpaceStatus.objects.as_of(day).filter(space=OuterRef("pk"), status__in=states)
    return spaces.filter(Exists(rows))


def with_theme(spaces: SpaceQuerySet, uid: str) -> SpaceQuerySet:
    """Spaces of a theme, or of one of the themes under it (two levels)."""
    wanted = Term.objects.filter(Q(uid=uid) | Q(broader__uid=uid)).values("pk")
    tagged = Space.themes.through.objects.filter(space_id=OuterRef("pk"), term_id__in=wanted)
    return spaces.filter(Exists(tagged))


def on_ground(spaces: SpaceQuerySet, uid: str, day: dt.date) -> SpaceQuerySet:
    """Spaces whose ground is inside the territory or covers it: a commune finds its own and its province's (B2)."""
    inside = Containment.objects.filter(whole__uid=uid).values("part")
    around = Containment.objects.filter(part__uid=uid).values("whole")
    scopes = (
        SpaceScope.objects.as_of(day)
        .filter(space=OuterRef("pk"))
        .filter(Q(territories__in=inside) | Q(territories__in=around))
    )
    return spaces.filter(Exists(scopes))


def hosted_by(spaces: SpaceQuerySet, uid: str, day: dt.date) -> SpaceQuerySet:
    rows = SpaceHost.objects.as_of(day).filter(space=OuterRef("pk"), organisation__uid=uid)
    return spaces.filter(Exists(rows))


def within_axis(spaces: SpaceQuerySet, uid: str, day: dt.date) -> SpaceQuerySet:
    rows = SpaceAxis.objects.as_of(day).filter(space=OuterRef("pk"), axis__uid=uid)
    return spaces.filter(Exists(rows))


def themes_in_use(reader: Reader) -> list[tuple[str, str]]:
    """Themes that the list can be narrowed by, with the general terms above them."""
    seen = Space.objects.visible_to(reader).values("pk")
    used = Space.themes.through.objects.filter(space_id__in=seen).values("term_id")
    terms = (
        Term.objects.filter(Q(pk__in=used) | Q(narrower__pk__in=used)).distinct().order_by("sort_name", "pk")
    )
    return list(terms.values_list("uid", "name"))


def kinds_in_use(reader: Reader) -> list[tuple[str, str]]:
    used = Space.objects.visible_to(reader).order_by().values("kind_id")
    terms = Term.objects.filter(pk__in=used).order_by("rank", "pk")
    return list(terms.values_list("notation", "name"))


def hosts_in_use(reader: Reader, day: dt.date) -> list[tuple[str, str]]:
    used = SpaceHost.objects.visible_to(reader).as_of(day).values("organisation_id")
    found = Organisation.objects.visible_to(reader).filter(pk__in=used).order_by("sort_name", "pk")
    return list(found.values_list("uid", "name"))


def grounds_in_use(reader: Reader, day: dt.date, *, asked: str = "") -> list[tuple[str, str]]:
    """Territories that spaces name, and the one that was asked for."""
    used = SpaceScope.objects.visible_to(reader).as_of(day).values("territories")
    found = Territory.objects.filter(Q(pk__in=used) | Q(uid=asked)).order_by("sort_name", "pk")
    return list(found.values_list("uid", "name"))


def axes_in_use(reader: Reader, day: dt.date) -> list[tuple[str, str]]:
    used = SpaceAxis.objects.visible_to(reader).as_of(day).values("axis_id")
    terms = Term.objects.filter(pk__in=used).select_related("scheme").order_by("scheme_id", "rank", "pk")
    return [(term.uid, f"{term.place_in_plan} – {term.name}") for term in terms]


def name_seen(person: Person | None, reader: Reader) -> str:
    """The name, as far as the person lets this reader see it."""
    return person.name_for(reader) if person is not None else ""
