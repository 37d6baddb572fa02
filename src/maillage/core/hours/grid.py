"""The strip of a week: 21 cells, seven days of three periods, as an integer that a database can compare."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from maillage.core.hours.slots import Slot

PERIODS = ("morning", "afternoon", "evening")
NOON, EVENING, MIDNIGHT = 12 * 60, 17 * 60, 24 * 60
BOUNDS = ((0, NOON), (NOON, EVENING), (EVENING, MIDNIGHT))
ENOUGH = 30
"""Minutes of a period a slot covers before it fills the cell."""


def bit(weekday: int, period_index: int) -> int:
    """The bit of one cell: Monday morning is the lowest, Sunday evening the twenty-first."""
    return 1 << (weekday * 3 + period_index)


def strip_of(slots: Iterable[Slot]) -> int:
    """The cells the slots fill, whatever their weeks of the month.

    A slot fills a period when it covers at least 30 minutes of it, and always the one where most of it lies (the
    earlier one when it is shared equally).

    >>> bin(strip_of([Slot(0, dt.time(9), dt.time(12, 15))])), bin(strip_of([Slot(0, dt.time(9), dt.time(13))]))
    ('0b1', '0b11')
    """
    strip = 0
    for slot in slots:
        shares = [min(_minutes(slot.end), until) - max(_minutes(slot.start), since) for since, until in BOUNDS]
        most = shares.index(max(shares))
        for index, share in enumerate(shares):
            if share >= ENOUGH or index == most:
                strip |= bit(slot.weekday, index)
    return strip


def _minutes(time: dt.time) -> int:
    return time.hour * 60 + time.minute


def cells(mask: int) -> list[list[bool]]:
    """The strip as seven days of three periods."""
    return [[bool(mask & bit(weekday, index)) for index in range(len(PERIODS))] for weekday in range(7)]


def mask_for(days: Collection[int], periods: Collection[str]) -> int:
    """All cells where the days and the periods cross; no day is all days, no period is all periods, neither is 0.

    Raises `ValueError` with what is neither a weekday (0 to 6) nor one of `PERIODS`.

    >>> bin(mask_for([0, 1], ["evening"])), mask_for([], [])
    ('0b100100', 0)
    """
    if strange := [day for day in days if day not in range(7)] + [
        name for name in periods if name not in PERIODS
    ]:
        raise ValueError(f"neither a weekday nor a period: {strange}")
    if not days and not periods:
        return 0
    mask = 0
    for weekday in days or range(7):
        for name in periods or PERIODS:
            mask |= bit(weekday, PERIODS.index(name))
    return mask
