"""Slots: what they refuse, the days on which they take place, the form in which they are compared."""

import datetime as dt

import pytest
from dateutil.rrule import DAILY, MONTHLY, WEEKLY, rrule
from dateutil.rrule import weekday as nth_weekday
from hypothesis import given
from hypothesis import strategies as st
from tests.core.hours_drawn import open_spans, slot_lists, slots

from maillage.core.hours import Slot, merged, occurrences

NINE, TEN, NOON, TWO = dt.time(9), dt.time(10), dt.time(12), dt.time(14)
AUTUMN = (dt.date(2026, 10, 19), dt.date(2026, 11, 1))
"""The autumn holidays of 2026 in the Fédération Wallonie-Bruxelles."""


@pytest.mark.parametrize(
    ("given_to_it", "code"),
    [
        ((7, NINE, NOON), "weekday"),
        ((-1, NINE, NOON), "weekday"),
        ((0, NOON, NOON), "end-after-start"),
        ((0, NOON, NINE), "end-after-start"),
        ((0, NINE, NOON, (5,)), "weeks"),
        ((0, NINE, NOON, (0,)), "weeks"),
        ((0, NINE, NOON, (-2,)), "weeks"),
        ((0, dt.time(9, 0, 1), NOON), "whole-minutes"),
        ((0, NINE, dt.time(12, tzinfo=dt.UTC)), "whole-minutes"),
    ],
)
def test_a_slot_refuses_what_is_no_slot(given_to_it: tuple, code: str) -> None:
    with pytest.raises(ValueError, match=f"^{code}$"):
        Slot(*given_to_it)


def test_weeks_are_kept_in_the_order_of_the_month_and_all_of_them_are_every_week() -> None:
    assert Slot(0, NINE, NOON, weeks=(-1, 3, 1, 3)).weeks == (1, 3, -1)
    assert Slot(0, NINE, NOON, weeks=(1, 2, 3, 4, -1)) == Slot(0, NINE, NOON)
    assert Slot(0, NINE, NOON, weeks=(1, 2, 3, 4)).weeks == (1, 2, 3, 4)


def test_slots_are_sorted_by_weekday_start_and_end() -> None:
    late, long, short, tuesday = (
        Slot(0, TEN, NOON),
        Slot(0, NINE, TWO),
        Slot(0, NINE, TEN),
        Slot(1, NINE, TEN, in_holidays=False),
    )
    assert sorted([tuesday, late, long, short]) == [short, long, late, tuesday]


def test_the_second_tuesday_and_the_last_friday() -> None:
    first, last = dt.date(2026, 9, 1), dt.date(2026, 11, 30)
    assert list(occurrences(Slot(1, NINE, NOON, (2,)), first, last)) == [
        dt.date(2026, 9, 8),
        dt.date(2026, 10, 13),
        dt.date(2026, 11, 10),
    ]
    assert list(occurrences(Slot(4, NINE, NOON, (-1,)), first, last)) == [
        dt.date(2026, 9, 25),
        dt.date(2026, 10, 30),
        dt.date(2026, 11, 27),
    ]


def test_both_ends_of_the_period_and_of_the_holidays_count() -> None:
    monday = Slot(0, NINE, NOON, in_holidays=False)
    first, last = dt.date(2026, 10, 12), dt.date(2026, 11, 2)
    assert list(occurrences(monday, first, last, holidays=[AUTUMN])) == [first, last]
    assert list(occurrences(Slot(0, NINE, NOON), first, last, holidays=[AUTUMN])) == [
        first,
        dt.date(2026, 10, 19),
        dt.date(2026, 10, 26),
        last,
    ]


def test_nothing_takes_place_while_closed() -> None:
    monday = Slot(0, NINE, NOON)
    closed = [(dt.date(2026, 10, 12), dt.date(2026, 10, 12)), (dt.date(2026, 10, 26), dt.date(2026, 11, 8))]
    days = occurrences(monday, dt.date(2026, 10, 12), dt.date(2026, 11, 9), closed=closed)
    assert list(days) == [dt.date(2026, 10, 19), dt.date(2026, 11, 9)]


