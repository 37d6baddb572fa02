"""How fresh a confirmed sheet is: the 12 and 24 month rules (row A9)."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from enum import Enum

TO_CONFIRM_AFTER = 12
STALE_AFTER = 24


class Freshness(Enum):
    FRESH = "fresh"
    TO_CONFIRM = "to_confirm"
    STALE = "stale"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class FreshnessState:
    """`days` and whole `months` since the confirmation; both 0 when there was none."""

    grade: Freshness
    days: int = 0
    months: int = 0


def months_between(start: dt.date, end: dt.date) -> int:
    """Whole months: from 31 January, one month is over on 28 February of a common year, not before."""
    months = (end.year - start.year) * 12 + end.month - start.month
    last_of_month = (end + dt.timedelta(days=1)).month != end.month
    return months if end.day >= start.day or last_of_month else months - 1


def freshness_on(confirmed_on: dt.date | None, day: dt.date) -> FreshnessState:
    """The state of a sheet on `day`; a confirmation in the future counts as of that day."""
    if confirmed_on is None:
        return FreshnessState(Freshness.NEVER)
    since = min(confirmed_on, day)
    months = months_between(since, day)
    grade = (
        Freshness.STALE
        if months >= STALE_AFTER
        else Freshness.TO_CONFIRM
        if months >= TO_CONFIRM_AFTER
        else Freshness.FRESH
    )
    return FreshnessState(grade, (day - since).days, months)


def latest_start(day: dt.date, months: int) -> dt.date:
    """The last day from which `months` whole months are over on `day`: the inverse of `months_between`."""
    month = day.year * 12 + day.month - 1 - months
    year, month = month // 12, month % 12 + 1
    last_of_month = calendar.monthrange(year, month)[1]
    is_last = (day + dt.timedelta(days=1)).month != day.month
    return dt.date(year, month, last_of_month if is_last else min(day.day, last_of_month))
