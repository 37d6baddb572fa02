"""The next dates of weekly hours, day by day: without school holidays, without closures, and never beyond what is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice

from maillage.core.hours.slots import Slot, merged, occurrences

HORIZON = dt.timedelta(days=400)
"""How far dates are looked for when nothing says that they end: over a summer, whatever the week of the month."""
AHEAD = dt.timedelta(weeks=8)
"""How near an interruption begins to be worth saying."""
A_WEEK = dt.timedelta(days=6)


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """One day on which a slot takes place, in Brussels wall time."""

    day: dt.date
    start: dt.time
    end: dt.time


@dataclass(frozen=True, slots=True)
class Period:
    """Days, first and last counted, and what they are called. No `last`: nobody knows yet when it ends."""

    first: dt.date
    last: dt.date | None
    name: str = ""

    @property
    def span(self) -> tuple[dt.date, dt.date]:
        return self.first, self.last or dt.date.max

    @property
    def school_year(self) -> int:
        """The civil year in which its school year began: 2026 from August 2026 to July 2027."""
        return school_year_of(self.first)


def school_year_of(day: dt.date) -> int:
    """The civil year in which the school year of that day began; it turns over on 1 August.

    >>> school_year_of(dt.date(2027, 7, 3)), school_year_of(dt.date(2027, 8, 30))
    (2026, 2027)
    """
    return day.year if day.month >= 8 else day.year - 1


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """The school holidays that are known, in order, none over another."""

    holidays: tuple[Period, ...] = ()

    @property
    def known_until(self) -> dt.date | None:
        """The last day of which one can say whether there is school; None when nothing is known.

        That is the end of the last period, or its first day as long as its end is unknown. A school year of which
        nothing is known stops the count: what lies beyond may be right, but dates before it would not.
        """
        known: dt.date | None = None
        year: int | None = None
        for one in self.holidays:
            if year is not None and one.school_year > year + 1:
                break
            known, year = one.last or one.first, one.school_year
            if one.last is None:
                break
        return known

    @property
    def spans(self) -> list[tuple[dt.date, dt.date]]:
        return [one.span for one in self.holidays]


@dataclass(frozen=True, slots=True)
class NextDates:
    """`unknown_after`: the last known day of the school calendar, when more dates would follow if it were known."""

    dates: tuple[Occurrence, ...]
    unknown_after: dt.date | None
    nothing_known: bool = False


def next_dates(
    slots: Iterable[Slot],
    first: dt.date,
    last: dt.date | None,
    calendar: SchoolCalendar,
    closed: Sequence[tuple[dt.date, dt.date]] = (),
    count: int = 5,
) -> NextDates:
    """The `count` first dates from `first` to `last` (both counted; no `last`: it goes on), in order.

    Slots kept out of school holidays stop where the calendar is known to: further dates are said to be unknown, never
    guessed. Slots that go on during holidays do not need it.
    """
    hours = merged(slots)
    end = _end(first, last)
    found = tuple(islice(all_dates(hours, first, end, calendar, closed), count))
    if all(slot.in_holidays for slot in hours):
        return NextDates(found, None)
    known = calendar.known_until
    wanted = end if len(found) < count else found[-1].day
    if known is not None and known >= wanted:
        return NextDates(found, None)
    return NextDates(found, known, nothing_known=known is None)


def all_dates(
    slots: Iterable[Slot],
    first: dt.date,
    last: dt.date | None,
    calendar: SchoolCalendar,
    closed: Sequence[tuple[dt.date, dt.date]] = (),
) -> Iterator[Occurrence]:
    """Every date from `first` to `last`, 400 days at most, as `next_dates` counts them."""
    end, known = _end(first, last), calendar.known_until
    return merge(
        *(
            _of(slot, first, end if slot.in_holidays else min(end, known or dt.date.min), calendar, closed)
            for slot in merged(slots)
        )
    )


def interruptions(
    slots: Iterable[Slot],
    first: dt.date,
    last: dt.date | None,
    calendar: SchoolCalendar,
    closed: Sequence[Period] = (),
) -> list[Period]:
    """Holidays and closures, begun or beginning within eight weeks of `first`, during which nothing takes place that
    otherwise would; one after which nothing comes any more is the end, not an interruption."""
    hours = merged(slots)
    during_school = any(not slot.in_holidays for slot in hours)
    shut = [one.span for one in closed]
    found = []
    for one in [*closed, *(calendar.holidays if during_school else ())]:
        if one.first > first + AHEAD or one.span[1] < first or (last is not None and last <= one.span[1]):
            continue
        begin = max(one.first, first)
        end = one.last or begin + A_WEEK
        away = any(True for slot in hours for _day in occurrences(slot, begin, end))
        kept = any(True for slot in hours for _day in occurrences(slot, begin, end, calendar.spans, shut))
        if away and not kept:
            found.append(one)
    return sorted(found, key=lambda one: (one.first, one.span[1]))


def _of(
    slot: Slot,
    first: dt.date,
    last: dt.date,
    calendar: SchoolCalendar,
    closed: Sequence[tuple[dt.date, dt.date]],
) -> Iterator[Occurrence]:
    for day in occurrences(slot, first, last, calendar.spans, closed):
        yield Occurrence(day, slot.start, slot.end)


def _end(first: dt.date, last: dt.date | None) -> dt.date:
    return min(last or dt.date.max, first + HORIZON)
