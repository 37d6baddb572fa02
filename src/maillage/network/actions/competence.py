"""Writes: which centre is competent for which territory, with its source (A11)."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError

from maillage.core.readers import Reader
from maillage.journal.actions import record
from maillage.network.actions.successions import end_on, refuse_overlap
from maillage.network.models import CompetenceTerritory, Organisation
from maillage.records.actions import action, require
from maillage.territory.models import Territory


@action
def declare_competence(
    *, by: Reader, centre: Organisation, territory: Territory, source: str, since: dt.date | None
) -> CompetenceTerritory:
    """`centre` is competent for the territory and all it contains; one centre per named territory at a date."""
    require(by, "network.edit_competence")
    if not source.strip():
        raise ValidationError({"source": "Dites d’où vient cette information : elle ne se devine pas."})
    refuse_overlap(
        CompetenceTerritory.objects.filter(territory=territory),
        since,
        field="territory",
        message="Un centre est déjà noté compétent pour ce territoire à cette date : mettez-y d’abord fin.",
    )
    row = CompetenceTerritory.objects.create(
        centre=centre, territory=territory, source=source.strip(), valid_from=since
    )
    record(by=by, verb="ressort noté", on=centre, audience=centre.audience, note=str(territory))
    return row


@action
def end_competence(*, by: Reader, row: CompetenceTerritory, last_day: dt.date) -> CompetenceTerritory:
    """The former competence stays readable at earlier dates."""
    require(by, "network.edit_competence")
    end_on(row, last_day)
    record(by=by, verb="ressort terminé", on=row.centre, audience=row.centre.audience, note=str(row.territory))
    return row
