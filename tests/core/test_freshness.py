"""How fresh a sheet is: 12 and 24 months (row A9, invariant 18)."""

import datetime as dt

import pytest

from maillage.core.freshness import Freshness, freshness_on, months_between


@pytest.mark.parametrize(
    ("confirmed", "grade"),
    [
        (dt.date(2025, 11, 21), Freshness.FRESH),
        (dt.date(2025, 11, 20), Freshness.TO_CONFIRM),
        (dt.date(2024, 11, 21), Freshness.TO_CONFIRM),
        (dt.date(2024, 11, 20), Freshness.STALE),
        (None, Freshness.NEVER),
    ],
)
def test_a_sheet_turns_amber_at_12_months_and_red_at_24(confirmed: dt.date | None, grade: Freshness) -> None:
    assert freshness_on(confirmed, dt.date(2026, 11, 20)).grade is grade


def test_a_confirmation_of_today_is_zero_days_old() -> None:
    state = freshness_on(dt.date(2026, 11, 20), dt.date(2026, 11, 20))
    assert (state.days, state.months) == (0, 0)


def test_a_date_still_to_come_counts_as_today() -> None:
    assert freshness_on(dt.date(2027, 1, 1), dt.date(2026, 11, 20)).days == 0


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (dt.date(2026, 1, 31), dt.date(2026, 2, 27), 0),
        (dt.date(2026, 1, 31), dt.date(2026, 2, 28), 1),
        (dt.date(2024, 2, 29), dt.date(2025, 2, 28), 12),
        (dt.date(2025, 12, 15), dt.date(2026, 1, 14), 0),
    ],
)
def test_a_month_is_over_on_its_day_or_on_the_last_of_the_month(
    start: dt.date, end: dt.date, months: int
) -> None:
    assert months_between(start, end) == months
