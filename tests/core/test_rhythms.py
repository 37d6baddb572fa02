"""When a digest falls due, on the wall clock of Brussels, summer time included."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.rhythms import Rhythm, last_due, next_due

BRUSSELS = ZoneInfo("Europe/Brussels")
START = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
moments = st.integers(0, 15 * 365 * 86_400).map(lambda seconds: START + dt.timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("moment", "rhythm", "key", "due_utc"),
    [
        # winter, when six in Brussels is five in UTC
        ("2026-11-20T05:00+00:00", Rhythm.DAY, "2026-11-20", "2026-11-20T05:00+00:00"),
        ("2026-11-20T04:59+00:00", Rhythm.DAY, "2026-11-19", "2026-11-19T05:00+00:00"),
        # summer, when it is four in UTC
        ("2026-07-01T04:00+00:00", Rhythm.DAY, "2026-07-01", "2026-07-01T04:00+00:00"),
        ("2026-07-01T03:59+00:00", Rhythm.DAY, "2026-06-30", "2026-06-30T04:00+00:00"),
        # the Sunday on which the clock goes back, 25 October 2026: already winter at six
        ("2026-10-25T05:00+00:00", Rhythm.DAY, "2026-10-25", "2026-10-25T05:00+00:00"),
        ("2026-10-25T04:30+00:00", Rhythm.DAY, "2026-10-24", "2026-10-24T04:00+00:00"),
        # 23 November 2026 is a Monday, in the 48th week
        ("2026-11-23T06:00+00:00", Rhythm.WEEK, "2026-W48", "2026-11-23T05:00+00:00"),
        ("2026-11-23T04:00+00:00", Rhythm.WEEK, "2026-W47", "2026-11-16T05:00+00:00"),
        # 1 January 2027 is a Friday of the 53rd week of 2026
        ("2027-01-01T12:00+00:00", Rhythm.WEEK, "2026-W53", "2026-12-28T05:00+00:00"),
        ("2026-12-01T05:00+00:00", Rhythm.MONTH, "2026-12", "2026-12-01T05:00+00:00"),
        ("2026-12-01T04:59+00:00", Rhythm.MONTH, "2026-11", "2026-11-01T05:00+00:00"),
        # half past midnight in Brussels is still the day before in UTC
        ("2026-11-30T23:30+00:00", Rhythm.MONTH, "2026-11", "2026-11-01T05:00+00:00"),
    ],
)
def test_the_latest_period_due(moment: str, rhythm: Rhythm, key: str, due_utc: str) -> None:
    found = last_due(rhythm, dt.datetime.fromisoformat(moment), BRUSSELS)
    assert (found.key, found.due) == (key, dt.datetime.fromisoformat(due_utc))


def test_the_next_one_after_the_end_of_a_year() -> None:
    moment = dt.datetime(2026, 12, 31, 12, tzinfo=dt.UTC)
    assert [next_due(rhythm, moment, BRUSSELS).key for rhythm in Rhythm] == [
        "2027-01-01",
        "2027-W01",
        "2027-01",
    ]


@given(moment=moments, rhythm=st.sampled_from(list(Rhythm)))
def test_a_moment_lies_between_the_last_and_the_next(moment: dt.datetime, rhythm: Rhythm) -> None:
    last, following = last_due(rhythm, moment, BRUSSELS), next_due(rhythm, moment, BRUSSELS)
    assert last.due <= moment < following.due
    assert last.key != following.key
    assert last_due(rhythm, following.due, BRUSSELS) == following
    assert last.due.astimezone(BRUSSELS).hour == 6
