"""Hours in words: as they stand on the leaflets of the field, in four languages."""

import datetime as dt

import pytest

from maillage.core.hours import Slot, in_words, slot_in_words


def _slot(weekday: int, hours: str, weeks: tuple[int, ...] = (), in_holidays: bool = True) -> Slot:
    start, end = (dt.time.fromisoformat(side) for side in hours.split("-"))
    return Slot(weekday, start, end, weeks, in_holidays)


MORNINGS = [_slot(0, "09:00-12:00"), _slot(2, "09:00-12:00"), _slot(1, "14:00-16:30", (2,))]
OFFICE = [_slot(day, hours) for day in range(5) for hours in ("09:00-12:30", "13:30-16:00")]
FEW = [_slot(1, "09:05-10:00", (1, -1), in_holidays=False)]


@pytest.mark.parametrize(
    ("language", "mornings", "office", "few"),
    [
        (
            "fr",
            "lundi et mercredi de 9h à 12h, 2e mardi du mois de 14h à 16h30",
            "du lundi au vendredi de 9h à 12h30 et de 13h30 à 16h",
            "1er et dernier mardi du mois de 9h05 à 10h hors vacances scolaires",
        ),
        (
            "nl",
            "maandag en woensdag van 9u tot 12u, 2e dinsdag van de maand van 14u tot 16u30",
            "maandag tot en met vrijdag van 9u tot 12u30 en van 13u30 tot 16u",
            "1e en laatste dinsdag van de maand van 9u05 tot 10u buiten de schoolvakanties",
        ),
        (
            "de",
            "Montag und Mittwoch von 9 bis 12 Uhr, 2. Dienstag im Monat von 14 bis 16:30 Uhr",
            "Montag bis Freitag von 9 bis 12:30 Uhr und von 13:30 bis 16 Uhr",
            "1. und letzter Dienstag im Monat von 9:05 bis 10 Uhr außerhalb der Schulferien",
        ),
        (
            "en",
            "Monday and Wednesday from 9:00 to 12:00, 2nd Tuesday of the month from 14:00 to 16:30",
            "Monday to Friday from 9:00 to 12:30 and from 13:30 to 16:00",
            "1st and last Tuesday of the month from 9:05 to 10:00 outside school holidays",
        ),
    ],
)
def test_the_hours_of_the_field_in_four_languages(language: str, mornings: str, office: str, few: str) -> None:
    assert [in_words(those, language) for those in (MORNINGS, OFFICE, FEW)] == [mornings, office, few]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([0, 1], "lundi et mardi"),
        ([0, 1, 2], "du lundi au mercredi"),
        ([0, 2, 4], "lundi, mercredi et vendredi"),
        ([0, 1, 2, 4], "du lundi au mercredi et le vendredi"),
        ([0, 1, 2, 4, 5, 6], "du lundi au mercredi et du vendredi au dimanche"),
        (range(7), "tous les jours"),
    ],
)
def test_days_that_follow_each_other_are_said_together(days: list[int], said: str) -> None:
    assert in_words([_slot(day, "09:00-12:00") for day in days]) == f"{said} de 9h à 12h"


def test_a_day_with_other_hours_stands_apart() -> None:
    those = [_slot(0, "09:00-12:00"), _slot(0, "14:00-16:00"), _slot(2, "09:00-12:00")]
    assert in_words(those) == "lundi de 9h à 12h et de 14h à 16h, mercredi de 9h à 12h"


def test_two_days_of_the_month() -> None:
    once = [_slot(1, "14:00-16:00", (2,)), _slot(3, "14:00-16:00", (2,))]
    assert in_words(once) == "2e mardi et 2e jeudi du mois de 14h à 16h"
    twice = [_slot(1, "14:00-16:00", (1, 3)), _slot(3, "14:00-16:00", (1, 3))]
    assert in_words(twice) == "1er et 3e mardi du mois de 14h à 16h, 1er et 3e jeudi du mois de 14h à 16h"


def test_holidays_are_said_once_when_nothing_goes_on_in_them() -> None:
    those = [_slot(0, "09:00-12:00", in_holidays=False), _slot(1, "14:00-16:00", in_holidays=False)]
    assert in_words(those) == "lundi de 9h à 12h, mardi de 14h à 16h, hors vacances scolaires"


def test_holidays_are_said_of_each_part_when_only_some_of_it_goes_on() -> None:
    those = [_slot(0, "09:00-12:00"), _slot(1, "14:00-16:00", in_holidays=False)]
    assert in_words(those) == "lundi de 9h à 12h toute l’année, mardi de 14h à 16h hors vacances scolaires"


def test_one_slot_and_none() -> None:
    assert slot_in_words(_slot(6, "00:00-08:15", (4,)), "fr") == "4e dimanche du mois de 0h à 8h15"
    assert slot_in_words(_slot(4, "18:00-20:00", (3,)), "en") == "3rd Friday of the month from 18:00 to 20:00"
    assert in_words([]) == ""


def test_a_language_nobody_speaks_here_is_refused() -> None:
    with pytest.raises(KeyError):
        in_words(MORNINGS, "it")
