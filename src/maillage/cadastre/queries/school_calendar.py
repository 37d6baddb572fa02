"""The school calendar as it counts: its periods, until when it is known, what a new period would run into."""

from __future__ import annotations

import datetime as dt

from maillage.cadastre.models import SchoolHolidays
from maillage.core.hours import SchoolCalendar


def school_calendar() -> SchoolCalendar:
    """One query."""
    return SchoolCalendar(tuple(row.period for row in SchoolHolidays.objects.counting()))


def overlapping(first: dt.date, last: dt.date | None, *, but: int | None = None) -> SchoolHolidays | None:
    """The first counting period that shares a day with these; one whose end is unknown runs on. `but`: an id left out."""
    until = last or dt.date.max
    rows = SchoolHolidays.objects.counting()
    return next((row for row in rows if row.pk != but and row.first_day <= until and first <= row.until), None)
