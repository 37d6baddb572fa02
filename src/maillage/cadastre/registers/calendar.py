"""What the school calendar adds to lower rooms: its reference data, what the doctor looks at, its entry in menus."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.urls import reverse

from maillage.cadastre.health.school_calendar import SOON, calendar_ends, overlapping_holidays
from maillage.cadastre.queries.school_calendar import school_calendar
from maillage.cadastre.reference.school_holidays import load_reference
from maillage.core.readers import ADMINISTRATORS, Reader
from maillage.network.registries import DeskLine, desk_lines
from maillage.records.health import HealthCheck, health_checks
from maillage.records.reference import ReferenceLoader, reference_loaders
from maillage.ui.menu import MenuEntry, personal_menu


def _desk_lines(reader: Reader, day: dt.date) -> Sequence[DeskLine]:
    """For who administers: the calendar ends in less than six months. One query."""
    if not reader.has(ADMINISTRATORS):
        return []
    known = school_calendar().known_until
    if known is not None and known >= day + SOON:
        return []
    said = f"connu jusqu’au {known:%d/%m/%Y}" if known else "aucune période n’est connue"
    page = reverse("cadastre:school_holidays")
    return [DeskLine(label="Calendrier scolaire à compléter", url=page, detail=said)]


def register() -> None:
    reference_loaders.add("school_holidays", ReferenceLoader("Vacances scolaires", load_reference), rank=40)
    health_checks.add("school_holidays", HealthCheck("Vacances scolaires", overlapping_holidays))
    health_checks.add("school_calendar", HealthCheck("Calendrier scolaire", calendar_ends, advice=True))
    desk_lines.add("school_calendar", _desk_lines, rank=90)
    entry = MenuEntry(
        "Vacances scolaires",
        "cadastre:school_holidays",
        "/cours-et-services/vacances-scolaires/",
        needs=(ADMINISTRATORS,),
    )
    personal_menu.add("school_holidays", entry, rank=61)
