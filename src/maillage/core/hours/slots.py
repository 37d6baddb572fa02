"""A slot: hours that come back each week, or certain weeks of the month, during school holidays or not."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

LAST_WEEK = -1
EVERY_WEEK = frozenset({1, 2, 3, 4, LAST_WEEK})


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """Hours on one weekday (0 is Monday), to the minute, sorted by weekday, start and end.

    `weeks` says which ones of the month (1 to 4, -1 for the last), in order and once each; empty is every week, which is
    also what all five of them say. `in_holidays`: also during school holidays.

    Raises `ValueError` with a code: `weekday`, `weeks`, `whole-minutes`, `end-after-start`.

    >>> Slot(1, dt.time(14), dt.time(16, 30), weeks=(-1, 2)).weeks
    (2, -1)
    """

    weekday: int
    start: dt.time
    end: dt.time
    weeks: tuple[int, ...] = ()
    in_holidays: bool = True

    def __post_init__(self) -> None:
        if self.weekday not in range(7):
            raise ValueError("weekday")
        chosen = frozenset(self.weeks)
        if not chosen <= EVERY_WEEK:
            raise ValueError("weeks")
        if any(time.tzinfo or time.second or time.microsecond for time in (self.start, self.end)):
            raise ValueError("whole-minutes")
        if self.end <= self.start:
            raise ValueError("end-after-start")
        object.__setattr__(self, "weeks", in_order(chosen))


def in_order(weeks: Collection[int]) -> tuple[int, ...]:
    """Weeks of the month from the first to the last; all of them are every week, which is written ().

    >>> in_order({-1, 3, 1}), in_order({1, 2, 3, 4, -1})
    ((1, 3, -1), ())
    """
    chosen = frozenset(weeks)
    if chosen == EVERY_WEEK:
        return ()
    return tuple(sorted(chosen, key=lambda week: (week == LAST_WEEK, week)))


def occurrences(
    slot: Slot,
    first: dt.date,
    last: dt.date,
    holidays: Collection[tuple[dt.date, dt.date]] = (),
    closed: Collection[tuple[dt.date, dt.date]] = (),
) -> Iterator[dt.date]:
    """The days the slot takes place, from `first` to `last`, both counted, in order.

    `holidays` and `closed` are periods, first and last day counted: during `closed` nothing takes place, during
    `holidays` only what goes on in school holidays.

    >>> second_tuesday = Slot(1, dt.time(14), dt.time(16), weeks=(2,))
    >>> [day.isoformat() for day in occurrences(second_tuesday, dt.date(2026, 9, 1), dt.date(2026, 10, 31))]
    ['2026-09-08', '2026-10-13']
    """
    away = [*closed, *(() if slot.in_holidays else holidays)]
    begin = first.toordinal() + (slot.weekday - first.weekday()) % 7
    for ordinal in range(begin, last.toordinal() + 1, 7):
        day = dt.date.fromordinal(ordinal)
        if _in_its_weeks(day, slot.weeks) and not any(start <= day <= end for start, end in away):
            yield day


def _in_its_weeks(day: dt.date, weeks: tuple[int, ...]) -> bool:
    if not weeks or (day.day - 1) // 7 + 1 in weeks:
        return True
    return LAST_WEEK in weeks and day.day + 7 > calendar.monthrange(day.year, day.month)[1]


def merged(slots: Iterable[Slot]) -> tuple[Slot, ...]:
    """The same hours with as few slots as can be, sorted: the form in which two lists of slots are compared.

    Slots of one day, weeks and holidays that overlap or touch become one; the same hours on several weeks of the month
    become one slot of those weeks; a slot that another one covers is dropped. Merging again changes nothing.

    >>> [f"{slot.start:%H:%M}-{slot.end:%H:%M}" for slot in merged(
    ...     [Slot(0, dt.time(9), dt.time(11)), Slot(0, dt.time(11), dt.time(12)), Slot(0, dt.time(14), dt.time(15))])]
    ['09:00-12:00', '14:00-15:00']
    """
    before: list[Slot] = []
    now = sorted(set(slots))
    while now != before:
        before, now = now, _uncovered(_weeks_joined(_times_joined(now)))
    return tuple(now)


def _times_joined(slots: list[Slot]) -> list[Slot]:
    joined: list[Slot] = []
    for slot in sorted(slots, key=lambda slot: (slot.weekday, slot.weeks, slot.in_holidays, slot.start)):
        previous = joined[-1] if joined else None
        if previous and _same_days(previous, slot) and slot.start <= previous.end:
            joined[-1] = replace(previous, end=max(previous.end, slot.end))
        else:
            joined.append(slot)
    return joined


def _same_days(one: Slot, other: Slot) -> bool:
    return (one.weekday, one.weeks, one.in_holidays) == (other.weekday, other.weeks, other.in_holidays)


def _weeks_joined(slots: list[Slot]) -> list[Slot]:
    def hours(slot: Slot) -> tuple[int, dt.time, dt.time, bool]:
        return slot.weekday, slot.start, slot.end, slot.in_holidays

    joined: list[Slot] = []
    for _, alike in groupby(sorted(slots, key=hours), key=hours):
        same_hours = list(alike)
        weeks = frozenset[int]().union(*(_all_weeks(slot) for slot in same_hours))
        joined.append(replace(same_hours[0], weeks=in_order(weeks)))
    return joined


def _uncovered(slots: list[Slot]) -> list[Slot]:
    return sorted(
        slot for slot in slots if not any(_covers(other, slot) for other in slots if other is not slot)
    )


def _covers(one: Slot, other: Slot) -> bool:
    """Whether `one` takes place whenever `other` does. Two different slots never cover each other."""
    return (
        one.weekday == other.weekday
        and one.start <= other.start
        and other.end <= one.end
        and _all_weeks(other) <= _all_weeks(one)
        and (one.in_holidays or not other.in_holidays)
    )


def _all_weeks(slot: Slot) -> frozenset[int]:
    return frozenset(slot.weeks) or EVERY_WEEK
