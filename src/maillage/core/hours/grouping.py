"""Slots grouped as a person says them: the days that share their hours, their weeks and their holidays together."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from maillage.core.hours.slots import Slot, merged

Span = tuple[dt.time, dt.time]


@dataclass(frozen=True, slots=True)
class Group:
    """Days, sorted, that all have the same hours, sorted, on the same weeks of the month."""

    days: tuple[int, ...]
    hours: tuple[Span, ...]
    weeks: tuple[int, ...]
    in_holidays: bool


def groups_of(slots: Iterable[Slot]) -> list[Group]:
    """The groups of the merged slots: every week first, then by weekday and start."""
    day_hours: dict[tuple[tuple[int, ...], bool, int], list[Span]] = defaultdict(list)
    for slot in merged(slots):
        day_hours[slot.weeks, slot.in_holidays, slot.weekday].append((slot.start, slot.end))
    days: dict[tuple[tuple[int, ...], bool, tuple[Span, ...]], list[int]] = defaultdict(list)
    for (weeks, in_holidays, weekday), hours in day_hours.items():
        days[weeks, in_holidays, tuple(hours)].append(weekday)
    groups = [
        Group(tuple(sorted(weekdays)), hours, weeks, in_holidays)
        for (weeks, in_holidays, hours), weekdays in days.items()
    ]
    return sorted(
        groups,
        key=lambda group: (bool(group.weeks), group.days[0], group.hours, group.weeks, group.in_holidays),
    )


def runs(days: Iterable[int]) -> list[tuple[int, ...]]:
    """Sorted weekdays as runs of three days or more that follow each other, the other days alone.

    >>> runs((0, 1, 2, 3, 5, 6))
    [(0, 1, 2, 3), (5,), (6,)]
    """
    followed: list[list[int]] = []
    for day in days:
        if followed and followed[-1][-1] == day - 1:
            followed[-1].append(day)
        else:
            followed.append([day])
    return [run for days in followed for run in ([tuple(days)] if len(days) >= 3 else [(day,) for day in days])]
