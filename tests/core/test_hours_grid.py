"""The strip of a week: which of the 21 cells are filled, which ones a search asks for."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.hours_drawn import slot_lists

from maillage.core.hours import PERIODS, Slot, cells, mask_for, strip_of
from maillage.core.hours.grid import bit


def _hours(start: str, end: str) -> Slot:
    return Slot(0, dt.time.fromisoformat(start), dt.time.fromisoformat(end))


@pytest.mark.parametrize(
    ("start", "end", "filled"),
    [
        ("09:00", "12:00", "M.."),
        ("09:00", "12:29", "M.."),
        ("09:00", "12:30", "MA."),
        ("11:31", "14:00", ".A."),
        ("11:30", "14:00", "MA."),
        ("12:00", "17:00", ".A."),
        ("16:00", "17:29", ".A."),
        ("16:00", "17:30", ".AE"),
        ("17:00", "19:00", "..E"),
        ("09:00", "21:00", "MAE"),
        ("11:50", "12:15", ".A."),
        ("11:50", "12:10", "M.."),
        ("09:00", "09:10", "M.."),
    ],
)
def test_thirty_minutes_fill_a_period_and_a_short_slot_fills_its_own(start: str, end: str, filled: str) -> None:
    week = cells(strip_of([_hours(start, end)]))
    assert week[0] == [sign != "." for sign in filled]
    assert not any(any(day) for day in week[1:])


def test_monday_morning_is_the_first_bit_and_sunday_evening_the_twenty_first() -> None:
    assert (bit(0, 0), bit(1, 0), bit(6, 2)) == (1, 8, 1_048_576)


def test_all_slots_are_on_the_strip() -> None:
    week = cells(strip_of([_hours("09:00", "12:00"), Slot(6, dt.time(18), dt.time(20), (2,))]))
    assert [(day, period) for day in range(7) for period in range(3) if week[day][period]] == [(0, 0), (6, 2)]
    assert strip_of([]) == 0


def test_what_is_asked_is_where_days_and_periods_cross() -> None:
    assert mask_for([0, 2], ["morning"]) == 0b001_000_001
    assert mask_for([6], []) == 0b111 << 18
    assert mask_for([], ["evening"]) == int("100" * 7, 2)
    assert mask_for([], []) == 0
    assert mask_for(range(7), []) == mask_for([], PERIODS) == 2**21 - 1


@pytest.mark.parametrize(("days", "periods"), [([7], []), ([-1], []), ([0], ["night"])])
def test_what_is_no_day_and_no_period_is_refused(days: list[int], periods: list[str]) -> None:
    with pytest.raises(ValueError, match="neither a weekday nor a period"):
        mask_for(days, periods)


@given(slot_lists)
def test_cells_are_those_one_finds_minute_by_minute(those: list[Slot]) -> None:
    expected = [[False] * 3 for _ in range(7)]
    for slot in those:
        minute, counts = dt.datetime.combine(dt.date(2026, 1, 1), slot.start), [0, 0, 0]
        while minute.time() < slot.end and minute.day == 1:
            counts[0 if minute.hour < 12 else 1 if minute.hour < 17 else 2] += 1
            minute += dt.timedelta(minutes=1)
        for index, count in enumerate(counts):
            if count >= 30 or (count == max(counts) and not any(c == count for c in counts[:index])):
                expected[slot.weekday][index] = True
    assert cells(strip_of(those)) == expected


@given(st.sets(st.integers(0, 6)), st.sets(st.sampled_from(PERIODS)))
def test_a_mask_shows_as_the_cells_asked(days: set[int], periods: set[str]) -> None:
    if days or periods:
        assert cells(mask_for(days, periods)) == [
            [(not days or day in days) and (not periods or name in periods) for name in PERIODS]
            for day in range(7)
        ]
