"""Dates on their way to an agenda, as iCalendar (RFC 5545): what telephones, Outlook and Thunderbird all read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import vobject
from vobject.icalendar import utc

from maillage.core.sheets.cell_text import on_one_line, tidy


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """`uid` stays the same from one download to the next, so that an agenda updates rather than doubles.

    `start` and `end` are aware moments.
    """

    uid: str
    start: dt.datetime
    end: dt.datetime
    title: str
    place: str = ""
    url: str = ""


def write_agenda(entries: Iterable[AgendaEntry], *, stamp: dt.datetime) -> str:
    """The text of the file, moments in UTC; `stamp` is when it was written. At least one entry."""
    written = vobject.iCalendar()
    written.add("prodid").value = "-//Maillage//FR"
    written.add("method").value = "PUBLISH"
    for entry in entries:
        event = written.add("vevent")
        event.add("uid").value = entry.uid
        event.add("dtstamp").value = stamp.astimezone(utc)
        event.add("dtstart").value = entry.start.astimezone(utc)
        event.add("dtend").value = entry.end.astimezone(utc)
        event.add("summary").value = on_one_line(tidy(entry.title))
        if entry.place:
            event.add("location").value = on_one_line(tidy(entry.place))
        if entry.url:
            event.add("url").value = entry.url
    text: str = written.serialize()
    return text
