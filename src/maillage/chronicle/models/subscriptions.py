"""« M’avertir »: who asked to hear of what, how often, and the digests that were written (row C9)."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Self

from django.db import models
from django.db.models import Q

from maillage.accounts.models import Person
from maillage.core.rhythms import Rhythm
from maillage.records.clock import now
from maillage.records.identity import UidField

RHYTHMS = (
    (Rhythm.DAY.value, "chaque jour"),
    (Rhythm.WEEK.value, "chaque semaine, le lundi"),
    (Rhythm.MONTH.value, "chaque mois, le 1er"),
)


class SubscriberQuerySet(models.QuerySet["Subscriber"]):
    def awake(self) -> Self:
        """Confirmed and not paused."""
        return self.filter(confirmed_at__isnull=False, paused_at__isnull=True)


class Subscriber(models.Model):
    """A person of the network, or an e-mail address without an account, which then reads what is public.

    `heard_until`: what was published by that moment has been told; `awake_since`: only periods that begin later
    count (confirmed, resumed, or a rhythm chosen in mid-period). An address counts once its owner has confirmed it.
    """

    uid = UidField()
    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="subscriber"
    )
    email = models.EmailField("adresse e-mail", blank=True)
    rhythm = models.CharField("rythme", max_length=5, choices=RHYTHMS, default=Rhythm.WEEK.value)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    heard_until = models.DateTimeField(default=now)
    awake_since = models.DateTimeField(default=now)
    created_at = models.DateTimeField(default=now)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, email="") | (Q(person__isnull=True) & ~Q(email="")),
                name="chronicle_subscriber_person_or_address",
            ),
            models.UniqueConstraint(
                fields=["email"], condition=~Q(email=""), name="chronicle_subscriber_address_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["rhythm", "awake_since"],
                name="chronicle_subscriber_due",
                condition=Q(confirmed_at__isnull=False, paused_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        """Goes into the journal: no address in it."""
        return "Avis par e-mail"

    @property
    def to_email(self) -> str:
        """Where digests go; empty for a person whose address is not known."""
        if self.person is None:
            return self.email
        return self.person.email.lower() or (self.person.user.email if self.person.user else "")

    @property
    def to_name(self) -> str:
        return self.person.full_name if self.person else ""


def digest_of_params(params: dict[str, Any]) -> str:
    """The same wish twice is one: whatever the order it was written in."""
    return hashlib.sha256(json.dumps(params, sort_keys=True).encode()).hexdigest()[:40]


class Subscription(models.Model):
    """What someone wants to hear of: a source of the registry with its own parameters.

    `asked_in`: the uid of the form that asked for it, one confirmation for all that it asked; `rhythm`: the one that
    the form asked for, the subscriber's once confirmed.
    """

    uid = UidField()
    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="subscriptions")
    source = models.CharField(max_length=40)
    params = models.JSONField(default=dict)
    params_digest = models.CharField(max_length=40, editable=False)
    asked_in = models.CharField(max_length=8, blank=True)
    rhythm = models.CharField(max_length=5, choices=RHYTHMS, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subscriber", "source", "params_digest"], name="chronicle_subscription_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["created_at"],
                name="chronicle_subscription_waits",
                condition=Q(confirmed_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.source


class Digest(models.Model):
    """The digest of one subscriber for one period (« 2026-W48 »): opened by the timer, written once by the worker.

    `until` is the moment at which the period fell due. Nothing to say: `written_at` is set, nothing leaves.
    """

    uid = UidField()
    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="digests")
    period = models.CharField(max_length=10)
    until = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    written_at = models.DateTimeField(null=True, blank=True)
    item_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subscriber", "period"], name="chronicle_digest_once"),
        ]
        indexes = [
            models.Index(fields=["id"], name="chronicle_digest_work", condition=Q(written_at__isnull=True))
        ]

    def __str__(self) -> str:
        return self.period
