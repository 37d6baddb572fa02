"""What organisations think of it: positions, and findings that contradict each other (D7-D9, invariant 7)."""

from __future__ import annotations

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q

from maillage.accounts.models import Person
from maillage.concertation.models.findings import Finding
from maillage.network.models import Organisation
from maillage.records.clock import now
from maillage.records.dated import Dated, DatedQuerySet
from maillage.records.identity import UidField
from maillage.thread.models import Item, OwnsItem


class Stance(models.TextChoices):
    AGREES = "agrees", "D’accord"
    DISAGREES = "disagrees", "Pas d’accord"
    REWORK = "rework", "À retravailler"
    ABSTAINS = "abstains", "S’abstient"
    CANNOT = "cannot", "Ne peut se prononcer"


OBJECTING = (Stance.DISAGREES, Stance.REWORK)
"""They say why, and are never lost by a vote (D9)."""


class Position(Dated):
    """What an organisation thinks of a step, or what a professional does. A change of mind adds a row.

    `mandated`: said in the name of the organisation; only these count, one at a time for each organisation
    (invariant 7), with its author. `confirmed_at`: its lead said so, having read it as it prints. `published`: the
    organisation lets it leave the space; until then it stays inside.
    """

    uid = UidField()
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="positions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="positions")
    author = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    stance = models.CharField("position", max_length=9, choices=Stance)
    reason = models.TextField("pourquoi", blank=True, validators=[MaxLengthValidator(1000)])
    mandated = models.BooleanField("au nom de mon organisation")
    taken_at = models.DateTimeField(default=now, editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    published = models.BooleanField(default=False)

    objects = DatedQuerySet["Position"].as_manager()

    class Meta(Dated.Meta):
        indexes = [models.Index(fields=["organisation", "item"], name="concertation_position_of")]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["item", "organisation"],
                condition=Q(mandated=True, valid_to__isnull=True),
                name="concertation_position_one_each",
            ),
            models.UniqueConstraint(
                fields=["item", "author"],
                condition=Q(mandated=False, valid_to__isnull=True),
                name="concertation_position_one_opinion",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} : {self.get_stance_display()}"


class Contradiction(OwnsItem):
    """Two findings that cannot both hold as they stand: a step of its own, to discuss (D7)."""

    one = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="+")
    question = models.CharField("à discuter", max_length=300)
    outcome = models.TextField("ce qui en est sorti", blank=True, validators=[MaxLengthValidator(2000)])
    settled_on = models.DateField("discutée le", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="concertation_contradiction_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="concertation_contradiction_of_two"),
        ]

    def __str__(self) -> str:
        return self.question
