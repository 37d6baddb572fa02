"""What `maillage doctor` looks at in the school calendar: periods over one another, a calendar that will soon end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from maillage.cadastre.models import SchoolHolidays
from maillage.cadastre.queries.school_calendar import school_calendar
from maillage.records.clock import today

SOON = dt.timedelta(days=183)
"""Six months: time enough to find next year's calendar before sessions run into its end."""


def overlapping_holidays() -> Iterator[str]:
    """Two periods that share a day, written at the same moment by two people."""
    for one, other in pairwise(SchoolHolidays.objects.counting()):
        if other.first_day <= one.until:
            yield f"« {one} » et « {other} » ont des jours en commun : corrigez l’une des deux."


def calendar_ends() -> Iterator[str]:
    """Advice: beyond the last known day, « sauf vacances scolaires » means nothing."""
    known = school_calendar().known_until
    if known is None:
        yield "aucune période de vacances n’est connue : lancez « maillage load-reference »."
    elif known < today() + SOON:
        yield (
            f"connu jusqu’au {known:%d/%m/%Y} seulement : ajoutez l’année scolaire suivante "
            "sur la page « Vacances scolaires »."
        )
