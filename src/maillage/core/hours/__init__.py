"""Weekly hours of courses and surgeries: read as people type them, written in words, drawn as a strip, given in OSM."""

from maillage.core.hours.dates import (
    AHEAD,
    NextDates,
    Occurrence,
    Period,
    SchoolCalendar,
    all_dates,
    interruptions,
    next_dates,
    school_year_of,
)
from maillage.core.hours.grid import PERIODS, cells, mask_for, strip_of
from maillage.core.hours.osm import from_osm, to_osm
from maillage.core.hours.reading import UnreadHours, read_hours
from maillage.core.hours.slots import Slot, merged, occurrences
from maillage.core.hours.wording import in_words, slot_in_words

__all__ = [
    "AHEAD",
    "PERIODS",
    "NextDates",
    "Occurrence",
    "Period",
    "SchoolCalendar",
    "Slot",
    "UnreadHours",
    "all_dates",
    "cells",
    "from_osm",
    "in_words",
    "interruptions",
    "mask_for",
    "merged",
    "next_dates",
    "occurrences",
    "read_hours",
    "school_year_of",
    "slot_in_words",
    "strip_of",
    "to_osm",
]
