"""Counts under five are told to everyone only together; an attacker who tries every world learns none of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from maillage.core.coverage import Demand, Level, Row, Scale, Supply, Table, table_of, together, veil
from maillage.core.disclosure import SMALLEST_TOLD, bundles

ORAL = Scale("oral", "lire-et-ecrire-oral")
LEVELS = tuple(Level(ORAL, one) for one in ("OD", "O1", "O2"))
COMMUNES = (1, 2, 3)
OFFERED = [
    Supply("a", 1, 3, "fle", frozenset({(ORAL, frozenset({"OD", "O1"}))})),
    Supply("b", 2, 8, "fle", frozenset({(ORAL, frozenset({"O2"}))})),
    Supply("c", 3, 2, "fle"),
]
"""Everyone knows the places: what is missing must give nobody away either."""
PROVINCE = 9


def test_small_counts_are_told_by_three_and_the_last_ones_join() -> None:
    assert bundles([2, 3, 4, 1, 2]) == [(0, 1, 2, 3, 4)]
    assert bundles([2, 3, 4, 1, 2, 3]) == [(0, 1, 2), (3, 4, 5)]
    assert bundles([10, 0, 4, 20, 3]) == [(2, 4)]


def test_a_count_alone_or_sums_that_say_too_much_are_never_told() -> None:
    assert bundles([4]) == []
    assert bundles([1, 2]) == [], "3 people: a small number still"
    assert bundles([4, 4]) == [], "8 of two is 4 and 4"
    assert bundles([1, 1, 1]) == []
    assert bundles([4, 4, 4]) == []


@given(st.lists(st.integers(0, 12), max_size=20))
def test_bundles_hold_small_counts_only_and_each_at_most_once(counts: list[int]) -> None:
    found = [position for bundle in bundles(counts) for position in bundle]

    assert len(found) == len(set(found))
    assert all(0 < counts[position] < SMALLEST_TOLD for position in found)
    assert all(sum(counts[position] for position in bundle) >= SMALLEST_TOLD for bundle in bundles(counts))


def demands_of(counts: Sequence[int]) -> list[Demand]:
    """One demand a commune and level."""
    places = [(commune, level) for commune in COMMUNES for level in LEVELS]
    return together(
        Demand(object(), commune, people, "fle", level)
        for (commune, level), people in zip(places, counts, strict=True)
    )


def told_to_everyone(counts: Sequence[int]) -> list[Table]:
    """The table of the province by commune, of each pair of communes, of each commune, and one without a level."""
    demands = demands_of(counts)
    covered = veil(demands, lambda one: (one.territory, one.level))
    cuts: list[list[tuple[int, ...]]] = [
        [(1,), (2,), (3,)],
        [(1, 2), (3,)],
        [(1,), (2, 3)],
        [(1, 3), (2,)],
        [(1, 2, 3)],
    ]
    tables = []
    for cut in cuts:
        rows = [Row(group[0], frozenset(group)) for group in cut]
        for levels in (LEVELS, ()):
            tables.append(table_of(demands, OFFERED, rows=rows, levels=levels, covered=covered))
    for commune in COMMUNES:
        here = [one for one in demands if one.territory == commune]
        rows = [Row(commune, frozenset({commune}))]
        tables.append(table_of(here, OFFERED, rows=rows, levels=LEVELS, covered=covered))
    without_a_level = [one for one in demands if one.level != LEVELS[0]]
    tables.append(
        table_of(without_a_level, OFFERED, rows=[Row(1, frozenset({1}))], levels=LEVELS, covered=covered)
    )
    return tables


def worlds(counts: Sequence[int], small: Sequence[int]) -> Iterator[list[int]]:
    """What the masked counts may be: first those that differ by one or two of them, then all there are."""
    for first, second in product(small, repeat=2):
        for up, down in ((1, -1), (1, 0), (-1, 0)):
            other = list(counts)
            other[first] += up
            other[second] += down
            if all(0 < other[position] < SMALLEST_TOLD for position in small):
                yield other
    for values in product(range(1, SMALLEST_TOLD), repeat=len(small)):
        other = list(counts)
        for position, value in zip(small, values, strict=True):
            other[position] = value
        yield other


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from([0, 7, 20, 1, 2, 3, 4]), min_size=9, max_size=9))
@example([1, 1, 1, 0, 0, 0, 0, 0, 0])
@example([4, 4, 4, 20, 0, 0, 0, 0, 0])
@example([3, 4, 0, 0, 0, 0, 0, 0, 0])
@example([4, 4, 0, 0, 7, 0, 0, 0, 0])
def test_an_attacker_who_tries_every_world_learns_no_small_count(counts: list[int]) -> None:
    """The attacker knows the method, the places, every table of the day, and which counts are masked."""
    small = [position for position, count in enumerate(counts) if 0 < count < SMALLEST_TOLD]
    seen = told_to_everyone(counts)
    still_sure = set(small)
    for other in worlds(counts, small):
        if not still_sure:
            break
        changed = {position for position in still_sure if other[position] != counts[position]}
        if changed and told_to_everyone(other) == seen:
            still_sure -= changed

    assert still_sure == set()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(0, 9), min_size=9, max_size=9))
def test_no_figure_told_to_everyone_is_a_small_count(counts: list[int]) -> None:
    figures = [
        figure
        for table in told_to_everyone(counts)
        for figure in (
            table.total,
            *table.totals,
            *(c for line in table.lines for c in (*line.cells, line.total)),
        )
    ]

    assert not any(0 < figure.wanted < SMALLEST_TOLD for figure in figures)


def test_totals_say_how_many_counts_they_leave_out_and_hold_whole_bundles() -> None:
    """3 and 4 in one commune, 2 in the next: together 9 in the province, and no commune tells its own."""
    table = told_to_everyone([3, 4, 0, 2, 0, 0, 20, 0, 0])[0]

    assert (table.total.wanted, table.total.masked) == (29, 0)
    assert [(line.total.wanted, line.total.masked) for line in table.lines] == [(0, 2), (0, 1), (20, 0)]
