"""Hours in words, as a person of the field writes them on a leaflet, in the languages of Belgium and in English."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from maillage.core.hours.grouping import Group, groups_of, runs
from maillage.core.hours.slots import LAST_WEEK, Slot


@dataclass(frozen=True, slots=True)
class _Language:
    """`{}` stands for what is filled in: days, weeks of the month, times."""

    days: tuple[str, ...]
    every_day: str
    run: str
    day_beside_run: str
    of_month: str
    nth: Callable[[int], str]
    last: str
    span: str
    time: Callable[[dt.time], str]
    both: str
    outside_holidays: str
    all_year: str


def _french_time(time: dt.time) -> str:
    return f"{time.hour}h{time.minute:02}" if time.minute else f"{time.hour}h"


def _dutch_time(time: dt.time) -> str:
    return f"{time.hour}u{time.minute:02}" if time.minute else f"{time.hour}u"


def _german_time(time: dt.time) -> str:
    return f"{time.hour}:{time.minute:02}" if time.minute else f"{time.hour}"


def _english_time(time: dt.time) -> str:
    return f"{time.hour}:{time.minute:02}"


LANGUAGES = {
    "fr": _Language(
        days=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        every_day="tous les jours",
        run="du {} au {}",
        day_beside_run="le {}",
        of_month="{} du mois",
        nth=lambda week: "1er" if week == 1 else f"{week}e",
        last="dernier",
        span="de {} à {}",
        time=_french_time,
        both="et",
        outside_holidays="hors vacances scolaires",
        all_year="toute l’année",
    ),
    "nl": _Language(
        days=("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
        every_day="elke dag",
        run="{} tot en met {}",
        day_beside_run="{}",
        of_month="{} van de maand",
        nth=lambda week: f"{week}e",
        last="laatste",
        span="van {} tot {}",
        time=_dutch_time,
        both="en",
        outside_holidays="buiten de schoolvakanties",
        all_year="het hele jaar door",
    ),
    "de": _Language(
        days=("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
        every_day="täglich",
        run="{} bis {}",
        day_beside_run="{}",
        of_month="{} im Monat",
        nth=lambda week: f"{week}.",
        last="letzter",
        span="von {} bis {} Uhr",
        time=_german_time,
        both="und",
        outside_holidays="außerhalb der Schulferien",
        all_year="das ganze Jahr über",
    ),
    "en": _Language(
        days=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        every_day="every day",
        run="{} to {}",
        day_beside_run="{}",
        of_month="{} of the month",
        nth=lambda week: {1: "1st", 2: "2nd", 3: "3rd"}.get(week, f"{week}th"),
        last="last",
        span="from {} to {}",
        time=_english_time,
        both="and",
        outside_holidays="outside school holidays",
        all_year="all year round",
    ),
}


def in_words(slots: Iterable[Slot], language: str = "fr") -> str:
    """All the slots in one sentence without capital or full stop; nothing for no slot.

    Same hours go together, and days that follow each other. School holidays are said once at the end when nothing goes
    on in them, and beside each part when only some of it does. Raises `KeyError` for a language that is not spoken.

    >>> in_words([Slot(0, dt.time(9), dt.time(12)), Slot(2, dt.time(9), dt.time(12)),
    ...           Slot(1, dt.time(14), dt.time(16, 30), weeks=(2,))])
    'lundi et mercredi de 9h à 12h, 2e mardi du mois de 14h à 16h30'
    """
    words = LANGUAGES[language]
    groups = groups_of(slots)
    parts = [part for group in groups for part in _parts(group, words)]
    kinds = {in_holidays for _, in_holidays in parts}
    if kinds == {False}:
        outside = f", {words.outside_holidays}" if len(parts) > 1 else f" {words.outside_holidays}"
        return ", ".join(part for part, _ in parts) + outside
    if kinds == {True, False}:
        return ", ".join(
            f"{part} {words.all_year if in_holidays else words.outside_holidays}" for part, in_holidays in parts
        )
    return ", ".join(part for part, _ in parts)


def slot_in_words(slot: Slot, language: str = "fr") -> str:
    """One slot in words.

    >>> slot_in_words(Slot(4, dt.time(10), dt.time(12), weeks=(-1,)), "nl")
    'laatste vrijdag van de maand van 10u tot 12u'
    """
    return in_words((slot,), language)


def _parts(group: Group, words: _Language) -> list[tuple[str, bool]]:
    """The parts of a group; « 1er et 3e » is said of one day at a time."""
    hours = _listed([words.span.format(*map(words.time, span)) for span in group.hours], words)
    if not group.weeks:
        days = [_days(group.days, words)]
    else:
        monthly = [f"{_nth(group.weeks, words)} {words.days[day]}" for day in group.days]
        together = [_listed(monthly, words)] if len(group.weeks) == 1 else monthly
        days = [words.of_month.format(named) for named in together]
    return [(f"{named} {hours}", group.in_holidays) for named in days]


def _days(days: Sequence[int], words: _Language) -> str:
    if len(days) == 7:
        return words.every_day
    found = runs(days)
    if len(found) == len(days):
        return _listed([words.days[day] for day in days], words)
    return _listed(
        [
            words.day_beside_run.format(words.days[run[0]])
            if len(run) == 1
            else words.run.format(words.days[run[0]], words.days[run[-1]])
            for run in found
        ],
        words,
    )


def _nth(weeks: Sequence[int], words: _Language) -> str:
    return _listed([words.last if week == LAST_WEEK else words.nth(week) for week in weeks], words)


def _listed(items: Sequence[str], words: _Language) -> str:
    if len(items) == 1:
        return items[0]
    return f"{', '.join(items[:-1])} {words.both} {items[-1]}"
