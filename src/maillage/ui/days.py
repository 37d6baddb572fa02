"""Days on the screen: the one that a page shows (`?au=2018-06-01`, what the `as_of` component sends), and in words."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest
from django.utils.formats import date_format, get_format

from maillage.records.clock import today

FIRST, LAST = dt.date(1900, 1, 1), dt.date(2100, 12, 31)


def day_asked(request: HttpRequest, name: str = "au") -> dt.date:
    """The day of the address, in any of the ways that forms accept; an impossible or far-off one gives today."""
    return _day_written(request.GET.get(name, "").strip()) or today()


def is_misread(request: HttpRequest, name: str = "au") -> bool:
    """Whether a day stands in the address that `day_asked` had to replace by today."""
    typed = request.GET.get(name, "").strip()
    return bool(typed) and _day_written(typed) is None


def _day_written(typed: str) -> dt.date | None:
    for pattern in get_format("DATE_INPUT_FORMATS"):
        try:
            day = dt.datetime.strptime(typed, pattern).date()  # noqa: DTZ007 a day has no zone
        except ValueError:
            continue
        return day if FIRST <= day <= LAST else None
    return None


def in_words(day: dt.date) -> str:
    """« 1er janvier 2026 », « 2 janvier 2026 »: French counts the first day of a month apart."""
    written = date_format(day, "DATE_FORMAT")
    return f"1er{written.removeprefix('1')}" if day.day == 1 else written
