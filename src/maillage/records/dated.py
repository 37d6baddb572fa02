"""What holds from a day to a day (DESIGN decision 4): `valid_to` is the last valid day, NULL is open."""

from __future__ import annotations

import datetime as dt
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q

from maillage.records.clock import today

Row = TypeVar("Row", bound=models.Model)


def holds_on(day: dt.date, *, prefix: str = "") -> Q:
    """Rows valid on that day; `prefix` follows a relation (`"memberships__"`)."""
    started = Q(**{f"{prefix}valid_from__isnull": True}) | Q(**{f"{prefix}valid_from__lte": day})
    not_ended = Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": day})
    return started & not_ended


class DatedQuerySet(models.QuerySet[Row]):
    def as_of(self, day: dt.date | None = None) -> Self:
        """Rows that hold on `day` (today in Brussels when None)."""
        return self.filter(holds_on(day or today()))


class Dated(models.Model):
    """Valid from a day (NULL: since always, or not known) to a last day (NULL: still)."""

    valid_from = models.DateField("depuis le", null=True, blank=True)
    valid_to = models.DateField("jusqu’au (inclus)", null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_from__lte=F("valid_to")),
                name="%(app_label)s_%(class)s_from_before_to",
                violation_error_message="La fin ne peut pas précéder le début.",
            )
        ]

    def holds(self, day: dt.date | None = None) -> bool:
        """The same test as `as_of`, on a row in hand."""
        on = day or today()
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )
