"""How many places are left, each statement with its own day: « 6 places le 12/11 » (issue section 1)."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q

from maillage.cadastre.models.sessions import OfferSession
from maillage.records.clock import now

FRESH_FOR = dt.timedelta(days=14)
"""Older statements are shown « à vérifier »."""


class Places(models.Model):
    """One statement; the latest of a session counts, the others are its history. `count` only goes with places left."""

    class State(models.TextChoices):
        SOME = "some", "places libres"
        FULL = "full", "complet"
        WAITING = "waiting", "liste d’attente"
        ASK = "ask", "se renseigner"

    session = models.ForeignKey(OfferSession, on_delete=models.CASCADE, related_name="places")
    state = models.CharField("places", max_length=7, choices=State)
    count = models.PositiveIntegerField("nombre", null=True, blank=True)
    on = models.DateField("le")
    said_at = models.DateTimeField(default=now, editable=False)
    said_by = models.CharField("selon", max_length=200, blank=True, editable=False)

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["session", "-on", "-id"], name="cadastre_places_latest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(count__isnull=True) | (Q(state="some") & Q(count__gt=0)),
                name="cadastre_places_count",
                violation_error_message="Un nombre de places ne va qu’avec « places libres ».",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} ({self.on:%d/%m/%Y})"
