"""Consultations: many people answer agree, disagree or pass on many statements (K3; `core/positions` draws the map).

A vote is never a position: it counts for a person without a name, and nothing is said in the name of an organisation.
"""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q

from maillage.accounts.models import Person
from maillage.concertation.models.cycles import CODE_LENGTH, Cycle
from maillage.core.readers import PUBLIC, Reader
from maillage.network.models import Organisation, Space
from maillage.records.clock import now, today
from maillage.records.identity import UidField, address
from maillage.records.versioned import Versioned
from maillage.thread.models import Item
from maillage.vocabulary.models import Term

LONGEST_STATEMENT = 200


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def visible_to(self, reader: Reader) -> Self:
        return self.filter(audience__in=reader.keys)


class Consultation(Versioned):
    """`opens_on`, `closes_on`: inclusive Brussels days; `closed_at`: closed earlier by hand. `code`: to come in by.

    `tally` moves on with every vote, withdrawal and statement that is shown or left out: a map made at the same tally holds.
    """

    class Entry(models.TextChoices):
        MEMBERS = "members", "les membres de l’espace"
        CODE = "code", "qui a le code, et les membres"
        OPEN = "open", "tout le monde"

    uid = UidField()
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="consultations")
    cycle = models.ForeignKey(
        Cycle, on_delete=models.PROTECT, null=True, blank=True, related_name="consultations"
    )
    title = models.CharField("titre", max_length=160)
    question = models.CharField("question", max_length=300)
    introduction = models.TextField("introduction", blank=True, validators=[MaxLengthValidator(2000)])
    audience = models.CharField("résultats visibles de", max_length=40)
    entry = models.CharField("qui vote", max_length=7, choices=Entry, default=Entry.MEMBERS)
    code = models.CharField(max_length=CODE_LENGTH, unique=True, editable=False)
    may_propose = models.BooleanField("phrases proposées par les participants", default=True)
    opens_on = models.DateField("ouverte du", default=today)
    closes_on = models.DateField("au")
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    tally = models.PositiveIntegerField(default=0, editable=False)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["space", "opens_on"], name="concertation_consult_list")]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="concertation_consult_closes_after",
                violation_error_message="Une consultation ne peut pas se clore avant de s’ouvrir.",
            ),
            models.CheckConstraint(
                condition=~Q(entry="open") | Q(audience=PUBLIC),
                name="concertation_consult_open_is_public",
                violation_error_message="Une consultation ouverte à tous a des résultats visibles de tous.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        return address(self.title, self.uid)

    @property
    def spoken(self) -> str:
        """The code as it is written on a wall: « KDM RTA »."""
        return f"{self.code[:3]} {self.code[3:]}"

    def is_open_on(self, day: dt.date) -> bool:
        return self.closed_at is None and self.opens_on <= day <= self.closes_on

    @property
    def is_open(self) -> bool:
        return self.is_open_on(today())

    @property
    def is_to_come(self) -> bool:
        return self.closed_at is None and today() < self.opens_on

    @property
    def is_over(self) -> bool:
        return not self.is_open and not self.is_to_come


class Participant(models.Model):
    """Somebody who votes, without a name. `number` is theirs within the consultation.

    `by_entry`: what their browser carries, or for members a digest that only this installation can make again, so that one
    person is one participant. `actor` and `ownership` only when they chose to say it (K3).
    """

    uid = UidField()
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="participants")
    number = models.PositiveIntegerField()
    by_entry = models.CharField(max_length=32, editable=False)
    actor = models.ForeignKey(
        Term, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="secteur"
    )
    ownership = models.CharField(
        "genre d’organisation", max_length=11, choices=Organisation.Ownership, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consultation", "number"], name="concertation_participant_number"),
            models.UniqueConstraint(fields=["consultation", "by_entry"], name="concertation_participant_once"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Statement(models.Model):
    """One sentence to vote on. `number` is its own within the consultation, and never given again.

    Those of participants wait (`proposed`) until an organiser shows them. `item`: the recommendation or the finding of the
    thread that it takes up. `theme`: the workshop that it comes from. `agree`, `disagree`, `passed`: its votes, counted.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", "à relire"
        SHOWN = "shown", "montrée"
        LEFT_OUT = "left_out", "écartée"

    uid = UidField()
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="statements")
    number = models.PositiveIntegerField()
    text = models.CharField("phrase", max_length=LONGEST_STATEMENT)
    theme = models.CharField("atelier", max_length=80, blank=True)
    state = models.CharField("état", max_length=8, choices=State, default=State.SHOWN, editable=False)
    reason = models.CharField("raison", max_length=300, blank=True)
    author = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    participant = models.ForeignKey(
        Participant, on_delete=models.SET_NULL, null=True, blank=True, related_name="proposed"
    )
    is_seed = models.BooleanField("des organisateurs", default=True)
    item = models.ForeignKey(
        Item, on_delete=models.SET_NULL, null=True, blank=True, related_name="consulted_on"
    )
    agree = models.PositiveIntegerField(default=0, editable=False)
    disagree = models.PositiveIntegerField(default=0, editable=False)
    passed = models.PositiveIntegerField(default=0, editable=False)
    written_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["consultation_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "number"], name="concertation_statement_number"),
            models.CheckConstraint(
                condition=~Q(state="left_out") | ~Q(reason=""), name="concertation_statement_left_out_why"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def cast(self) -> int:
        return self.agree + self.disagree + self.passed


class Vote(models.Model):
    """`value`: +1 agrees, −1 disagrees, 0 passes. The last vote of a participant on a statement is the one that counts."""

    class Value(models.IntegerChoices):
        AGREES = 1, "D’accord"
        DISAGREES = -1, "Pas d’accord"
        PASSES = 0, "Je passe"

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="votes")
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="votes")
    value = models.SmallIntegerField(choices=Value)
    voted_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "statement"], name="concertation_vote_once"),
            models.CheckConstraint(condition=Q(value__in=(-1, 0, 1)), name="concertation_vote_value"),
        ]

    def __str__(self) -> str:
        return str(self.get_value_display())


class VotePack(models.Model):
    """Votes as `core.positions.packed` reads them, in step with the rows: what a map is made from.

    In parts, since a vote rewrites the last part only: in one piece, a vote among 2 million cost 107 ms, in parts 0.02 ms.
    """

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="packs")
    number = models.PositiveIntegerField()
    data = models.BinaryField(default=bytes)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consultation", "number"], name="concertation_pack_number")
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id}/{self.number}"


class OpinionMapKept(models.Model):
    """A map that was made in the durable work, at a tally. `told`: as `queries.opinion_maps` reads it."""

    consultation = models.OneToOneField(Consultation, on_delete=models.CASCADE, related_name="kept_map")
    tally = models.PositiveIntegerField()
    told = models.JSONField()
    computed_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"{self.consultation_id} à {self.tally}"
