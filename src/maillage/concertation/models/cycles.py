"""A cycle: a question that a space works on, phase after phase; the codes by which people join in (B8, D1, D2)."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q

from maillage.accounts.models import Person
from maillage.core.readers import Reader
from maillage.network.models import Space
from maillage.records.clock import now, today
from maillage.records.identity import UidField, address
from maillage.records.versioned import Versioned

CODE_ALPHABET = "ACDEFGHJKMNPQRTUVWXY"
"""Letters that nobody confuses when a code is read aloud in a room."""
CODE_LENGTH = 6


class CycleQuerySet(models.QuerySet["Cycle"]):
    def visible_to(self, reader: Reader) -> Self:
        return self.filter(audience__in=reader.keys)


class Cycle(Versioned):
    """`audience`: the key of the space (the default), or `public` when the space is. `closed_on`: its last day."""

    uid = UidField()
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="cycles")
    title = models.CharField("titre", max_length=160)
    question = models.TextField("question", blank=True, validators=[MaxLengthValidator(1000)])
    method = models.CharField("méthode", max_length=40)
    audience = models.CharField("visible de", max_length=40)
    opened_on = models.DateField("ouvert le", default=today)
    closed_on = models.DateField("clos le", null=True, blank=True)

    objects = CycleQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["space", "opened_on"], name="concertation_cycle_list")]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="concertation_cycle_closed_after_opened",
                violation_error_message="Un cycle ne peut pas se clore avant de s’ouvrir.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        return address(self.title, self.uid)

    @property
    def is_open(self) -> bool:
        return self.closed_on is None


class Phase(models.Model):
    """A column of the board. `kind` decides what it holds; title and question are the space's own words.

    One phase of a cycle is the current one; nothing prevents going back.
    """

    class Kind(models.TextChoices):
        SEE = "see", "voir"
        JUDGE = "judge", "juger"
        ACT = "act", "agir"

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="phases")
    kind = models.CharField("ce qu’on y fait", max_length=5, choices=Kind)
    title = models.CharField("titre", max_length=80)
    question = models.CharField("question", max_length=300, blank=True)
    rank = models.PositiveSmallIntegerField()
    is_current = models.BooleanField(default=False)

    class Meta:
        ordering = ["cycle_id", "rank", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "kind"], name="concertation_phase_once"),
            models.UniqueConstraint(
                fields=["cycle"], condition=Q(is_current=True), name="concertation_phase_one_current"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class EntryCodeQuerySet(models.QuerySet["EntryCode"]):
    def usable(self, moment: dt.datetime) -> Self:
        return self.filter(closes_at__gt=moment)


class EntryCode(models.Model):
    """A session code: for a few hours, who holds it notes findings without an account (DESIGN decision 7).

    It gives findings, never positions. `voice` marks what comes in by it: a code of the public (D16) is opened by
    someone who works with a group, and what the group says is never counted as the position of an organisation.
    """

    class Voice(models.TextChoices):
        PROFESSIONAL = "professional", "parole de professionnels"
        PUBLIC = "public", "parole du public"

    uid = UidField()
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="codes")
    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    label = models.CharField("pour", max_length=120, blank=True)
    voice = models.CharField("parole", max_length=12, choices=Voice, default=Voice.PROFESSIONAL)
    opened_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField(default=now)
    closes_at = models.DateTimeField()

    objects = EntryCodeQuerySet.as_manager()

    def __str__(self) -> str:
        return self.spoken

    @property
    def spoken(self) -> str:
        """As it is written on a wall: « KDM RTA »."""
        return f"{self.code[:3]} {self.code[3:]}"

    @property
    def is_usable(self) -> bool:
        return self.closes_at > now()
