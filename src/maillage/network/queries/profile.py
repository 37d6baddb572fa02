"""Reads: « Le tissu associatif en chiffres » (A7, A8). Every number has its list, its source and its date."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Max, Min, Q

from maillage.core.readers import ADMINISTRATORS, COORDINATORS, MEMBERS, Reader
from maillage.network.models import Organisation, Profile
from maillage.network.models.organisations import OrganisationQuerySet
from maillage.network.queries.directory import Rows, directory, in_territory
from maillage.territory.models import Territory
from maillage.vocabulary.codes import Code

PUBLIC_INCOME = "public"
"""The notation of « Subsides publics »: what is under it counts as public subsidy."""
SMALLEST = 5
"""A cell of fewer organisations is not shown to who is outside the network (invariant 14)."""


@dataclass(frozen=True, slots=True)
class SubsidyShare:
    """Among associations whose income is known: how many have a public subsidy. `masked`: numbers not to be shown."""

    total: int
    known: int
    subsidised: int
    since: dt.date | None
    until: dt.date | None
    masked: bool

    @property
    def without(self) -> int:
        return self.known - self.subsidised

    @property
    def percent(self) -> int:
        return round(100 * self.subsidised / self.known) if self.known else 0


@dataclass(frozen=True, slots=True)
class ProvinceCount:
    """Migrant-led associations of a province."""

    province: Territory
    count: int


def associations(reader: Reader, day: dt.date, *, today: dt.date) -> OrganisationQuerySet:
    """The associations that the reader's directory shows."""
    return directory(reader, day, today=today).filter(ownership=Organisation.Ownership.ASSOCIATIVE)


def subsidised(organisations: Rows) -> Rows:
    """Whose known income holds a public subsidy."""
    public = Q(term__notation=PUBLIC_INCOME) | Q(term__broader__notation=PUBLIC_INCOME)
    income = Profile.income_kinds.through.objects.filter(public, term__scheme__code=Code.INCOME_KIND)
    profiles = Profile.objects.filter(income_known_on__isnull=False, pk__in=income.values("profile"))
    return organisations.filter(pk__in=profiles.values("organisation"))


def of_known_income(organisations: Rows) -> Rows:
    known = Profile.objects.filter(income_known_on__isnull=False)
    return organisations.filter(pk__in=known.values("organisation"))


def unsubsidised(organisations: Rows) -> Rows:
    """Whose income is known and holds no public subsidy."""
    return of_known_income(organisations).exclude(pk__in=subsidised(organisations).values("pk"))


def subsidy_share(reader: Reader, day: dt.date, *, today: dt.date) -> SubsidyShare:
    """The share and what it rests on; small cells are masked for who is outside the network."""
    found = associations(reader, day, today=today)
    known = of_known_income(found)
    asked = Profile.objects.filter(organisation__in=known.values("pk")).aggregate(
        since=Min("income_known_on"), until=Max("income_known_on")
    )
    n, with_subsidy = known.count(), subsidised(found).count()
    cells = (with_subsidy, n - with_subsidy)
    return SubsidyShare(
        total=found.count(),
        known=n,
        subsidised=with_subsidy,
        since=asked["since"],
        until=asked["until"],
        masked=is_outside(reader) and any(cell < SMALLEST for cell in cells),
    )


def migrant_led_by_province(reader: Reader, day: dt.date, *, today: dt.date) -> list[ProvinceCount]:
    """Where migrant-led associations have a site; one with sites in several provinces counts once in each.

    They declare it themselves and the directory lists them: the number is the length of that list.
    """
    found = directory(reader, day, today=today).filter(migrant_led=True)
    provinces = Territory.objects.as_of(day).filter(level=Territory.Level.PROVINCE).order_by("sort_name", "pk")
    counts = [ProvinceCount(one, in_territory(found, one, day).count()) for one in provinces]
    return [line for line in counts if line.count]


def is_outside(reader: Reader) -> bool:
    return not reader.has(MEMBERS, COORDINATORS, ADMINISTRATORS)
