"""The day before which a sheet counts as old agrees with the age that its badge shows."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from maillage.core.freshness import latest_start, months_between

DAYS = st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2100, 12, 31))


@given(DAYS, st.integers(min_value=1, max_value=60))
def test_the_months_are_over_from_that_day_and_not_from_the_next(day: dt.date, months: int) -> None:
    start = latest_start(day, months)
    assert months_between(start, day) >= months
    assert months_between(start + dt.timedelta(days=1), day) < months


def test_twelve_months_before_the_last_of_february() -> None:
    assert latest_start(dt.date(2025, 2, 28), 12) == dt.date(2024, 2, 29)
    assert latest_start(dt.date(2026, 11, 20), 24) == dt.date(2024, 11, 20)
