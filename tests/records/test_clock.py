"""Days are Brussels days, whatever the hour in UTC (invariant 11)."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from maillage.records.clock import day_of, today


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-11-21T22:59:59", dt.date(2026, 11, 21)),
        ("2026-11-21T23:00:00", dt.date(2026, 11, 22)),
        ("2026-07-01T21:59:59", dt.date(2026, 7, 1)),
        ("2026-07-01T22:00:00", dt.date(2026, 7, 2)),
    ],
)
def test_the_day_of_a_moment_is_that_of_brussels(moment: str, day: dt.date) -> None:
    aware = dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC)
    assert day_of(aware) == day
    with time_machine.travel(aware, tick=False):
        assert today() == day
