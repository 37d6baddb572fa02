"""Avenues, and the actions they become: who carries them, with what means, what came of them (D12-D15, invariants 4, 5)."""

from __future__ import annotations

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q

from maillage.accounts.models import Person
from maillage.concertation.models.cycles import Cycle
from maillage.network.models import Organisation
from maillage.records.clock import now, today
from maillage.records.dated import Dated
from maillage.records.identity import UidField
from maillage.records.versioned import Versioned
from maillage.thread.models import OwnsItem, SeenWithItem


class Avenue(OwnsItem, Versioned):
    """A way that is proposed, not yet an action. The findings it answers are links of the thread."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="avenues")
    title = models.CharField("piste", max_length=200)
    detail = models.TextField("précisions", blank=True, validators=[MaxLengthValidator(2000)])
    dropped_because = models.CharField("abandonnée parce que", max_length=300, blank=True)

    objects = SeenWithItem["Avenue"].as_manager()

    def __str__(self) -> str:
        return self.title


class Support(Dated):
    """An organisation that supports an avenue."""

    avenue = models.ForeignKey(Avenue, on_delete=models.CASCADE, related_name="supports")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["avenue", "organisation"],
                condition=Q(valid_to__isnull=True),
                name="concertation_support_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} – {self.avenue}"


class Action(OwnsItem, Versioned):
    """What is done about it. Not decided without what will have changed and how it will be seen (D13).

    `mode`: individual is one organisation's, collective and community are several's (invariant 5).
    """

    class Mode(models.TextChoices):
        INDIVIDUAL = "individual", "individuelle"
        COLLECTIVE = "collective", "collective"
        COMMUNITY = "community", "communautaire"

    class Status(models.TextChoices):
        PROPOSED = "proposed", "proposée"
        DECIDED = "decided", "décidée"
        UNDER_WAY = "under_way", "en cours"
        SUSPENDED = "suspended", "suspendue"
        DONE = "done", "réalisée"
        DROPPED = "dropped", "abandonnée"

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="actions")
    title = models.CharField("action", max_length=200)
    detail = models.TextField("en quoi elle consiste", blank=True, validators=[MaxLengthValidator(3000)])
    change = models.TextField("ce qui aura changé", blank=True, validators=[MaxLengthValidator(600)])
    sign = models.TextField("à quoi on le verra", blank=True, validators=[MaxLengthValidator(600)])
    mode = models.CharField("mode", max_length=10, choices=Mode, default=Mode.COLLECTIVE)
    status = models.CharField("état", max_length=9, choices=Status, default=Status.PROPOSED, editable=False)
    status_reason = models.CharField("raison", max_length=300, blank=True)
    starts_on = models.DateField("à partir du", null=True, blank=True)
    due_on = models.DateField("pour le", null=True, blank=True)
    told_on = models.DateField("dernières nouvelles", null=True, blank=True)

    objects = SeenWithItem["Action"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["proposed", "dropped"]) | (~Q(change="") & ~Q(sign="")),
                name="concertation_action_decided_for_a_change",
                violation_error_message="Dites d’abord ce qui aura changé et à quoi on le verra.",
            ),
            models.CheckConstraint(
                condition=~Q(status="dropped") | ~Q(status_reason=""), name="concertation_action_dropped_why"
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(due_on__isnull=True) | Q(starts_on__lte=F("due_on")),
                name="concertation_action_starts_before_due",
                violation_error_message="L’échéance ne peut pas précéder le début.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Carrier(Dated):
    """An organisation that carries an action, and who answers for it there."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="carriers")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="carried")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta(Dated.Meta):
        indexes = [models.Index(fields=["organisation", "action"], name="concertation_carrier_of")]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["action", "organisation"],
                condition=Q(valid_to__isnull=True),
                name="concertation_carrier_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} – {self.action}"


class Means(models.Model):
    """What an action needs, by kind; who brings it, and what is missing (D14). No `brought_by`: nobody yet."""

    class Kind(models.TextChoices):
        FINANCIAL = "financial", "financiers"
        HUMAN = "human", "humains"
        LOGISTIC = "logistic", "logistiques"

    uid = UidField()
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="means")
    kind = models.CharField("moyens", max_length=9, choices=Kind)
    what = models.CharField("quoi", max_length=200)
    brought_by = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="apporté par",
    )
    missing = models.CharField("ce qui manque", max_length=200, blank=True)

    class Meta:
        ordering = ["action_id", "kind", "pk"]

    def __str__(self) -> str:
        return self.what


class Progress(models.Model):
    """News of an action: a sentence of who carries it (« Où en est-on ? »)."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="progress")
    text = models.CharField("où cela en est", max_length=600)
    told_on = models.DateField(default=today)
    told_by = models.CharField(max_length=200, blank=True)
    author = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["action_id", "-told_on", "-pk"]

    def __str__(self) -> str:
        return self.text


class Outcome(OwnsItem):
    """What came of an action, and what shows it."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="outcomes")
    text = models.TextField("résultat", validators=[MaxLengthValidator(1000)])
    evidence = models.CharField("ce qui le montre", max_length=300, blank=True)
    evidence_link = models.URLField("lien", max_length=500, blank=True)
    seen_on = models.DateField("constaté le", default=today)
    noted_at = models.DateTimeField(default=now, editable=False)

    objects = SeenWithItem["Outcome"].as_manager()

    class Meta:
        ordering = ["action_id", "seen_on", "pk"]

    def __str__(self) -> str:
        return self.text
