"""The only place that reads the clock. Days are Brussels days; moments are aware, in UTC in the database."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.utils import timezone

BRUSSELS = ZoneInfo("Europe/Brussels")


def now() -> dt.datetime:
    """This moment, aware."""
    return timezone.now()


def today() -> dt.date:
    """The day it is in Brussels."""
    return timezone.localdate(timezone=BRUSSELS)


def day_of(moment: dt.datetime) -> dt.date:
    """The day it was in Brussels at that moment: in UTC it is still yesterday for an hour or two."""
    return timezone.localdate(moment, timezone=BRUSSELS)


def end_of(day: dt.date) -> dt.datetime:
    """The last moment of an inclusive day in Brussels, summer time included (invariant 11)."""
    return dt.datetime.combine(day, dt.time(23, 59, 59), tzinfo=BRUSSELS)
