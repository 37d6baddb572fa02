"""Reads: the territory that a coverage table is about, and its lines: communes of a province, quarters of a commune."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count

from maillage.core.coverage import Row
from maillage.core.readers import Reader
from maillage.network.models import CompetenceTerritory, Organisation
from maillage.territory.models import Containment, Territory

Level = Territory.Level
WIDE = (Level.COUNTRY, Level.REGION)
"""Their lines are provinces: nobody reads 262 communes."""
HIERARCHY = (Level.COUNTRY, Level.REGION, Level.PROVINCE, Level.ARRONDISSEMENT, Level.COMMUNE, Level.QUARTER)
ASKED_FOR = (Level.COMMUNE, Level.ZONE, Level.ARRONDISSEMENT, Level.PROVINCE, Level.REGION)
WALLONIA = "03000"


@dataclass(frozen=True, slots=True)
class Ground:
    """`territory` or `centre` says which; `rows` are its parts by name, with shapes; `inside`: ids of all it holds."""

    territory: Territory | None
    centre: Organisation | None
    rows: tuple[Territory, ...]
    lines: tuple[Row, ...]
    inside: frozenset[int]

    @property
    def name(self) -> str:
        if self.centre is not None:
            return f"le ressort de {self.centre.name}"
        return self.territory.name if self.territory else ""

    @property
    def parts_are(self) -> str:
        """« communes », « quartiers », « provinces »: of most of its lines."""
        levels = [row.level for row in self.rows]
        return max(set(levels), key=lambda one: (levels.count(one), one), default=Level.COMMUNE)


def ground_of(territory: Territory, day: dt.date) -> Ground:
    """Provinces of a region, communes of anything smaller, quarters of a commune; itself when it has none."""
    rows = _parts(territory, day) or [territory]
    return _ground(territory, None, rows, [territory.pk])


def ground_of_centre(centre: Organisation, reader: Reader, day: dt.date) -> Ground | None:
    """All communes of the territories that a centre answers for; None when no source names any."""
    if centre.audience not in reader.keys:
        return None
    rows = CompetenceTerritory.objects.as_of(day).filter(centre=centre)
    wholes = list(rows.values_list("territory_id", flat=True))
    if not wholes:
        return None
    return _ground(None, centre, _inside(wholes, Level.COMMUNE, day), wholes)


def centres_on(reader: Reader, day: dt.date) -> list[Organisation]:
    """Centres that answer for a territory, by name."""
    named = CompetenceTerritory.objects.as_of(day).values("centre")
    return list(Organisation.objects.visible_to(reader).filter(pk__in=named).order_by("sort_name", "pk"))


def likely_territory(asked_in: Collection[int]) -> Territory | None:
    """The smallest place that holds all these territories; Wallonia when nothing is asked anywhere."""
    rows = Territory.objects.filter(level__in=ASKED_FOR)
    if not asked_in:
        return rows.filter(code=WALLONIA).first() or rows.order_by("-level", "sort_name", "pk").first()
    around = Containment.objects.filter(part__in=asked_in, whole__level__in=ASKED_FOR).values("whole")
    whole = around.annotate(held=Count("part")).filter(held=len(set(asked_in))).values("whole")
    sized = rows.filter(pk__in=whole).annotate(size=Count("parts_inside")).order_by("size", "pk")
    return sized.first() or rows.filter(code=WALLONIA).first()


def paths_of(territories: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """For each territory the ids of what holds it, from the country down: neighbours come side by side."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    pairs = Containment.objects.filter(part__in=set(territories), whole__level__in=HIERARCHY)
    for part, whole, level in pairs.values_list("part_id", "whole_id", "whole__level"):
        found[part].append((HIERARCHY.index(Level(level)), whole))
    return {part: tuple(whole for _rank, whole in sorted(wholes)) for part, wholes in found.items()}


def _parts(territory: Territory, day: dt.date) -> list[Territory]:
    if territory.level == Level.QUARTER:
        return []
    if territory.level == Level.COMMUNE:
        return list(
            Territory.objects.as_of(day)
            .filter(parent=territory, level=Level.QUARTER)
            .order_by("sort_name", "pk")
        )
    if territory.level in WIDE and (found := _inside([territory.pk], Level.PROVINCE, day)):
        return found
    communes = _inside([territory.pk], Level.COMMUNE, day)
    if territory.level != Level.ZONE:
        return communes
    held = {commune.pk for commune in communes}
    loose = [one for one in _inside([territory.pk], Level.QUARTER, day) if one.parent_id not in held]
    return sorted([*communes, *loose], key=lambda one: (one.sort_name, one.pk))


def _inside(wholes: Collection[int], level: str, day: dt.date) -> list[Territory]:
    held = Containment.objects.filter(whole__in=wholes, part__level=level).values("part")
    return list(Territory.objects.as_of(day).filter(pk__in=held).order_by("sort_name", "pk"))


def _ground(
    territory: Territory | None, centre: Organisation | None, rows: list[Territory], wholes: list[int]
) -> Ground:
    held: dict[int, set[int]] = defaultdict(set)
    wanted = {*wholes, *(row.pk for row in rows)}
    for whole, part in Containment.objects.filter(whole__in=wanted).values_list("whole_id", "part_id"):
        held[whole].add(part)
    lines = tuple(Row(row.pk, frozenset(held[row.pk] | {row.pk})) for row in rows)
    inside = frozenset().union(*(held[whole] | {whole} for whole in wholes))
    return Ground(territory, centre, tuple(rows), lines, inside)
