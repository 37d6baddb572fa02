"""Which regional centre is competent for which territory, from when, and who says so (row A11): never guessed."""

from __future__ import annotations

from django.db import models

from maillage.records.dated import Dated, DatedQuerySet
from maillage.records.identity import UidField


class CompetenceTerritory(Dated):
    """The territory and all it contains; a smaller one named for another centre wins over the larger."""

    uid = UidField()
    centre = models.ForeignKey(
        "network.Organisation", on_delete=models.PROTECT, related_name="competences", verbose_name="centre"
    )
    territory = models.ForeignKey(
        "territory.Territory", on_delete=models.PROTECT, related_name="competences", verbose_name="territoire"
    )
    source = models.CharField("source", max_length=300)

    objects = DatedQuerySet["CompetenceTerritory"].as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["territory"],
                condition=models.Q(valid_to__isnull=True),
                name="network_competence_one_open",
                violation_error_message="Un autre centre est compétent pour ce territoire : mettez-y d’abord fin.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.centre} – {self.territory}"
