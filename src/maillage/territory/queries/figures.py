"""Population and foreign population of a territory, year by year, with sources (row G6): never a partial sum."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Sum

from maillage.territory.loading.figures import POPULATION
from maillage.territory.models import Containment, Figure, FigureSource, Territory

Group = Figure.Group


@dataclass(frozen=True, slots=True)
class Population:
    """On one day. `foreign` or `total` is None when the source does not give it for the whole territory."""

    day: dt.date
    source: str
    sample: bool
    total: int | None = None
    foreign: int | None = None

    @property
    def share(self) -> float | None:
        """Foreign population in per cent of the population of the same day."""
        return 100 * self.foreign / self.total if self.total and self.foreign is not None else None


@dataclass(frozen=True, slots=True)
class PopulationSeries:
    """`years` in order of time."""

    years: tuple[Population, ...]

    def shown_on(self, day: dt.date) -> Population | None:
        """The last year with a share on or before the day; before all of them, the first one."""
        known = self.with_share
        return next((one for one in reversed(known) if one.day <= day), known[0] if known else None)

    @property
    def with_share(self) -> list[Population]:
        return [one for one in self.years if one.share is not None]

    @property
    def has_sample(self) -> bool:
        return any(one.sample for one in self.years)


def population_of(territory: Territory) -> PopulationSeries:
    """Summed over the communes inside; a year is left out when one of them has no figure.

    A quarter, and a zone that holds a quarter of a commune that it does not hold, have no figures.
    """
    communes = Containment.objects.filter(whole=territory, part__level=Territory.Level.COMMUNE).count()
    if not communes or (territory.level == Territory.Level.ZONE and _holds_loose_quarters(territory)):
        return PopulationSeries(())
    sums = (
        Figure.objects.filter(
            indicator__code=POPULATION,
            source__status=FigureSource.Status.CURRENT,
            territory__level=Territory.Level.COMMUNE,
            territory__wholes_around__whole=territory,
        )
        .values("day", "group", "source__name", "source__sample")
        .annotate(people=Sum("value"), counted=Count("territory"))
        .order_by("day", "group")
    )
    days: dict[dt.date, dict[str, int]] = defaultdict(dict)
    sources: dict[dt.date, tuple[str, bool]] = {}
    for row in sums:
        if row["counted"] == communes:
            days[row["day"]][row["group"]] = int(row["people"])
            sources[row["day"]] = (row["source__name"], row["source__sample"])
    return PopulationSeries(
        tuple(
            Population(day, *sources[day], counts.get(Group.TOTAL), counts.get(Group.FOREIGN))
            for day, counts in days.items()
        )
    )


def shares_on(day: dt.date, territories: Iterable[Territory]) -> dict[int, Population]:
    """The same, of many territories on one day, in two queries."""
    wanted = [one.pk for one in territories]
    inside = Containment.objects.filter(whole__in=wanted, part__level=Territory.Level.COMMUNE)
    communes = dict(inside.values_list("whole").annotate(Count("pk")).order_by())
    rows = (
        Figure.objects.filter(
            day=day,
            indicator__code=POPULATION,
            source__status=FigureSource.Status.CURRENT,
            territory__level=Territory.Level.COMMUNE,
            territory__wholes_around__whole__in=wanted,
        )
        .values_list("territory__wholes_around__whole", "group", "source__name", "source__sample")
        .annotate(Sum("value"), Count("territory"))
        .order_by()
    )
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    source = ("", False)
    for whole, group, name, sample, people, counted in rows:
        if communes.get(whole) == counted:
            counts[whole][group] = int(people)
            source = (name, sample)
    return {
        pk: Population(day, *source, one.get(Group.TOTAL), one.get(Group.FOREIGN)) for pk, one in counts.items()
    }


def _holds_loose_quarters(zone: Territory) -> bool:
    with_their_commune = Containment.objects.filter(whole=zone, part=OuterRef("part__parent"))
    return (
        Containment.objects.filter(whole=zone, part__level=Territory.Level.QUARTER)
        .filter(~Exists(with_their_commune))
        .exists()
    )
