"""Hours as OpenStreetMap writes them, the `opening_hours` key.

The syntax is https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification. A rule after « ; » replaces what was
said of its days, a rule after « , » adds to it. « SH off » takes school holidays out of what stands before it, so that
what goes on in holidays is written after it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from maillage.core.hours.grouping import Group, Span, groups_of, runs
from maillage.core.hours.slots import EVERY_WEEK, Slot, merged

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
SCHOOL_HOLIDAYS_OFF = "SH off"

_DAY = "(?:" + "|".join(DAYS) + ")"
_DAYS = rf"{_DAY}(?:\[[-\d,]+\]|-{_DAY})?"
_HOURS = r"\d\d:\d\d-\d\d:\d\d"
_RULE = re.compile(rf"(?P<days>{_DAYS}(?:,{_DAYS})*) (?P<hours>{_HOURS}(?:,{_HOURS})*)|SH (?:off|closed)")
_BETWEEN = re.compile(r"\s*([;,])\s*")
_UP_TO_BREAK = re.compile(r"[^;]*")


def to_osm(slots: Iterable[Slot]) -> str:
    """The slots in OSM syntax; nothing for no slot.

    >>> morning = Slot(0, dt.time(9), dt.time(12), in_holidays=False)
    >>> to_osm([morning, Slot(1, dt.time(14), dt.time(16, 30), weeks=(2,), in_holidays=False)])
    'Mo 09:00-12:00; Tu[2] 14:00-16:30; SH off'
    >>> to_osm([morning, Slot(0, dt.time(14), dt.time(16))])
    'Mo 09:00-12:00; SH off, Mo 14:00-16:00'
    """
    groups = groups_of(slots)
    written = ""
    said: set[int] = set()
    outside = [group for group in groups if not group.in_holidays]
    for group in (*outside, *(group for group in groups if group.in_holidays)):
        if group.in_holidays and outside and SCHOOL_HOLIDAYS_OFF not in written:
            written += f"; {SCHOOL_HOLIDAYS_OFF}"
        if written:
            written += "; " if said.isdisjoint(group.days) else ", "
        written += f"{_days(group)} {','.join(_hours(span) for span in group.hours)}"
        said |= set(group.days)
    if outside and SCHOOL_HOLIDAYS_OFF not in written:
        written += f"; {SCHOOL_HOLIDAYS_OFF}"
    return written


def _days(group: Group) -> str:
    if group.weeks:
        weeks = ",".join(str(week) for week in group.weeks)
        return ",".join(f"{DAYS[day]}[{weeks}]" for day in group.days)
    return ",".join(
        DAYS[run[0]] if len(run) == 1 else f"{DAYS[run[0]]}-{DAYS[run[-1]]}" for run in runs(group.days)
    )


def _hours(span: Span) -> str:
    return "-".join(f"{time:%H:%M}" for time in span)


def from_osm(text: str) -> list[Slot]:
    """The slots of a text in the part of the syntax that `to_osm` writes, merged.

    Raises `ValueError` naming what is not understood, or what would replace a rule that stands before it.

    >>> [slot.weeks for slot in from_osm("Tu[2,-1] 14:00-16:30")]
    [(2, -1)]
    """
    text = text.strip()
    slots: list[Slot] = []
    position, sign = 0, ";"
    while position < len(text) or sign == ",":
        rule = _RULE.match(text, position)
        if rule is None:
            raise _not_understood(text, position)
        if rule["days"] is None:
            if sign != ";" or not all(slot.in_holidays for slot in slots):
                raise _not_understood(text, position)
            slots = [Slot(s.weekday, s.start, s.end, s.weeks, in_holidays=False) for s in slots]
        else:
            slots += _slots_of(rule, replaces=sign == ";", said={slot.weekday for slot in slots})
        between = _BETWEEN.match(text, rule.end())
        if between is None and rule.end() < len(text):
            raise _not_understood(text, position)
        position, sign = (between.end(), between[1]) if between else (len(text), ";")
    return list(merged(slots))


def _slots_of(rule: re.Match[str], *, replaces: bool, said: set[int]) -> list[Slot]:
    found: list[Slot] = []
    try:
        spans = [
            tuple(dt.time.fromisoformat(side) for side in span.split("-")) for span in rule["hours"].split(",")
        ]
        for chosen in re.findall(_DAYS, rule["days"]):
            for weekday, weeks in _weekdays(chosen):
                if replaces and weekday in said:
                    raise ValueError(chosen)
                found += [Slot(weekday, start, end, weeks) for start, end in spans]
    except ValueError as problem:
        raise ValueError(f"opening_hours not understood: {rule[0]!r}") from problem
    return found


def _weekdays(chosen: str) -> list[tuple[int, tuple[int, ...]]]:
    """The weekdays of « Mo », « Fr-Mo » or « Tu[1,-1] », with their weeks of the month."""
    first = DAYS.index(chosen[:2])
    if "[" in chosen:
        weeks = tuple(int(week) for week in chosen[3:-1].split(","))
        if not EVERY_WEEK.issuperset(weeks):
            raise ValueError(chosen)
        return [(first, weeks)]
    length = (DAYS.index(chosen[-2:]) - first) % 7 + 1
    return [((first + step) % 7, ()) for step in range(length)]


def _not_understood(text: str, position: int) -> ValueError:
    rest = _UP_TO_BREAK.match(text, position)
    return ValueError(f"opening_hours not understood: {(rest[0] if rest else '').strip()!r}")
