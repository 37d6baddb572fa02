"""How often an offer was put on a sheet handed to somebody: a count, never to whom (row E11)."""

from __future__ import annotations

from django.db import models

from maillage.cadastre.models.offers import Offer


class ReferralCount(models.Model):
    """`month` is its first day."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="referral_counts")
    month = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "month"], name="cadastre_referrals_once")]

    def __str__(self) -> str:
        return f"{self.month:%m/%Y} : {self.count}"
