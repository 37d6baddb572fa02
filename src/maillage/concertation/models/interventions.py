"""Requests for intervention: an actor asks, the group answers with an owner, a method agreed together, an outcome (B17)."""

from __future__ import annotations

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q

from maillage.accounts.models import Person
from maillage.network.models import Organisation, Space
from maillage.records.clock import today
from maillage.records.versioned import Versioned
from maillage.territory.models import Territory
from maillage.thread.models import OwnsItem, SeenWithItem


class Intervention(OwnsItem, Versioned):
    """What an organisation asks of the group, for the members of the space only.

    `author`: who asked, and is written to. `owner`: who answers for it. `status`: see `states.INTERVENTION`; it is not
    accepted without a method, not finished without an outcome (« dans le respect d’une méthodologie et d’une
    construction commune »). An owner who is erased leaves the place empty, so that no constraint asks for one.
    """

    class Status(models.TextChoices):
        ASKED = "asked", "demandée"
        ACCEPTED = "accepted", "acceptée"
        UNDER_WAY = "under_way", "en cours"
        DONE = "done", "terminée"
        REFUSED = "refused", "refusée"
        WITHDRAWN = "withdrawn", "retirée"

    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="interventions")
    title = models.CharField("demande", max_length=200)
    request = models.TextField("ce qui est demandé", validators=[MaxLengthValidator(2000)])
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name="demandée par"
    )
    asked_on = models.DateField("demandée le", default=today)
    author = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    territory = models.ForeignKey(
        Territory, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="où"
    )
    owner = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="qui en répond",
    )
    method = models.TextField(
        "comment nous procéderons, ensemble", blank=True, validators=[MaxLengthValidator(1000)]
    )
    status = models.CharField("état", max_length=9, choices=Status, default=Status.ASKED, editable=False)
    status_reason = models.CharField("raison", max_length=300, blank=True)
    outcome = models.TextField("ce qui en est sorti", blank=True, validators=[MaxLengthValidator(1000)])
    outcome_on = models.DateField("terminée le", null=True, blank=True)

    objects = SeenWithItem["Intervention"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["space", "status", "asked_on"], name="concertation_interv_list")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=["accepted", "under_way", "done"]) | ~Q(method=""),
                name="concertation_intervention_with_method",
                violation_error_message="Dites d’abord comment vous procéderez, ensemble.",
            ),
            models.CheckConstraint(
                condition=~Q(status="done") | (~Q(outcome="") & Q(outcome_on__isnull=False)),
                name="concertation_intervention_done_outcome",
                violation_error_message="Dites ce qui en est sorti.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["refused", "withdrawn"]) | ~Q(status_reason=""),
                name="concertation_intervention_refused_why",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state_in_words(self) -> str:
        """To finish « votre demande est … »."""
        return "à l’étude" if self.status == self.Status.ASKED else str(self.get_status_display())

    @property
    def is_open(self) -> bool:
        """Something is still expected of it."""
        return self.status in OPEN


OPEN = (Intervention.Status.ASKED, Intervention.Status.ACCEPTED, Intervention.Status.UNDER_WAY)
