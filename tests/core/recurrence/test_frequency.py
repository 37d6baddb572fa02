"""Weak signals by territory and month: small counts are told together or not at all."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from maillage.core.recurrence import frequency

MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)


def test_days_of_a_month_are_counted_together() -> None:
    found = frequency([("A", date(2026, 3, day)) for day in range(1, 8)])
    assert found.told == {("A", MARCH): 7}
    assert (found.together, found.masked) == ((), ())


def test_small_months_are_told_by_their_sum() -> None:
    reports = [("A", MARCH)] * 2 + [("A", APRIL)] * 3 + [("A", MAY)] * 2
    found = frequency(reports)
    assert found.told == {}
    assert found.together == (((("A", MARCH), ("A", APRIL), ("A", MAY)), 7),)


def test_a_small_month_alone_is_masked() -> None:
    assert frequency([("A", MARCH)]).masked == (("A", MARCH),)


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from([MARCH, APRIL, MAY])), max_size=60))
def test_each_cell_is_told_once_and_none_small(reports: list[tuple[str, date]]) -> None:
    found = frequency(reports)
    cells = [*found.told, *(cell for inside, _sum in found.together for cell in inside), *found.masked]
    assert sorted(cells) == sorted(set(reports))
    assert all(count >= 5 for count in found.told.values())
    assert all(count >= 5 for _inside, count in found.together)
