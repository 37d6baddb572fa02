"""What an association says of itself: founding, structure, income (row A7); and who works with whom."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from maillage.network.models.organisations import Organisation
from maillage.records.dated import Dated, DatedQuerySet
from maillage.records.identity import UidField
from maillage.records.versioned import Versioned


class Profile(Versioned):
    """`income_known_on` tells "no income declared" from "nobody asked": figures count the second apart."""

    class Structure(models.TextChoices):
        VOLUNTEERS = "volunteers", "uniquement des bénévoles"
        MIXED = "mixed", "des bénévoles et quelques salariés"
        STAFF = "staff", "une équipe salariée"

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="profile")
    founded_year = models.PositiveSmallIntegerField(
        "année de création",
        null=True,
        blank=True,
        validators=[MinValueValidator(1500), MaxValueValidator(2200)],
    )
    structure = models.CharField("qui y travaille", max_length=12, choices=Structure, blank=True)
    income_kinds = models.ManyToManyField(
        "vocabulary.Term",
        blank=True,
        related_name="profiles_of_income",
        verbose_name="sources de revenus",
    )
    income_known_on = models.DateField("revenus déclarés le", null=True, blank=True)
    source = models.CharField("source", max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["income_known_on"], name="network_profile_known")]

    def __str__(self) -> str:
        return f"Profil de {self.organisation}"


class Partnership(Dated):
    """Two organisations that work together: a pair without order, the lower identifier first."""

    class Kind(models.TextChoices):
        CONVENTION = "convention", "convention"
        PROJECT = "project", "projet commun"
        PREMISES = "premises", "locaux ou moyens partagés"
        REFERRAL = "referral", "orientation mutuelle des personnes"
        OTHER = "other", "autre"

    uid = UidField()
    one = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="partnerships")
    other = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="partnerships_of_others")
    kind = models.CharField("forme", max_length=12, choices=Kind)
    subject = models.CharField("objet", max_length=200, blank=True)

    objects = DatedQuerySet["Partnership"].as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(one__lt=models.F("other")),
                name="network_partnership_in_order",
                violation_error_message="Un partenariat lie deux organisations différentes.",
            ),
            models.UniqueConstraint(
                fields=["one", "other", "kind"],
                condition=models.Q(valid_to__isnull=True),
                name="network_partnership_open_once",
                violation_error_message="Ce partenariat est déjà noté.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one} – {self.other} ({self.get_kind_display()})"
