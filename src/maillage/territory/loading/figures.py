"""Loads the population figures that the software ships: 2009 to 2015, and sample figures of 2020 and 2021 (row G6)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator

from maillage.territory.loading.tables import table
from maillage.territory.models import Figure, FigureSource, Indicator, Territory

POPULATION = "population"
PUBLISHER = "Statbel (Direction générale Statistique - Statistics Belgium)"

Value = tuple[str, str, str]
"""Code of the commune, group, number."""


def population_indicator() -> Indicator:
    indicator, _new = Indicator.objects.get_or_create(
        code=POPULATION,
        defaults={
            "name": "Population",
            "unit": "habitants",
            "description": "Personnes inscrites dans la commune au 1er janvier, selon leur nationalité.",
        },
    )
    return indicator


def load_figures() -> int:
    """Loads each source once and returns how many figures that wrote.

    A day that has a source already (the official file, imported by an administrator) is left alone.
    """
    indicator = population_indicator()
    ids = dict(Territory.objects.filter(level=Territory.Level.COMMUNE).values_list("code", "pk"))
    taken = set(FigureSource.objects.filter(indicator=indicator).values_list("day", flat=True))
    written = 0
    for source, values in _shipped(indicator):
        if source.day in taken:
            continue
        source.save()
        figures = [
            Figure(
                territory_id=ids[code],
                indicator=indicator,
                day=source.day,
                group=group,
                value=number,
                source=source,
            )
            for code, group, number in values
        ]
        Figure.objects.bulk_create(figures, batch_size=1500)
        written += len(figures)
    return written


def _shipped(indicator: Indicator) -> Iterator[tuple[FigureSource, Iterable[Value]]]:
    by_year: dict[int, list[Value]] = defaultdict(list)
    for row in table("population"):
        by_year[int(row["year"])].append((row["code"], Figure.Group.TOTAL, row["total"]))
        by_year[int(row["year"])].append((row["code"], Figure.Group.FOREIGN, row["foreign"]))
    for year, values in sorted(by_year.items()):
        name = f"{PUBLISHER}, structure de la population"
        yield _source(indicator, f"statbel-structure-{year}", year, name), values
    sample = list(table("sample"))
    totals = [(row["code"], Figure.Group.TOTAL, row["population_2020"]) for row in sample]
    yield _source(indicator, "sample-2020", 2020, f"{PUBLISHER}, chiffres de population", sample=True), totals
    foreign = [
        (row["code"], Figure.Group.FOREIGN, row["foreign_2021"]) for row in sample if row["foreign_2021"]
    ]
    yield _source(indicator, "sample-2021", 2021, f"{PUBLISHER}, Census 2021", sample=True), foreign


def _source(indicator: Indicator, code: str, year: int, name: str, *, sample: bool = False) -> FigureSource:
    return FigureSource(code=code, indicator=indicator, day=dt.date(year, 1, 1), name=name, sample=sample)
