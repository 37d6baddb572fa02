"""Demand held against places (row E7): figures worked out by hand, and by trying every cut."""

from __future__ import annotations

from itertools import chain, combinations
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillage.core.coverage import (
    Demand,
    Figure,
    Level,
    Row,
    Scale,
    Supply,
    most_served,
    suits,
    table_of,
    together,
)

ORAL = Scale("oral", "lire-et-ecrire-oral")
CEFR = Scale("oral", "cefr")
OD, O1, O2 = (Level(ORAL, one) for one in ("OD", "O1", "O2"))
A1 = Level(CEFR, "A1")
LIEGE, OUTREMEUSE, SERAING, PROVINCE = 1, 11, 2, 9
ROWS = (Row(LIEGE, frozenset({LIEGE, OUTREMEUSE})), Row(SERAING, frozenset({SERAING})))


def wish(people: int, level: Level | None = None, territory: int = LIEGE, **more: Any) -> Demand:
    return Demand(object(), territory, people, level=level, **more)


def session(places: int, *levels: Level, territory: int = LIEGE, **more: Any) -> Supply:
    scales = {level.scale for level in levels}
    entering = frozenset((one, frozenset(lv.notation for lv in levels if lv.scale == one)) for one in scales)
    return Supply(object(), territory, places, entering=entering, **more)


def test_verviers_in_2013() -> None:
    """549 newcomers wanted a French course, 322 got a place (RTBF, DOMAIN 2.9): 549 − 322 = 227."""
    table = table_of([wish(549, placed=322)], [], rows=ROWS[:1], levels=[])

    assert table.total == Figure(wanted=549, places=322, missing=227, said=322)
    assert table.missing_nearby == 227


def test_places_that_a_source_counted_are_not_held_against_the_same_people_again() -> None:
    told, listed = wish(50, placed=30), wish(10)

    assert most_served([told], [session(100)]) == 30
    assert most_served([told, listed], [session(100)]) == 40


def test_a_place_open_to_two_levels_counts_once_in_the_total() -> None:
    """10 for oral beginners, 10 for oral 1, and 12 places that take either: 8 people go without."""
    table = table_of([wish(10, OD), wish(10, O1)], [session(12, OD, O1)], rows=ROWS[:1], levels=[OD, O1, O2])

    (line,) = table.lines
    assert line.cells[:2] == (Figure(10, 12, 0), Figure(10, 12, 0))
    assert line.cells[2] == Figure(0, 0, 0)
    assert table.columns[3] is None
    assert line.cells[3] == Figure(0, 0, 0)
    assert line.total == Figure(wanted=20, places=12, missing=8)


def test_places_of_the_wrong_level_serve_nobody() -> None:
    table = table_of([wish(10, OD)], [session(30, O2)], rows=ROWS[:1], levels=[OD, O1, O2])

    assert table.total == Figure(wanted=10, places=30, missing=10)
    assert table.lines[0].cells[0] == Figure(10, 0, 10)
    assert table.lines[0].cells[2] == Figure(0, 30, 0)


def test_the_best_sharing_gives_the_narrow_place_to_whom_nothing_else_suits() -> None:
    """5 beginners suit only the first group of 5, 5 at level 1 suit both groups: everybody can have a place."""
    assert most_served([wish(5, OD), wish(5, O1)], [session(5, OD, O1), session(5, O1)]) == 10


def test_what_nobody_said_stands_in_nobodys_way() -> None:
    assert suits(session(1), wish(1, OD))
    assert suits(session(1, OD), wish(1))
    assert suits(session(1, A1), wish(1, OD)), "another scale says nothing of this one"
    assert not suits(session(1, O1), wish(1, OD))


def test_alphabetisation_is_not_french_for_people_schooled_elsewhere() -> None:
    assert not suits(session(1, course="fle"), wish(1, course="alpha"))
    assert suits(session(1, course="fle"), wish(1)), "« un cours de français », whichever"


def test_a_course_for_women_serves_women_and_whoever_said_nothing() -> None:
    for_women = session(1, audiences=frozenset({"femmes"}))

    assert suits(for_women, wish(1, audiences=frozenset({"femmes"})))
    assert suits(for_women, wish(1))
    assert suits(session(1), wish(1, audiences=frozenset({"jeunes"})))
    assert not suits(for_women, wish(1, audiences=frozenset({"jeunes"})))


