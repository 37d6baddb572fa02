"""Hours as people type them: « après 17h », « de 9h à 12h », « vers 18 heures » mean parts of the day."""

from __future__ import annotations

import re

from maillage.core.hours import PERIODS

FIRST, LAST = 6, 22
"""Hours of the day at which something is offered; « 60 heures » is a length."""
NOON, EVENING = 12 * 60, 17 * 60
_LATE = 16 * 60
"""« après 16h » is said by who is free in the evening, not by who wants what begins at one."""
_STARTS = (0, NOON, EVENING)
_ENDS = (NOON, EVENING, 24 * 60)
_HOUR = r"(\d{1,2})\s?(?:heures?|h|u|:(?=\d\d))\s?([0-5]\d)?"
_ASKED = re.compile(
    rf"(?<!\w)(?:(après|apres|dès|à partir de|a partir de|after|vanaf|na)\s+|(avant|before|voor)\s+"
    r"|de\s+|vers\s+|à\s+|a\s+)?"
    rf"{_HOUR}(?:\s*(?:à|a|-|–|et|tot)\s*{_HOUR})?(?!\w)(?!\s*(?:par|/|de cours|de formation|semaine))",
    re.IGNORECASE,
)


def moments_in(text: str) -> tuple[str, str, frozenset[str]]:
    """The text without the hours that it names, those hours as typed, and the parts of the day that they mean.

    >>> moments_in("fle après 17h à Huy")
    ('fle   à Huy', 'après 17h', frozenset({'evening'}))
    """
    if not any(sign.isdecimal() for sign in text):
        return text, "", frozenset()
    typed: list[str] = []
    periods: set[str] = set()

    def read(found: re.Match[str]) -> str:
        span = _span(found)
        if span is None:
            return found.group()
        typed.append(found.group().strip())
        periods.update(
            name
            for name, start, end in zip(PERIODS, _STARTS, _ENDS, strict=True)
            if span[0] < end and start < span[1]
        )
        return " "

    rest = _ASKED.sub(read, text)
    return rest, " ".join(typed), frozenset(periods)


def _span(found: re.Match[str]) -> tuple[int, int] | None:
    """Minutes of the day that are asked, from and to."""
    after, before, hour, minute, to_hour, to_minute = found.groups()
    at = int(hour) * 60 + int(minute or 0)
    if not FIRST * 60 <= at <= LAST * 60 + 59:
        return None
    if to_hour:
        return at, max(at + 1, int(to_hour) * 60 + int(to_minute or 0))
    if after:
        return (EVENING if at >= _LATE else at), 24 * 60
    return (0, at) if before else (at, at + 1)
