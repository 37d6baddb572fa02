"""Corrections that anyone proposes: field by field, decided by who keeps the offer (issue section 2)."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q

from maillage.cadastre.models.offers import Offer
from maillage.records.clock import now
from maillage.records.identity import UidField

OWNER_HAS = dt.timedelta(days=14)
"""After this long without a decision of the operator, the coordinators are asked."""


class Suggestion(models.Model):
    """What somebody proposed at one moment. `name` and `email` are optional, seen by the operator and the centre only, and
    emptied 12 months after the decision; `decided_at` is when the last of its changes was decided."""

    uid = UidField()
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="suggestions", verbose_name="offre")
    name = models.CharField("nom", max_length=120, blank=True)
    email = models.EmailField("adresse e-mail", blank=True)
    made_at = models.DateTimeField("proposée le", default=now, db_index=True)
    decided_at = models.DateTimeField("décidée le", null=True, blank=True)

    class Meta:
        verbose_name = "une correction proposée"
        ordering = ["made_at", "pk"]
        indexes = [
            models.Index(
                fields=["offer", "made_at"],
                name="cadastre_suggestion_waiting",
                condition=Q(decided_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.offer}"

    @property
    def centre_asked_on(self) -> dt.datetime:
        """When the operator had its time."""
        return self.made_at + OWNER_HAS


class SuggestedChange(models.Model):
    """One field of a suggestion, in words: what the page said, what it should say."""

    class Part(models.TextChoices):
        TITLE = "title", "titre"
        TEXT = "text", "présentation"
        HOURS = "hours", "horaire"
        PLACE = "place", "lieu"
        PLACES = "places", "places"
        PHONE = "phone", "téléphone"
        EMAIL = "email", "adresse e-mail"
        PRICE = "price", "prix"
        GONE = "gone", "n’existe plus"
        REMARK = "remark", "remarque"

    class Decision(models.TextChoices):
        WAITING = "waiting", "à décider"
        ACCEPTED = "accepted", "reprise"
        REFUSED = "refused", "pas reprise"

    suggestion = models.ForeignKey(Suggestion, on_delete=models.CASCADE, related_name="changes")
    part = models.CharField("champ", max_length=8, choices=Part)
    before = models.TextField("avant", blank=True)
    after = models.TextField("proposé", blank=True)
    decision = models.CharField("décision", max_length=8, choices=Decision, default=Decision.WAITING)
    word = models.CharField("un mot", max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField("par", max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["suggestion", "part"], name="cadastre_suggested_once"),
            models.CheckConstraint(
                condition=Q(decision="waiting") | Q(decided_at__isnull=False), name="cadastre_suggested_dated"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_part_display())
