"""When and where an offer takes place: dated sessions with weekly slots (rows E2, E9)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from maillage.cadastre.models.offers import Offer
from maillage.core.hours import Slot
from maillage.network.models import Site
from maillage.records.identity import UidField
from maillage.records.versioned import Versioned


class OfferSession(Versioned):
    """One scheduled run of an offer, or the standing hours of a service when it has no dates.

    `site` may be a place of another organisation: a surgery held there. `capacity` is the number of places opened, which
    coverage counts; how many are left is said by `Places`.
    """

    class Entry(models.TextChoices):
        PERMANENT = "permanent", "entrée permanente"
        FIXED = "fixed", "entrée à date fixe"

    uid = UidField()
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="sessions")
    site = models.ForeignKey(
        Site,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="offer_sessions",
        verbose_name="lieu",
    )
    label = models.CharField("nom de la session", max_length=80, blank=True)
    first_day = models.DateField("du", null=True, blank=True)
    last_day = models.DateField("au (inclus)", null=True, blank=True)
    entry = models.CharField("entrée", max_length=9, choices=Entry, blank=True)
    hours_per_week = models.DecimalField(
        "heures par semaine",
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.5")), MaxValueValidator(Decimal(60))],
    )
    capacity = models.PositiveIntegerField(
        "places ouvertes", null=True, blank=True, validators=[MaxValueValidator(5_000)]
    )
    online = models.BooleanField("à distance", default=False)

    class Meta:
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_day__isnull=True)
                | Q(last_day__isnull=True)
                | Q(first_day__lte=F("last_day")),
                name="cadastre_session_days",
                violation_error_message="La fin de la session ne peut pas précéder son début.",
            )
        ]

    def __str__(self) -> str:
        return self.label or f"{self.offer}"

    def is_over(self, day: dt.date) -> bool:
        return self.last_day is not None and self.last_day < day


class WeeklySlot(models.Model):
    """A weekly or monthly hour of a session, as `core.hours.Slot`; `weeks` are those of the month, -1 the last."""

    session = models.ForeignKey(OfferSession, on_delete=models.CASCADE, related_name="slots")
    weekday = models.PositiveSmallIntegerField()
    start = models.TimeField()
    end = models.TimeField()
    weeks = models.JSONField(default=list, blank=True)
    in_holidays = models.BooleanField(default=True)

    class Meta:
        ordering = ["weekday", "start", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="cadastre_slot_hours"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="cadastre_slot_weekday"),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.start:%H:%M}-{self.end:%H:%M}"

    @property
    def slot(self) -> Slot:
        return Slot(self.weekday, self.start, self.end, tuple(self.weeks), self.in_holidays)
