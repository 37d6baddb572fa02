"""Recommendations: what should be done and by whom, from findings, towards objectives of frameworks (invariant 4, G3)."""

from __future__ import annotations

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q

from maillage.concertation.models.consultations import LONGEST_STATEMENT
from maillage.concertation.models.cycles import Cycle
from maillage.concertation.models.findings import Finding
from maillage.records.versioned import Versioned
from maillage.thread.models import OwnsItem, SeenWithItem
from maillage.vocabulary.models import Term


class Recommendation(OwnsItem, Versioned):
    """`title` is short enough to be put to the vote as it stands. `addressee`: who could do it (« la Région wallonne »).

    The findings it comes from are links of the thread, at least one; `objectives` are terms of policy frameworks, at least
    one. `scope`: global, or both, is what advocacy lists (D10). Organisations take position on it as on a finding;
    `status` says what the space made of it, whatever their number: a disagreement is never lost by a vote (D9).
    """

    class Status(models.TextChoices):
        PROPOSED = "proposed", "proposée"
        ADOPTED = "adopted", "adoptée"
        DROPPED = "dropped", "abandonnée"

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="recommendations")
    title = models.CharField("recommandation", max_length=LONGEST_STATEMENT)
    detail = models.TextField("pourquoi, et comment", blank=True, validators=[MaxLengthValidator(3000)])
    addressee = models.CharField("adressée à", max_length=200, blank=True)
    scope = models.CharField("d’ordre", max_length=6, choices=Finding.Scope)
    objectives = models.ManyToManyField(Term, related_name="+", verbose_name="objectifs servis")
    status = models.CharField("état", max_length=8, choices=Status, default=Status.PROPOSED, editable=False)
    status_reason = models.CharField("raison", max_length=300, blank=True)

    objects = SeenWithItem["Recommendation"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["cycle", "status", "id"], name="concertation_recommend_list")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="dropped") | ~Q(status_reason=""), name="concertation_recommend_dropped_why"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stands(self) -> bool:
        return self.status != self.Status.DROPPED

    @property
    def takes_positions(self) -> bool:
        return self.stands
