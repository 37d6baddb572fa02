"""The day that a page shows."""

import datetime as dt

import pytest
import time_machine
from django.template import Context, Template
from django.test import RequestFactory

from maillage.ui.days import day_asked, in_words, is_misread


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


@pytest.mark.parametrize(
    ("typed", "misread"),
    [("2018-06-01", False), ("", False), ("2018-02-30", True), ("demain", True), ("3018-06-01", True)],
)
def test_a_day_that_cannot_be_shown_is_said_to_be_so(typed: str, misread: bool) -> None:
    request = RequestFactory().get("/", {"au": typed})
    shown = Template("{% as_of day %}").render(Context({"request": request, "day": dt.date(2026, 3, 2)}))
    assert is_misread(request) is misread
    assert ("Cette date n’existe pas" in shown) is misread


def test_coming_back_to_today_keeps_every_filter() -> None:
    request = RequestFactory().get("/liste/?genre=cpas&genre=asbl&au=2018-06-01")
    shown = Template("{% as_of day %}").render(Context({"request": request, "day": dt.date(2018, 6, 1)}))
    assert 'href="/liste/?genre=cpas&amp;genre=asbl"' in shown
    assert shown.count('<input type="hidden" name="genre"') == 2


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (dt.date(2026, 1, 1), "1er janvier 2026"),
        (dt.date(2026, 1, 11), "11 janvier 2026"),
        (dt.date(2026, 8, 21), "21 août 2026"),
    ],
)
def test_the_first_of_a_month_is_written_1er(day: dt.date, words: str) -> None:
    assert in_words(day) == words
    assert Template("{{ day|day_in_words }}").render(Context({"day": day})) == words


def test_no_day_is_no_words() -> None:
    assert Template("{{ day|day_in_words }}").render(Context({"day": None})) == ""
