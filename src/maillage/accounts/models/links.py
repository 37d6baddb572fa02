"""Personal links sent by e-mail: one purpose, one object, no account (DESIGN decision 7)."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.db.models import Q

from maillage.accounts.models.people import Person
from maillage.records.clock import now
from maillage.records.identity import UidField


class LinkState(StrEnum):
    USABLE = "usable"
    EXPIRED = "expired"
    REVOKED = "revoked"
    USED = "used"


class SignedLinkQuerySet(models.QuerySet["SignedLink"]):
    def usable(self, moment: dt.datetime) -> SignedLinkQuerySet:
        """Links that open something at `moment`; a single-use link that was used does not."""
        return self.filter(
            Q(used_at__isnull=True) | Q(single_use=False), revoked_at__isnull=True, expires_at__gt=moment
        )


class SignedLink(models.Model):
    """Only the SHA-256 of the token is kept: who reads the database cannot open a link.

    `subject_*` name the object it is about; `label` is who acts by it, as the journal says ("Les Mots Passeurs").
    """

    uid = UidField()
    purpose = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    subject_uid = models.CharField(max_length=8)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="links")
    email = models.EmailField(blank=True)
    label = models.CharField(max_length=200)
    token_hash = models.CharField(max_length=64, unique=True)
    single_use = models.BooleanField(default=False)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=now)
    created_by = models.CharField(max_length=200, blank=True)

    objects: ClassVar = SignedLinkQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "purpose"], name="accounts_link_subject"),
            models.Index(fields=["expires_at"], name="accounts_link_expiry"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} – {self.label}"

    def state_at(self, moment: dt.datetime) -> LinkState:
        if self.revoked_at:
            return LinkState.REVOKED
        if self.used_at and self.single_use:
            return LinkState.USED
        return LinkState.EXPIRED if self.expires_at <= moment else LinkState.USABLE