def test_a_quarter_counts_in_its_commune_once_and_what_is_wider_than_a_commune_stands_apart() -> None:
    demands = [wish(7, OD, OUTREMEUSE), wish(3, OD), wish(4, OD, PROVINCE)]
    rows = (*ROWS, Row(OUTREMEUSE, frozenset({OUTREMEUSE})))

    table = table_of(demands, [session(5, OD, territory=PROVINCE)], rows=rows, levels=[OD])

    assert [(line.key, line.total.wanted) for line in table.lines] == [
        (LIEGE, 10),
        (SERAING, 0),
        (OUTREMEUSE, 0),
        (None, 4),
    ]
    assert table.total == Figure(wanted=14, places=5, missing=9)


def test_what_is_missing_nearby_may_be_there_in_the_next_commune() -> None:
    table = table_of([wish(10, OD)], [session(10, OD, territory=SERAING)], rows=ROWS, levels=[OD])

    assert (table.total.missing, table.missing_nearby) == (0, 10)


def test_lists_of_the_same_people_and_level_are_told_as_one() -> None:
    first, second = wish(3, OD), wish(4, OD)

    assert [(one.people, one.level) for one in together([first, second, wish(2, O1)])] == [(7, OD), (2, O1)]


LEVELS = st.sampled_from([None, OD, O1, O2, A1])
COURSES = st.sampled_from(["", "alpha", "fle"])
PUBLICS = st.frozensets(st.sampled_from(["femmes", "jeunes"]), max_size=2)
TERRITORIES = st.sampled_from([LIEGE, OUTREMEUSE, SERAING, PROVINCE])
DEMANDS = st.builds(
    Demand,
    st.builds(object),
    TERRITORIES,
    st.integers(0, 12),
    COURSES,
    LEVELS,
    PUBLICS,
    st.none() | st.integers(0, 9),
)
ENTERING = st.frozensets(
    st.one_of(
        st.tuples(st.just(ORAL), st.frozensets(st.sampled_from(["OD", "O1", "O2"]))),
        st.tuples(st.just(CEFR), st.frozensets(st.sampled_from(["A1"]))),
    ),
    max_size=1,
)
SUPPLIES = st.builds(Supply, st.builds(object), TERRITORIES, st.integers(0, 12), COURSES, ENTERING, PUBLICS)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(DEMANDS, max_size=6), st.lists(SUPPLIES, max_size=6))
def test_the_flow_is_what_the_narrowest_cut_lets_through(demands: list[Demand], supplies: list[Supply]) -> None:
    """Max-flow min-cut: for each set of people, everybody else plus the places that suit one of the set."""
    free = [one for one in demands if one.placed is None]
    placed = sum(min(one.placed, one.people) for one in demands if one.placed is not None)
    sets = chain.from_iterable(combinations(free, size) for size in range(len(free) + 1))
    narrowest = min(
        sum(one.people for one in free if one not in chosen)
        + sum(other.places for other in supplies if any(suits(other, one) for one in chosen))
        for chosen in sets
    )

    assert most_served(demands, supplies) == placed + narrowest


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(DEMANDS, max_size=8), st.lists(SUPPLIES, max_size=8))
def test_a_table_counts_each_statement_and_each_session_once(
    demands: list[Demand], supplies: list[Supply]
) -> None:
    table = table_of(demands, supplies, rows=ROWS, levels=[OD, O1, O2])

    assert table.total.wanted == sum(one.people for one in demands)
    assert table.total.places == sum(one.places for one in supplies) + sum(one.placed or 0 for one in demands)
    for name in ("wanted", "places"):
        assert sum(getattr(line.total, name) for line in table.lines) == getattr(table.total, name)
    for line in table.lines:
        assert sum(cell.wanted for cell in line.cells) == line.total.wanted


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(DEMANDS, max_size=8), st.lists(SUPPLIES, max_size=8))
def test_staying_nearby_never_misses_less_and_a_total_never_less_than_one_of_its_cells(
    demands: list[Demand], supplies: list[Supply]
) -> None:
    table = table_of(demands, supplies, rows=ROWS, levels=[OD, O1, O2])

    assert 0 <= table.total.missing <= table.missing_nearby <= table.total.wanted
    for line in table.lines:
        assert max(cell.missing for cell in line.cells) <= line.total.missing
        assert line.total.missing <= sum(cell.missing for cell in line.cells) + line.total.wanted


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(DEMANDS, max_size=6), st.lists(SUPPLIES, max_size=6), SUPPLIES)
def test_one_session_more_never_makes_a_gap_wider(
    demands: list[Demand], supplies: list[Supply], more: Supply
) -> None:
    assert most_served(demands, supplies) <= most_served(demands, [*supplies, more])
