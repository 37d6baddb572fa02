"""What every dated change of this room shares: the row that held ends the day before, a new one begins."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models

from maillage.records.clock import today
from maillage.records.dated import Dated


def not_in_future(day: dt.date) -> None:
    """States of today are read without a date: a change announced for later is written down on its day."""
    if day > today():
        raise ValidationError({"day": "Cette date est à venir : notez le changement le jour même."})


def end_before(row: Dated | None, day: dt.date) -> None:
    """Ends `row` the day before `day`; a row that began that very day is replaced (an error corrected)."""
    if row is None:
        return
    if row.valid_from is not None and row.valid_from > day:
        raise ValidationError(
            {
                "day": f"Un changement est déjà noté le {row.valid_from:%d/%m/%Y} : choisissez une date plus récente."
            }
        )
    if row.valid_from == day:
        row.delete()
        return
    row.valid_to = day - dt.timedelta(days=1)
    row.save(update_fields=["valid_to"])


def end_on(row: Dated, last_day: dt.date, *, field: str = "day") -> None:
    """Ends `row` with `last_day` as its last day."""
    if row.valid_from is not None and row.valid_from > last_day:
        raise ValidationError({field: f"La fin ne peut pas précéder le début ({row.valid_from:%d/%m/%Y})."})
    row.valid_to = last_day
    row.save(update_fields=["valid_to"])


def refuse_overlap(rows: models.QuerySet, start: dt.date | None, *, field: str, message: str) -> None:
    """Refuses a start inside a period that is already written down; `rows` are those of the same two parties."""
    if start is None:
        overlapping = rows.exists()
    else:
        overlapping = rows.filter(models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=start)).exists()
    if overlapping:
        raise ValidationError({field: message})
