"""Temporary closures with their message (issue section 1)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from maillage.cadastre.models.offers import Offer
from maillage.records.identity import UidField


class Closure(models.Model):
    """From a day to a last day an offer does not take place; `message` says why, or whom to call meanwhile."""

    uid = UidField()
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="closures")
    first_day = models.DateField("du")
    last_day = models.DateField("au (inclus)")
    message = models.CharField("message", max_length=200, blank=True)

    class Meta:
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_day__lte=F("last_day")),
                name="cadastre_closure_days",
                violation_error_message="La fin de la fermeture ne peut pas précéder son début.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_day:%d/%m/%Y} – {self.last_day:%d/%m/%Y}"
