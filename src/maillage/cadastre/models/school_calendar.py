"""School holidays of the Fédération Wallonie-Bruxelles, each with its source: what « sauf vacances scolaires » means."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q

from maillage.core.hours import Period, school_year_of
from maillage.records.identity import UidField
from maillage.records.versioned import Versioned


class SchoolHolidaysQuerySet(models.QuerySet["SchoolHolidays"]):
    def counting(self) -> Self:
        """Those that were not taken out of the calendar."""
        return self.filter(withdrawn_on__isnull=True)


class SchoolHolidays(Versioned):
    """A period without school, first and last day counted, weekends included as the official calendar writes it.

    No `last_day`: the official calendar does not say yet when school begins again; only the last period may be so.
    `code` and `shipped` (a fingerprint): the row came with the software; both empty when people added it.
    """

    uid = UidField()
    name = models.CharField("nom", max_length=80)
    first_day = models.DateField("premier jour")
    last_day = models.DateField("dernier jour", null=True, blank=True)
    source = models.CharField("source", max_length=500)
    code = models.CharField(max_length=30, unique=True, null=True, blank=True, editable=False)
    shipped = models.CharField(max_length=64, blank=True, editable=False)
    withdrawn_on = models.DateField("retirée le", null=True, blank=True, editable=False)

    objects = SchoolHolidaysQuerySet.as_manager()

    class Meta:
        ordering = ["first_day", "pk"]
        verbose_name = "une période de vacances scolaires"
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(first_day__lte=F("last_day")),
                name="cadastre_holidays_days",
                violation_error_message="Le dernier jour ne peut pas précéder le premier.",
            ),
            models.CheckConstraint(
                condition=~Q(source=""),
                name="cadastre_holidays_source",
                violation_error_message="Dites d’où viennent ces dates.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.school_year}"

    @property
    def school_year(self) -> str:
        """« 2026-2027 »."""
        return year_in_words(school_year_of(self.first_day))

    @property
    def period(self) -> Period:
        return Period(self.first_day, self.last_day, self.name)

    @property
    def until(self) -> dt.date:
        return self.last_day or dt.date.max


def year_in_words(year: int) -> str:
    """The school year that began in that civil year: 2026 is « 2026-2027 »."""
    return f"{year}-{year + 1}"
