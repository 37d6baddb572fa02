"""What the page of a territory shows: what it is part of, what it is made of, its codes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q

from maillage.records.dated import holds_on
from maillage.territory.models import Containment, FormerCode, Territory, ZonePart

Level = Territory.Level
PARTS = {
    Level.COUNTRY: Level.PROVINCE,
    Level.REGION: Level.PROVINCE,
    Level.PROVINCE: Level.COMMUNE,
    Level.ARRONDISSEMENT: Level.COMMUNE,
    Level.COMMUNE: Level.QUARTER,
    Level.QUARTER: Level.QUARTER,
}
"""What people look for inside: nobody walks through arrondissements to find a commune."""
REGIONS = {"03000": 0, "04000": 1, "02000": 2}
"""Wallonia and Brussels first: the field works there."""
FROM_ABOVE = (Level.COUNTRY, Level.REGION, Level.PROVINCE, Level.ARRONDISSEMENT, Level.COMMUNE, Level.QUARTER)


@dataclass(frozen=True, slots=True)
class Around:
    """`parents` from the country down, `zones` that hold the territory today."""

    parents: list[Territory]
    zones: list[Territory]


def around(territory: Territory, day: dt.date) -> Around:
    wholes = [
        pair.whole
        for pair in Containment.objects.filter(part=territory)
        .exclude(whole=territory)
        .select_related("whole")
        .defer("whole__shape")
    ]
    parents = [whole for whole in wholes if whole.level != Level.ZONE]
    zones = [whole for whole in wholes if whole.level == Level.ZONE and whole.holds(day)]
    parents.sort(key=lambda one: (FROM_ABOVE.index(Level(one.level)), one.sort_name))
    return Around(parents, sorted(zones, key=lambda one: one.sort_name))


def parts_of(territory: Territory, day: dt.date) -> list[Territory]:
    """The parts worth listing on that day: communes of a province, quarters of a commune, members of a zone."""
    if territory.level == Level.ZONE:
        members = ZonePart.objects.as_of(day).filter(zone=territory).values("part_id")
        return list(Territory.objects.filter(pk__in=members).order_by("sort_name", "pk"))
    inside = Territory.objects.as_of(day).filter(wholes_around__whole=territory).exclude(pk=territory.pk)
    level = PARTS[Level(territory.level)]
    found = list(inside.filter(level=level).order_by("sort_name", "pk"))
    if territory.level == Level.COUNTRY:
        brussels = inside.filter(level=Level.REGION).exclude(children__level=Level.PROVINCE)
        return sorted([*found, *brussels.filter(children__isnull=False)], key=lambda one: one.sort_name)
    if territory.level == Level.REGION and not found:
        return list(inside.filter(level=Level.COMMUNE).order_by("sort_name", "pk"))
    return found


def zone_parts(zone: Territory) -> list[ZonePart]:
    """Every part a zone has or had, the current ones first."""
    rows = ZonePart.objects.filter(zone=zone).select_related("part").defer("part__shape", "zone__shape")
    return sorted(rows, key=lambda row: (row.valid_to is not None, row.part.sort_name, row.pk))


def former_codes(territory: Territory) -> list[FormerCode]:
    return list(FormerCode.objects.filter(territory=territory).order_by("effective", "code"))


@dataclass(frozen=True, slots=True)
class RegionOverview:
    region: Territory
    provinces: list[Territory]
    communes: int


def regions() -> list[RegionOverview]:
    """The three regions with their provinces and how many communes each has."""
    counted = Count("parts_inside", filter=Q(parts_inside__part__level=Level.COMMUNE))
    found = Territory.objects.filter(level=Level.REGION).defer("shape").annotate(communes=counted)
    provinces = list(Territory.objects.filter(level=Level.PROVINCE).defer("shape").annotate(communes=counted))
    provinces.sort(key=lambda one: one.sort_name)
    return [
        RegionOverview(
            region, [one for one in provinces if one.parent_id == region.pk], getattr(region, "communes", 0)
        )
        for region in sorted(found, key=lambda one: REGIONS.get(one.code, 9))
    ]


def drawn_places(day: dt.date) -> list[Territory]:
    """Zones, and quarters that people drew themselves (without a code), by name."""
    drawn = Q(level=Level.ZONE) | Q(level=Level.QUARTER, code="")
    return list(
        Territory.objects.filter(drawn)
        .filter(holds_on(day))
        .select_related("parent")
        .defer("shape", "parent__shape")
        .order_by("sort_name", "pk")
    )