def test_the_calendar_has_an_end() -> None:
    last = dt.date.max  # a Friday
    assert list(occurrences(Slot(4, NINE, NOON, (-1,)), last - dt.timedelta(10), last)) == [last]


@given(slots(), st.dates(dt.date(2000, 1, 1), dt.date(2060, 1, 1)), st.integers(-3, 400))
def test_days_are_those_of_the_recurrence_rules_of_calendars(slot: Slot, first: dt.date, length: int) -> None:
    """dateutil works out RFC 5545 rules on its own: BYDAY=2TU, BYDAY=-1FR."""
    last = first + dt.timedelta(length)
    start, until = (dt.datetime.combine(day, dt.time()) for day in (first, last))
    if slot.weeks:
        byday = [nth_weekday(slot.weekday)(week) for week in slot.weeks]
        rule = rrule(MONTHLY, dtstart=start, until=until, byweekday=byday)
    else:
        rule = rrule(WEEKLY, dtstart=start, until=until, byweekday=slot.weekday)
    assert list(occurrences(slot, first, last)) == [moment.date() for moment in rule]


@given(slots(), st.lists(st.tuples(st.integers(0, 120), st.integers(0, 20)), max_size=4))
def test_holidays_take_away_exactly_their_days(slot: Slot, periods: list[tuple[int, int]]) -> None:
    first = dt.date(2026, 9, 1)
    away = [(first + dt.timedelta(begin), first + dt.timedelta(begin + length)) for begin, length in periods]
    gone = {
        moment.date()
        for begin, end in away
        for moment in rrule(
            DAILY, dtstart=dt.datetime.combine(begin, dt.time()), until=dt.datetime.combine(end, dt.time())
        )
    }
    days = list(occurrences(slot, first, dt.date(2026, 12, 31)))
    kept = [day for day in days if day not in gone]
    assert list(occurrences(slot, first, dt.date(2026, 12, 31), closed=away)) == kept
    assert list(occurrences(slot, first, dt.date(2026, 12, 31), holidays=away)) == (
        days if slot.in_holidays else kept
    )


def test_hours_that_touch_or_overlap_become_one() -> None:
    assert merged([Slot(0, TEN, NOON), Slot(0, NINE, TEN), Slot(0, dt.time(11), TWO)]) == (Slot(0, NINE, TWO),)


def test_hours_apart_or_of_another_day_stay_apart() -> None:
    apart = (Slot(0, NINE, TEN), Slot(0, dt.time(10, 1), NOON), Slot(1, TEN, NOON))
    assert merged(reversed(apart)) == apart


def test_hours_of_other_weeks_or_holidays_do_not_run_into_each_other() -> None:
    apart = (Slot(0, NINE, TEN), Slot(0, TEN, NOON, (2,)), Slot(0, NOON, TWO, in_holidays=False))
    assert merged(apart) == apart


def test_same_hours_on_two_weeks_of_the_month_are_one_slot() -> None:
    assert merged([Slot(1, NINE, NOON, (3,)), Slot(1, NINE, NOON, (1,))]) == (Slot(1, NINE, NOON, (1, 3)),)


def test_a_slot_that_another_one_covers_says_nothing_more() -> None:
    all_day = Slot(1, NINE, TWO)
    assert merged([all_day, Slot(1, TEN, NOON, (2,)), Slot(1, NINE, NOON, in_holidays=False)]) == (all_day,)


@given(slot_lists)
def test_merging_keeps_every_minute_and_is_done_once(those: list[Slot]) -> None:
    result = merged(those)
    first, last = dt.date(2026, 9, 1), dt.date(2026, 12, 31)
    assert open_spans(result, first, last, [AUTUMN]) == open_spans(those, first, last, [AUTUMN])
    assert len(result) <= len(those)
    assert list(result) == sorted(result)
    assert merged(result) == result
    assert merged(reversed(those)) == result


@given(slot_lists)
def test_no_two_merged_slots_of_the_same_days_touch(those: list[Slot]) -> None:
    result = merged(those)
    for one in result:
        for other in result:
            if one is not other and (one.weekday, one.weeks, one.in_holidays) == (
                other.weekday,
                other.weeks,
                other.in_holidays,
            ):
                assert one.end < other.start or other.end < one.start
