"""The day that a page shows."""

import datetime as dt

import pytest
import time_machine
from django.test import RequestFactory

from maillage.ui.days import day_asked


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2018-06-01", dt.date(2018, 6, 1)),
        ("1/6/2018", dt.date(2018, 6, 1)),
        ("", dt.date(2026, 3, 2)),
        ("2018-02-30", dt.date(2026, 3, 2)),
        ("<b>", dt.date(2026, 3, 2)),
        ("9999-01-01", dt.date(2026, 3, 2)),
    ],
)
@time_machine.travel("2026-03-02 12:00", tick=False)
def test_a_page_shows_the_day_asked_or_today(typed: str, day: dt.date) -> None:
    assert day_asked(RequestFactory().get("/", {"au": typed})) == day
