"""Next dates: without holidays where hours say so, without closures, never beyond the known calendar."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.hours_drawn import slot_lists

from maillage.core.hours import (
    Occurrence,
    Period,
    SchoolCalendar,
    Slot,
    all_dates,
    interruptions,
    merged,
    next_dates,
    occurrences,
)

D = dt.date
NINE, NOON, TWO, FIVE = dt.time(9), dt.time(12), dt.time(14), dt.time(17)
AUTUMN = Period(D(2026, 10, 19), D(2026, 11, 1), "Vacances d’automne")
WINTER = Period(D(2026, 12, 21), D(2027, 1, 3), "Vacances d’hiver")
SUMMER = Period(D(2027, 7, 3), None, "Vacances d’été")
CALENDAR = SchoolCalendar((AUTUMN, WINTER, SUMMER))
TUESDAY = Slot(1, NINE, NOON, in_holidays=False)
THURSDAY = Slot(3, TWO, FIVE)


def days(found: tuple[Occurrence, ...]) -> list[dt.date]:
    return [one.day for one in found]


def test_a_course_outside_holidays_jumps_over_them() -> None:
    found = next_dates([TUESDAY], D(2026, 12, 15), None, CALENDAR)
    assert days(found.dates) == [
        D(2026, 12, 15),
        D(2027, 1, 5),
        D(2027, 1, 12),
        D(2027, 1, 19),
        D(2027, 1, 26),
    ]
    assert found.unknown_after is None


def test_a_surgery_that_goes_on_during_holidays_needs_no_calendar() -> None:
    found = next_dates([THURSDAY], D(2026, 12, 21), None, SchoolCalendar(), count=3)
    assert days(found.dates) == [D(2026, 12, 24), D(2026, 12, 31), D(2027, 1, 7)]
    assert (found.unknown_after, found.nothing_known) == (None, False)


def test_several_hours_come_in_the_order_of_the_days_and_a_closure_takes_its_own() -> None:
    found = next_dates([THURSDAY, TUESDAY], D(2026, 12, 14), None, CALENDAR, [(D(2027, 1, 7), D(2027, 1, 7))])
    assert days(found.dates) == [
        D(2026, 12, 15),
        D(2026, 12, 17),
        D(2026, 12, 24),
        D(2026, 12, 31),
        D(2027, 1, 5),
    ]
    after = next_dates([THURSDAY], D(2027, 1, 1), None, CALENDAR, [(D(2027, 1, 7), D(2027, 1, 7))], count=1)
    assert days(after.dates) == [D(2027, 1, 14)]


def test_beyond_what_is_known_nothing_is_guessed() -> None:
    found = next_dates([TUESDAY], D(2027, 6, 21), None, CALENDAR)
    assert days(found.dates) == [D(2027, 6, 22), D(2027, 6, 29)]
    assert found.unknown_after == D(2027, 7, 3)


def test_a_course_that_ends_before_has_no_unknown_date() -> None:
    found = next_dates([TUESDAY], D(2027, 6, 21), D(2027, 6, 30), CALENDAR)
    assert days(found.dates) == [D(2027, 6, 22), D(2027, 6, 29)]
    assert found.unknown_after is None


def test_without_any_calendar_no_date_of_a_course_outside_holidays_is_sure() -> None:
    found = next_dates([TUESDAY], D(2026, 11, 21), None, SchoolCalendar())
    assert (found.dates, found.nothing_known) == ((), True)


@pytest.mark.parametrize(
    ("holidays", "known"),
    [
        ((), None),
        ((AUTUMN,), D(2026, 11, 1)),
        ((AUTUMN, WINTER, SUMMER), D(2027, 7, 3)),
        (
            (AUTUMN, Period(D(2028, 10, 16), D(2028, 10, 29))),
            D(2026, 11, 1),
        ),
        (
            (AUTUMN, Period(D(2027, 7, 3), D(2027, 8, 29)), Period(D(2027, 10, 18), D(2027, 10, 31))),
            D(2027, 10, 31),
        ),
    ],
)
def test_a_calendar_is_known_to_its_last_day_or_to_the_year_that_is_missing(
    holidays: tuple[Period, ...], known: dt.date | None
) -> None:
    assert SchoolCalendar(holidays).known_until == known


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (D(2026, 10, 20), [AUTUMN]),  # winter is 62 days away
        (D(2026, 10, 26), [AUTUMN, WINTER]),  # 56 days
        (D(2026, 10, 28), [WINTER]),  # a Wednesday: the last Tuesday without a course is past
        (D(2026, 12, 30), []),  # the next Tuesday is the first one back
        (D(2027, 6, 21), [SUMMER]),
    ],
)
def test_what_interrupts_a_course_is_told_eight_weeks_ahead(day: dt.date, said: list[Period]) -> None:
    assert interruptions([TUESDAY], day, None, CALENDAR) == said


def test_hours_that_go_on_are_not_interrupted() -> None:
    assert interruptions([TUESDAY, THURSDAY], D(2026, 12, 1), None, CALENDAR) == []


def test_a_closure_interrupts_and_an_end_does_not() -> None:
    works = Period(D(2026, 12, 7), D(2026, 12, 13), "Travaux")
    assert interruptions([THURSDAY], D(2026, 12, 1), None, CALENDAR, [works]) == [works]
    assert interruptions([TUESDAY], D(2026, 12, 1), D(2026, 12, 22), CALENDAR) == []


@given(slot_lists, st.dates(D(2026, 8, 1), D(2027, 6, 1)))
def test_the_dates_are_those_of_each_slot_up_to_what_is_known(hours: list[Slot], first: dt.date) -> None:
    last = first + dt.timedelta(days=60)
    wanted = sorted(
        Occurrence(day, slot.start, slot.end)
        for slot in merged(hours)
        for day in occurrences(slot, first, last, CALENDAR.spans)
        if slot.in_holidays or day <= D(2027, 7, 3)
    )
    assert list(all_dates(hours, first, last, CALENDAR)) == wanted
