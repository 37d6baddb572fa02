"""Reads: the page of one space on a day, in a constant number of queries (B1, B7, B10, B12, B15, B18, B19)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Prefetch, Q

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
from maillage.territory.models import Territory
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
class SpacePage:
    """What the first tab shows, on `day`."""

    space: Space
    day: dt.date
    status: SpaceStatus | None
    scope: SpaceScope | None
    former_scopes: list[SpaceScope]
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
    # few have a parent, a person to call or a legal person: reading those then costs less than joining them each time
    found = Space.objects.visible_to(reader).select_related("kind").defer(*_of("kind"))
    themes = Term.objects.select_related("broader").only("uid", "notation", "name", "broader__notation")
    return found.prefetch_related(Prefetch("themes", themes)).filter(uid=uid).first()


def _of(relation: str) -> list[str]:
    return [f"{relation}__{name}" for name in HEAVY_OF_A_TERM]


def space_page(space: Space, reader: Reader, day: dt.date) -> SpacePage:
    scopes = list(space.scopes.order_by("valid_from", "pk").prefetch_related(_in_order()))
    charges = [_charge(mandate, reader) for mandate in _mandates(space, reader, day)]
    organising = [one for one in charges if one.mandate.role in Mandate.ORGANISING]
    return SpacePage(
        space=space,
        day=day,
        status=SpaceStatus.objects.as_of(day).filter(space=space).first(),
        scope=next((scope for scope in scopes if scope.holds(day)), None),
        former_scopes=[scope for scope in scopes if not scope.holds(day) and _before(scope, day)],
        objectives=list(SpaceObjective.objects.as_of(day).filter(space=space).order_by("rank", "pk")),
        hosts=list(named_hosts(day, reader).filter(space=space)),
        bureau=organising,
        others=[one for one in charges if one not in organising],
        subgroups=list(subgroups_of(space, reader, day)),
        kin=_kin(space, reader, day),
        axes=list(
            SpaceAxis.objects.as_of(day)
            .filter(holds_on(day, prefix="axis__scheme__"), space=space)
            .select_related("axis__scheme")
            .only("space", "axis__uid", "axis__name", "axis__notation", *_OF_A_PLAN)
            .order_by("pk")
        ),
        calls=list(space.calls.filter(opens_on__lte=day, closes_on__gte=day)),
        parent=space.parent if space.parent and space.parent.audience in reader.keys else None,
        member_count=Membership.objects.visible_to(reader).sitting(day).filter(space=space).count(),
        contact_name=name_seen(space.contact, reader),
        legal_person=legal_person_of(space, reader),
    )


def subgroups_of(space: Space, reader: Reader, day: dt.date) -> list[Space]:
    """Sub-groups that the reader may see and that were not closed by that day."""
    living = Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    found = Space.objects.visible_to(reader).filter(living, parent=space).select_related("kind")
    found = found.only("uid", "name", "kind__name")
    return list(found.annotate(member_count=member_count(day, reader)).order_by("sort_name", "pk"))


def _in_order() -> Prefetch:
    return Prefetch("territories", Territory.objects.only("uid", "name").order_by("sort_name", "pk"))


def _before(scope: SpaceScope, day: dt.date) -> bool:
    return scope.valid_to is not None and scope.valid_to < day


def _mandates(space: Space, reader: Reader, day: dt.date) -> list[Mandate]:
    visible = Q(organisation__isnull=True) | Q(organisation__audience__in=reader.keys)
    rows = (
        Mandate.objects.as_of(day)
        .filter(visible, space=space)
        .select_related("person", "organisation")
        .only(
            *("role", "valid_from", "valid_to", "organisation__uid", "organisation__name"),
            *(f"person__{name}" for name in OF_A_PERSON),
        )
    )
    return sorted(rows, key=lambda row: (row.role != Mandate.Role.LEAD, row.pk))


def _charge(mandate: Mandate, reader: Reader) -> Charge:
    """Organisations are named, people as far as they agreed; initials alone say nothing beside their organisation."""
    organisation = mandate.organisation
    name = name_seen(mandate.person, reader)
    return Charge(
        mandate, name, organisation.name if organisation else "", organisation.address if organisation else ""
    )


def _kin(space: Space, reader: Reader, day: dt.date) -> list[Kin]:
    """Both ways, and only with spaces that the reader may see."""
    links = (
        SpaceLink.objects.filter(holds_on(day))
        .filter(
            Q(space=space, other__audience__in=reader.keys) | Q(other=space, space__audience__in=reader.keys)
        )
        .select_related("space", "other")
        .only("kind", "note", "space__uid", "space__name", "other__uid", "other__name")
        .order_by("pk")
    )
    found = []
    for link in links:
        kind = SpaceLink.Kind(link.kind)
        if link.space_id == space.pk:
            found.append(Kin(link.other, str(kind.label), link.note))
        else:
            found.append(Kin(link.space, REVERSED[kind], link.note))
    return found


def current_scope(space: Space) -> SpaceScope | None:
    """The ground of today, for forms."""
    return scopes_on(dt.date.max).filter(space=space).first() or space.scopes.order_by("-pk").first()


def works_there(person_id: int | None, organisation_id: int | None, day: dt.date) -> bool:
    return Post.objects.as_of(day).filter(person=person_id, organisation=organisation_id).exists()
