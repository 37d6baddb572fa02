"""Reads: one organisation's page as it was on a day, and what may be the same organisation twice."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from maillage.core.readers import ADMINISTRATORS, COORDINATORS, MEMBERS, Reader
from maillage.network.models import (
    Accreditation,
    Organisation,
    OrganisationName,
    Partnership,
    Profile,
    Site,
    Succession,
)
from maillage.network.queries.directory import called
from maillage.network.queries.posts import PostSeen, seen_posts, team
from maillage.network.queries.spaces import HEAVY_OF_A_TERM
from maillage.records.prepared import prepared
from maillage.vocabulary.models import Term

HEAVY_OF_A_TERRITORY = ("shape", "names", "source", "sort_name", "parent", "replaced_by")
NAMED_AT_BOTH_ENDS = ("former__uid", "former__name", "successor__uid", "successor__name")
NAMED_AS_PARTNERS = ("one__uid", "one__name", "other__uid", "other__name")


@dataclass(frozen=True, slots=True)
class AccreditationSeen:
    """The accreditation of one kind on a day: the row that holds, else the last one that did (`expired`)."""

    accreditation: Accreditation
    expired: bool


@dataclass(frozen=True, slots=True)
class PartnerSeen:
    """A partnership seen from one of the two."""

    partnership: Partnership
    partner: Organisation


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that an organisation's page shows on one day."""

    organisation: Organisation
    day: dt.date
    name: str
    names: Sequence[OrganisationName]
    kinds: Sequence[Term]
    sectors: Sequence[Term]
    accreditations: Sequence[AccreditationSeen]
    services: Sequence[Organisation]
    sites: Sequence[Site]
    team: Sequence[PostSeen]
    profile: Profile | None
    partners: Sequence[PartnerSeen]
    successions: Sequence[Succession]
    predecessions: Sequence[Succession]

    @property
    def former_names(self) -> list[OrganisationName]:
        return [name for name in self.names if name.name != self.name]


def organisation_for(reader: Reader, uid: str) -> Organisation | None:
    """The organisation at an address, if the reader may see it."""
    return next(iter(_at(reader, uid)), None)


@prepared
def _at(reader: Reader, uid: str) -> QuerySet[Organisation]:
    # few are part of another or kept by one: reading those then costs less than joining them each time
    return Organisation.objects.visible_to(reader).filter(uid=uid)


def kept_sheet_of(uid: str) -> Organisation | None:
    """Where the address of a sheet entered twice leads."""
    twin = Succession.objects.filter(former__uid=uid, kind=Succession.Kind.DUPLICATE)
    found = twin.select_related("successor").first()
    return found.successor if found else None


def sheet_of(organisation: Organisation, reader: Reader, day: dt.date) -> Sheet:
    """A constant number of queries, whatever the organisation holds."""
    pk = organisation.pk
    names = _names(pk)
    then = [name.name for name in names if name.holds(day)]
    came, become = _successions(organisation)
    return Sheet(
        organisation=organisation,
        day=day,
        name=then[-1] if then else organisation.name,
        names=names,
        kinds=_kinds(pk),
        sectors=_sectors(pk),
        accreditations=accreditations_on(organisation, day),
        services=_services(pk, reader, day),
        sites=_sites(pk, day),
        team=seen_posts(_team(pk, day), reader),
        profile=next(iter(_profile(pk)), None),
        partners=partners_on(organisation, reader, day),
        successions=become,
        predecessions=came,
    )


@prepared
def _names(organisation: int) -> QuerySet[OrganisationName]:
    found = OrganisationName.objects.filter(organisation=organisation)
    return found.order_by(F("valid_from").asc(nulls_first=True), "pk")


@prepared
def _kinds(organisation: int) -> QuerySet[Term]:
    return Term.objects.filter(organisations_of_kind=organisation).only("notation", "name")


@prepared
def _sectors(organisation: int) -> QuerySet[Term]:
    return Term.objects.filter(organisations_of_sector=organisation).only("notation", "name")


@prepared
def _services(whole: int, reader: Reader, day: dt.date) -> QuerySet[Organisation]:
    found = Organisation.objects.visible_to(reader).as_of(day).filter(part_of=whole)
    return found.order_by("sort_name", "pk").only("uid", "name", "phone", "email")


@prepared
def _profile(organisation: int) -> QuerySet[Profile]:
    return Profile.objects.filter(organisation=organisation)


_team = prepared(team)


@prepared
def _sites(organisation: int, day: dt.date) -> QuerySet[Site]:
    """The seat first, with the name of the commune: the shape of a territory weighs a lot."""
    found = Site.objects.as_of(day).filter(organisation=organisation).select_related("territory")
    found = found.defer(*(f"territory__{name}" for name in HEAVY_OF_A_TERRITORY))
    return found.order_by("-is_main", "locality", "pk")


def _successions(organisation: Organisation) -> tuple[list[Succession], list[Succession]]:
    """What it came from, and what became of it."""
    links = _links(organisation.pk)
    became = [link for link in links if link.former_id == organisation.pk]
    came = [link for link in links if link.former_id != organisation.pk]
    return [link for link in came if link.kind != Succession.Kind.DUPLICATE], became


@prepared
def _links(organisation: int) -> QuerySet[Succession]:
    return (
        Succession.objects.filter(Q(former=organisation) | Q(successor=organisation))
        .select_related("former", "successor")
        .only("uid", "kind", "day", "note", *NAMED_AT_BOTH_ENDS)
        .order_by("day", "pk")
    )


def accreditations_on(organisation: Organisation, day: dt.date) -> list[AccreditationSeen]:
    """One line for each kind of accreditation; what only begins later is left out."""
    rows: dict[int, list[Accreditation]] = defaultdict(list)
    for row in _accreditations(organisation.pk, day):
        rows[row.term_id].append(row)
    return [AccreditationSeen(same[0], expired=not same[0].holds(day)) for same in rows.values()]


@prepared
def _accreditations(organisation: int, day: dt.date) -> QuerySet[Accreditation]:
    """Those that had begun by that day."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    found = Accreditation.objects.filter(begun, organisation=organisation).select_related("term")
    named = found.defer(*(f"term__{name}" for name in HEAVY_OF_A_TERM))
    return named.order_by("term__rank", "term_id", F("valid_to").desc(nulls_first=True))


def partners_on(organisation: Organisation, reader: Reader, day: dt.date) -> list[PartnerSeen]:
    """Partnerships of that day with organisations that the reader may see."""
    rows = _partnerships(organisation.pk, reader, day)
    return [PartnerSeen(row, row.other if row.one_id == organisation.pk else row.one) for row in rows]


@prepared
def _partnerships(organisation: int, reader: Reader, day: dt.date) -> QuerySet[Partnership]:
    return (
        Partnership.objects.as_of(day)
        .filter(Q(one=organisation) | Q(other=organisation))
        .filter(one__audience__in=reader.keys, other__audience__in=reader.keys)
        .select_related("one", "other")
        .only("uid", "kind", "subject", "valid_from", "valid_to", *NAMED_AS_PARTNERS)
        .order_by("kind", "pk")
    )


def works_closely(reader: Reader) -> bool:
    """Whether the reader is inside the network: sees more than the public does."""
    return reader.has(MEMBERS, COORDINATORS, ADMINISTRATORS)


def organisations_called(text: str, reader: Reader) -> QuerySet[Organisation]:
    """For choosers: existing organisations with that name, sigle, number or address, best first."""
    return called(Organisation.objects.visible_to(reader).as_of(), text).order_by("sort_name", "pk")
