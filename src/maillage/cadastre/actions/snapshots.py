"""Writes: a year's coverage kept as it was on a day (row E7), so that the next year can be compared with it."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError

from maillage.cadastre.models import CoverageSnapshot
from maillage.cadastre.queries.stock import lines_to_keep
from maillage.core.readers import MEMBERS, Reader
from maillage.journal.actions import changes_between, record
from maillage.records.actions import action, require
from maillage.records.clock import now, today
from maillage.records.identity import new_uid
from maillage.records.versioned import take_version


@action
def take_snapshot(*, by: Reader, day: dt.date, note: str = "", uid: str = "") -> CoverageSnapshot:
    """Keeps all demands and places of that day for its year. Raises `ValidationError` when the year has one already."""
    require(by, "cadastre.take_snapshot")
    _refuse_tomorrow(day)
    known = CoverageSnapshot.objects.filter(year=day.year).first()
    if known is not None and known.uid == uid:
        return known
    if known is not None:
        taken = f"pris le {known.taken_at:%d/%m/%Y}"
        raise ValidationError({"day": f"{day.year} a déjà son relevé, {taken} : remplacez-le s’il le faut."})
    demands, supplies = lines_to_keep(day)
    kept = CoverageSnapshot.objects.create(
        uid=uid or new_uid(),
        year=day.year,
        day=day,
        taken_at=now(),
        taken_by=by.label[:200],
        note=note,
        demands=demands,
        supplies=supplies,
    )
    record(by=by, verb="pris", on=kept, audience=MEMBERS, note=note)
    return kept


@action
def replace_snapshot(
    *, by: Reader, snapshot: CoverageSnapshot, seen: int, day: dt.date, note: str
) -> CoverageSnapshot:
    """Takes it again, on a day of the same year; the journal says that there was another. Raises `ChangedMeanwhile`."""
    require(by, "cadastre.take_snapshot")
    _refuse_tomorrow(day)
    if day.year != snapshot.year:
        raise ValidationError({"day": f"Choisissez un jour de {snapshot.year}."})
    take_version(snapshot, seen=seen)
    changes = changes_between(snapshot, {"day": day, "note": note})
    snapshot.demands, snapshot.supplies = lines_to_keep(day)
    snapshot.day, snapshot.note = day, note
    snapshot.taken_at, snapshot.taken_by = now(), by.label[:200]
    snapshot.save()
    record(by=by, verb="remplacé", on=snapshot, audience=MEMBERS, changes=changes)
    return snapshot


def _refuse_tomorrow(day: dt.date) -> None:
    if day > today():
        raise ValidationError({"day": "Ce jour n’est pas encore venu."})
