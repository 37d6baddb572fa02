"""Launching a space by an open call: a text, two dates, and those who answered it (row B14)."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q

from maillage.network.models.spaces import InVisibleSpace, Space
from maillage.records.identity import UidField


class OpenCall(models.Model):
    """`opens_on` and `closes_on` are inclusive Brussels days; answers are memberships "demande reçue" that name it."""

    uid = UidField()
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="calls")
    text = models.TextField("texte de l’appel")
    opens_on = models.DateField("ouvert le")
    closes_on = models.DateField("jusqu’au (inclus)")

    objects = InVisibleSpace["OpenCall"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on__lte=F("closes_on")),
                name="network_opencall_opens_before_it_closes",
                violation_error_message="L’appel ne peut pas se terminer avant de s’ouvrir.",
            )
        ]

    def __str__(self) -> str:
        return f"Appel : {self.space}"

    def is_open(self, day: dt.date) -> bool:
        return self.opens_on <= day <= self.closes_on
