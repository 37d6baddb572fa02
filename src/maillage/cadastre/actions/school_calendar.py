"""Writes: periods of school holidays, added, corrected, taken out and put back; by who administers."""

from __future__ import annotations

import datetime as dt
from typing import TypedDict

from django.core.exceptions import ValidationError

from maillage.cadastre.models import SchoolHolidays
from maillage.cadastre.queries.school_calendar import overlapping
from maillage.core.readers import PUBLIC, Reader
from maillage.journal.actions import changes_between, record
from maillage.records.actions import action, require
from maillage.records.clock import today
from maillage.records.identity import new_uid
from maillage.records.versioned import take_version

LONGEST = dt.timedelta(days=92)
"""No school holidays last longer: beyond, a year was mistyped."""


class HolidaysFields(TypedDict, total=False):
    """What is known of a period; only the fields given are written."""

    name: str
    first_day: dt.date
    last_day: dt.date | None
    source: str


@action
def add_holidays(*, by: Reader, fields: HolidaysFields, uid: str = "") -> SchoolHolidays:
    """`uid`: sent twice it is added once. Raises `ValidationError` as `check_holidays`."""
    require(by, "cadastre.keep_school_calendar")
    found = SchoolHolidays.objects.filter(uid=uid).first() if uid else None
    if found is not None:
        return found
    row = SchoolHolidays(**fields, uid=uid or new_uid())
    check_holidays(row)
    row.save(force_insert=True)
    record(by=by, verb="ajoutée", on=row, audience=PUBLIC, note=in_days(row))
    return row


@action
def correct_holidays(
    *, by: Reader, holidays: SchoolHolidays, seen: int, fields: HolidaysFields
) -> SchoolHolidays:
    """From then on the software's own updates leave it alone. Raises `ChangedMeanwhile`, and as `add_holidays`."""
    require(by, "cadastre.keep_school_calendar")
    take_version(holidays, seen=seen)
    changes = changes_between(holidays, fields)
    for name, value in fields.items():
        setattr(holidays, name, value)
    check_holidays(holidays)
    holidays.save()
    record(by=by, verb="corrigée", on=holidays, audience=PUBLIC, changes=changes)
    return holidays


@action
def withdraw_holidays(*, by: Reader, holidays: SchoolHolidays, seen: int) -> SchoolHolidays:
    """It no longer counts; `restore_holidays` takes that back. Raises `ChangedMeanwhile`."""
    require(by, "cadastre.keep_school_calendar")
    take_version(holidays, seen=seen)
    holidays.withdrawn_on = today()
    holidays.save(update_fields=["withdrawn_on"])
    record(by=by, verb="retirée", on=holidays, audience=PUBLIC, note=in_days(holidays))
    return holidays


@action
def restore_holidays(*, by: Reader, holidays: SchoolHolidays, seen: int) -> SchoolHolidays:
    """Raises `ChangedMeanwhile`, and `ValidationError` when another period took its days meanwhile."""
    require(by, "cadastre.keep_school_calendar")
    take_version(holidays, seen=seen)
    check_holidays(holidays)
    holidays.withdrawn_on = None
    holidays.save(update_fields=["withdrawn_on"])
    record(by=by, verb="rétablie", on=holidays, audience=PUBLIC, note=in_days(holidays))
    return holidays


def check_holidays(row: SchoolHolidays) -> None:
    """Raises `ValidationError`, each message on its field: an end before the start, a year mistyped, days of another."""
    if not row.source.strip():
        raise ValidationError({"source": "Dites d’où viennent ces dates : le site, la circulaire, l’arrêté."})
    if row.last_day is not None and row.last_day < row.first_day:
        raise ValidationError({"last_day": "Le dernier jour ne peut pas précéder le premier."})
    if row.last_day is not None and row.last_day - row.first_day > LONGEST:
        raise ValidationError({"last_day": "Plus de trois mois de vacances : vérifiez l’année."})
    other = overlapping(row.first_day, row.last_day, but=row.pk)
    if other is None:
        return
    if other.last_day is None and other.first_day < row.first_day:
        message = f"On ne sait pas encore quand finissent « {other} » : notez d’abord leur dernier jour."
        raise ValidationError({"first_day": message})
    if row.last_day is None and row.first_day < other.first_day:
        message = f"Donnez le dernier jour : d’autres vacances suivent (« {other} », {in_days(other)})."
        raise ValidationError({"last_day": message})
    raise ValidationError({"first_day": f"Ces jours touchent déjà « {other} » ({in_days(other)})."})


def in_days(row: SchoolHolidays) -> str:
    """« 21/12/2026 – 03/01/2027 », or « à partir du 03/07/2027 »."""
    if row.last_day is None:
        return f"à partir du {row.first_day:%d/%m/%Y}"
    return f"{row.first_day:%d/%m/%Y} – {row.last_day:%d/%m/%Y}"
