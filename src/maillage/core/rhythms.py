"""When a digest falls due: every day, every Monday, every first of the month, at six in the morning where people live."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

DUE_AT = dt.time(6)
"""Before the working day begins; an hour that summer time neither skips nor repeats in Europe."""


class Rhythm(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Period:
    """`key` names the period for ever (`2026-11-21`, `2026-W48`, `2026-11`); `due` is aware, in the zone asked for."""

    key: str
    due: dt.datetime


def last_due(rhythm: Rhythm, moment: dt.datetime, zone: dt.tzinfo) -> Period:
    """The latest period that has fallen due by `moment` (aware), on the wall clock of `zone`."""
    local = moment.astimezone(zone)
    day = _first_day(rhythm, local.date())
    if _at_six(day, zone) > moment:
        day = _first_day(rhythm, day - dt.timedelta(days=1))
    return Period(_key(rhythm, day), _at_six(day, zone))


def next_due(rhythm: Rhythm, moment: dt.datetime, zone: dt.tzinfo) -> Period:
    """The first period to fall due after `moment`."""
    day = last_due(rhythm, moment, zone).due.date()
    if rhythm is Rhythm.DAY:
        day += dt.timedelta(days=1)
    elif rhythm is Rhythm.WEEK:
        day += dt.timedelta(days=7)
    else:
        day = (day + dt.timedelta(days=31)).replace(day=1)
    return Period(_key(rhythm, day), _at_six(day, zone))


def _first_day(rhythm: Rhythm, day: dt.date) -> dt.date:
    """The Monday of the week, the first of the month, the day itself."""
    if rhythm is Rhythm.WEEK:
        return day - dt.timedelta(days=day.weekday())
    return day.replace(day=1) if rhythm is Rhythm.MONTH else day


def _at_six(day: dt.date, zone: dt.tzinfo) -> dt.datetime:
    return dt.datetime.combine(day, DUE_AT, tzinfo=zone)


def _key(rhythm: Rhythm, day: dt.date) -> str:
    if rhythm is Rhythm.WEEK:
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02d}"
    return f"{day:%Y-%m}" if rhythm is Rhythm.MONTH else day.isoformat()
