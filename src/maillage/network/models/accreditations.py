"""Official recognitions (ILI, CISP, MIRE …), dated, given by an authority (row A4)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from maillage.network.models.organisations import Organisation
from maillage.records.dated import Dated, DatedQuerySet
from maillage.records.identity import UidField


class Accreditation(Dated):
    """A prolongation is a row of its own, that begins the day after the former ends."""

    uid = UidField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="accreditations")
    term = models.ForeignKey(
        "vocabulary.Term", on_delete=models.PROTECT, related_name="accreditations", verbose_name="agrément"
    )
    authority = models.CharField("autorité", max_length=160, blank=True)
    reference = models.CharField("référence", max_length=80, blank=True)

    objects = DatedQuerySet["Accreditation"].as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "term"],
                condition=Q(valid_to__isnull=True),
                name="network_accreditation_open_once",
                violation_error_message="Cet agrément est déjà en cours.",
            ),
        ]
        indexes = [models.Index(fields=["term", "organisation"], name="network_accreditation_term")]

    def __str__(self) -> str:
        return f"{self.term} ({self.organisation})"
