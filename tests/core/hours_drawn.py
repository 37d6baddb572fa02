"""Slots drawn by hypothesis, and what they mean on each day, for the tests of hours."""

import datetime as dt
from collections.abc import Collection, Iterable

from hypothesis import strategies as st

from maillage.core.hours import Slot, occurrences

QUARTERS = [dt.time(hour, minute) for hour in range(24) for minute in (0, 15, 30, 45)]
FEW = [dt.time(hour) for hour in range(9, 14)]
"""Few hours, so that slots drawn together touch and overlap."""


@st.composite
def slots(draw: st.DrawFn) -> Slot:
    times = draw(st.sampled_from([FEW, QUARTERS]))
    start, end = sorted(draw(st.lists(st.sampled_from(times), min_size=2, max_size=2, unique=True)))
    weeks = draw(st.sampled_from([(), (), (1,), (2,), (1, 3), (2, 4), (-1,), (1, -1), (1, 2, 3, 4)]))
    return Slot(draw(st.integers(0, 6)), start, end, weeks, in_holidays=draw(st.booleans()))


slot_lists = st.lists(slots(), max_size=8)


Moment = tuple[dt.date, dt.time]


def joined(spans: Iterable[tuple[Moment, Moment]]) -> list[tuple[Moment, Moment]]:
    """Spans of time sorted, those that overlap or touch made one."""
    result: list[tuple[Moment, Moment]] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def open_spans(
    those: Iterable[Slot], first: dt.date, last: dt.date, holidays: Collection[tuple[dt.date, dt.date]] = ()
) -> list[tuple[Moment, Moment]]:
    """When at least one of the slots goes on, on which days, from when to when."""
    return joined(
        ((day, slot.start), (day, slot.end))
        for slot in those
        for day in occurrences(slot, first, last, holidays=holidays)
    )
