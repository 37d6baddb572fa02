"""Reads: the page of one space on a day, in a constant number of queries (B1, B7, B10, B12, B15, B18, B19)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from maillage.core.readers import Reader
from maillage.network.models import (
    Mandate,
    Membership,
    OpenCall,
    Organisation,
    Post,
    Space,
    SpaceAxis,
    SpaceHost,
    SpaceLink,
    SpaceObjective,
    SpaceScope,
    SpaceStatus,
)
from maillage.network.queries.space_history import legal_person_of
from maillage.network.queries.spaces import (
    HEAVY_OF_A_TERM,
    member_count,
    name_seen,
    named_hosts,
    scopes_on,
)
from maillage.records.dated import holds_on
from maillage.records.prepared import held, prepared
from maillage.vocabulary.models import Term


@dataclass(frozen=True, slots=True)
class Charge:
    """A mandate as a reader sees it: the organisation, the person as far as they are public."""

    mandate: Mandate
    name: str
    organisation: str
    organisation_url: str

    @property
    def role(self) -> str:
        return self.mandate.get_role_display()


@dataclass(frozen=True, slots=True)
class Kin:
    """Another space and how it is kin, said from this side."""

    other: Space
    words: str
    note: str


@dataclass(frozen=True, slots=True)
class Place:
    """A territory, as a page names it."""

    uid: str
    name: str


@dataclass(frozen=True, slots=True)
class ScopeSeen:
    """A ground with the territories it names."""

    scope: SpaceScope
    places: list[Place]

    @property
    def in_words(self) -> str:
        return self.scope.wording or ", ".join(place.name for place in self.places)


@dataclass(frozen=True, slots=True)
class SpacePage:
    """What the first tab shows, on `day`."""

    space: Space
    day: dt.date
    status: SpaceStatus | None
    scope: ScopeSeen | None
    former_scopes: list[ScopeSeen]
    objectives: list[SpaceObjective]
    hosts: list[SpaceHost]
    bureau: list[Charge]
    others: list[Charge]
    subgroups: list[Space]
    kin: list[Kin]
    axes: list[SpaceAxis]
    calls: list[OpenCall]
    parent: Space | None
    member_count: int
    contact_name: str
    legal_person: Organisation | None


OF_A_PERSON = ("uid", "given_name", "family_name", "show_name", "erased_at")
"""What it takes to know the name, and who may see it."""
_OF_A_PLAN = ("axis__scheme__name", "axis__scheme__code", "axis__scheme__kind")

REVERSED = {
    SpaceLink.Kind.INSPIRED_BY: "a inspiré",
    SpaceLink.Kind.CONTINUES: "se prolonge dans",
    SpaceLink.Kind.TWIN: "est l’exemple de",
}


def space_for(uid: str, reader: Reader) -> Space | None:
    """The space, when the reader may see it: one that may not be seen does not exist."""
    for found in _at(reader, uid):
        held(found, "themes", _themes(found.pk))
        return found
    return None


@prepared
def _at(reader: Reader, uid: str) -> QuerySet[Space]:
    # few have a parent, a person to call or a legal person: reading those then costs less than joining them each time
    found = Space.objects.visible_to(reader).select_related("kind").filter(uid=uid)
    return found.defer(*(f"kind__{name}" for name in HEAVY_OF_A_TERM))


def space_page(space: Space, reader: Reader, day: dt.date) -> SpacePage:
    pk = space.pk
    scopes = _scopes(pk)
    charges = [_charge(mandate, reader) for mandate in _mandates(pk, reader, day)]
    organising = [one for one in charges if one.mandate.role in Mandate.ORGANISING]
    return SpacePage(
        space=space,
        day=day,
        status=next(iter(_status(pk, day)), None),
        scope=next((one for one in scopes if one.scope.holds(day)), None),
        former_scopes=[one for one in scopes if not one.scope.holds(day) and _before(one.scope, day)],
        objectives=_objectives(pk, day),
        hosts=_hosts(pk, reader, day),
        bureau=organising,
        others=[one for one in charges if one not in organising],
        subgroups=_subgroups(pk, reader, day),
        kin=_kin(pk, reader, day),
        axes=_axes(pk, day),
        calls=_calls(pk, day),
        parent=space.parent if space.parent and space.parent.audience in reader.keys else None,
        member_count=next(iter(_members(pk, reader, day)), 0),
        contact_name=name_seen(space.contact, reader),
        legal_person=legal_person_of(space, reader),
    )


@prepared
def _themes(space: int) -> QuerySet[Term]:
    found = Term.objects.filter(spaces_of_theme=space).select_related("broader")
    return found.only("uid", "notation", "name", "broader__notation")


@prepared
def _status(space: int, day: dt.date) -> QuerySet[SpaceStatus]:
    return SpaceStatus.objects.as_of(day).filter(space=space).order_by("pk")[:1]


@prepared
def _objectives(space: int, day: dt.date) -> QuerySet[SpaceObjective]:
    return SpaceObjective.objects.as_of(day).filter(space=space).order_by("rank", "pk")


@prepared
def _hosts(space: int, reader: Reader, day: dt.date) -> QuerySet[SpaceHost]:
    return named_hosts(day, reader).filter(space=space)


@prepared
def _axes(space: int, day: dt.date) -> QuerySet[SpaceAxis]:
    found = SpaceAxis.objects.as_of(day).filter(holds_on(day, prefix="axis__scheme__"), space=space)
    shown = found.select_related("axis__scheme").only(
        "space", "axis__uid", "axis__name", "axis__notation", *_OF_A_PLAN
    )
    return shown.order_by("pk")


@prepared
def _calls(space: int, day: dt.date) -> QuerySet[OpenCall]:
    return OpenCall.objects.filter(space=space, opens_on__lte=day, closes_on__gte=day)


@prepared
def _members(space: int, reader: Reader, day: dt.date) -> QuerySet[Membership, int]:
    sitting = Membership.objects.visible_to(reader).sitting(day).filter(space=space).order_by()
    return sitting.values("space").annotate(n=Count("pk")).values_list("n", flat=True)


@prepared
def _subgroups(space: int, reader: Reader, day: dt.date) -> QuerySet[Space]:
    """Sub-groups that the reader may see and that were not closed by that day."""
    living = Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    found = Space.objects.visible_to(reader).filter(living, parent=space).select_related("kind")
    found = found.only("uid", "name", "kind__name")
    return found.annotate(member_count=member_count(day, reader)).order_by("sort_name", "pk")


def _scopes(space: int) -> list[ScopeSeen]:
    """The oldest first, each with its territories by name."""
    named: dict[int, list[Place]] = defaultdict(list)
    for scope, uid, name in _grounds(space):
        named[scope].append(Place(uid, name))
    return [ScopeSeen(row, named[row.pk]) for row in _scope_rows(space)]


@prepared
def _scope_rows(space: int) -> QuerySet[SpaceScope]:
    return SpaceScope.objects.filter(space=space).order_by("valid_from", "pk")


@prepared
def _grounds(space: int) -> QuerySet[Any, tuple[int, str, str]]:
    links: QuerySet[Any] = SpaceScope.territories.through.objects.filter(spacescope__space=space)
    ordered = links.order_by("territory__sort_name", "territory_id")
    return ordered.values_list("spacescope_id", "territory__uid", "territory__name")


def _before(scope: SpaceScope, day: dt.date) -> bool:
    return scope.valid_to is not None and scope.valid_to < day


def _mandates(space: int, reader: Reader, day: dt.date) -> list[Mandate]:
    rows = _mandate_rows(space, reader, day)
    return sorted(rows, key=lambda row: (row.role != Mandate.Role.LEAD, row.pk))


@prepared
def _mandate_rows(space: int, reader: Reader, day: dt.date) -> QuerySet[Mandate]:
    visible = Q(organisation__isnull=True) | Q(organisation__audience__in=reader.keys)
    return (
        Mandate.objects.as_of(day)
        .filter(visible, space=space)
        .select_related("person", "organisation")
        .only(
            *("role", "valid_from", "valid_to", "organisation__uid", "organisation__name"),
            *(f"person__{name}" for name in OF_A_PERSON),
        )
    )


def _charge(mandate: Mandate, reader: Reader) -> Charge:
    """Organisations are named, people as far as they agreed; initials alone say nothing beside their organisation."""
    organisation = mandate.organisation
    name = name_seen(mandate.person, reader)
    return Charge(
        mandate, name, organisation.name if organisation else "", organisation.address if organisation else ""
    )


@prepared
def _links(space: int, reader: Reader, day: dt.date) -> QuerySet[SpaceLink]:
    """Both ways, and only with spaces that the reader may see."""
    return (
        SpaceLink.objects.filter(holds_on(day))
        .filter(
            Q(space=space, other__audience__in=reader.keys) | Q(other=space, space__audience__in=reader.keys)
        )
        .select_related("space", "other")
        .only("kind", "note", "space__uid", "space__name", "other__uid", "other__name")
        .order_by("pk")
    )


def _kin(space: int, reader: Reader, day: dt.date) -> list[Kin]:
    found = []
    for link in _links(space, reader, day):
        kind = SpaceLink.Kind(link.kind)
        if link.space_id == space:
            found.append(Kin(link.other, str(kind.label), link.note))
        else:
            found.append(Kin(link.space, REVERSED[kind], link.note))
    return found


def current_scope(space: Space) -> SpaceScope | None:
    """The ground of today, for forms."""
    return scopes_on(dt.date.max).filter(space=space).first() or space.scopes.order_by("-pk").first()


def works_there(person_id: int | None, organisation_id: int | None, day: dt.date) -> bool:
    return Post.objects.as_of(day).filter(person=person_id, organisation=organisation_id).exists()
