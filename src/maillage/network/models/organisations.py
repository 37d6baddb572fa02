"""Organisations, the services inside them, their names over time and what came of them (rows A1-A3, A8, A14)."""

from __future__ import annotations

from typing import Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q

from maillage.core.cleaning.bce import bce_in_words
from maillage.core.readers import PUBLIC, Reader
from maillage.network.numbers import validate_number
from maillage.records.clock import day_of, today
from maillage.records.dated import Dated, DatedQuerySet
from maillage.records.identity import UidField, address
from maillage.records.naming import SortKeyField
from maillage.records.versioned import Versioned


class OrganisationQuerySet(DatedQuerySet["Organisation"]):
    def visible_to(self, reader: Reader) -> Self:
        return self.filter(audience__in=reader.keys)


class Organisation(Dated, Versioned):
    """A local actor. A service is an organisation inside another, sharing its BCE number (A14).

    `valid_to` is the last day of existence (ceased, merged, split); `Succession` says what came of it.
    `kept_by`: who keeps the sheet up to date once the organisation itself cannot.
    `checked_on`: the day someone last vouched for the sheet, its creation included (invariant 18);
    `confirmed_at` and `confirmed_by`: the last « Tout est à jour » of the organisation itself.
    """

    class Ownership(models.TextChoices):
        PUBLIC = "public", "public"
        ASSOCIATIVE = "associative", "associatif"
        PRIVATE = "private", "privé"

    class Line(models.TextChoices):
        FIRST = "first", "première ligne"
        SECOND = "second", "seconde ligne"
        BOTH = "both", "première et seconde ligne"

    uid = UidField()
    name = models.CharField("nom", max_length=200)
    sort_name = SortKeyField(max_length=200, db_index=False)
    short_name = models.CharField("sigle", max_length=40, blank=True)
    search_key = SortKeyField(source="spoken_names", max_length=250, db_index=False)
    part_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="services",
        verbose_name="service de",
    )
    kinds = models.ManyToManyField(
        "vocabulary.Term", blank=True, related_name="organisations_of_kind", verbose_name="genres"
    )
    legal_form = models.ForeignKey(
        "vocabulary.Term",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="forme juridique",
    )
    bce_number = models.CharField(
        "numéro BCE", max_length=10, blank=True, db_index=True, validators=[validate_number]
    )
    ownership = models.CharField("statut", max_length=12, choices=Ownership, blank=True)
    line = models.CharField("ligne", max_length=6, choices=Line, blank=True)
    migrant_led = models.BooleanField(
        "association issue de l’immigration",
        default=False,
        help_text="Déclaré par l’association elle-même ; ne dit rien des personnes.",
    )
    sectors = models.ManyToManyField(
        "vocabulary.Term", blank=True, related_name="organisations_of_sector", verbose_name="secteurs"
    )
    presentation = models.TextField("présentation", blank=True, validators=[MaxLengthValidator(5000)])
    email = models.EmailField("adresse e-mail", blank=True)
    phone = models.CharField("téléphone", max_length=40, blank=True)
    website = models.URLField("site web", blank=True)
    logo = models.CharField("logo", max_length=80, blank=True)
    is_host = models.BooleanField("coordonne des plateformes et des groupes", default=False)
    checked_on = models.DateField("vérifiée le", default=today, editable=False)
    confirmed_at = models.DateTimeField("confirmée le", null=True, blank=True, editable=False)
    confirmed_by = models.CharField("confirmée par", max_length=200, blank=True, editable=False)
    kept_by = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="kept_sheets",
        verbose_name="fiche tenue par",
    )
    audience = models.CharField(max_length=40, default=PUBLIC, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta(Dated.Meta):
        indexes = [
            models.Index(
                fields=["sort_name", "id", "audience", "checked_on", "valid_to", "valid_from"],
                name="network_organisation_list",
            )
        ]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(part_of__isnull=True) | ~Q(part_of=models.F("id")),
                name="network_organisation_not_its_own_service",
                violation_error_message="Une organisation ne peut pas être son propre service.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def modified_since(self) -> bool:
        """Whether somebody wrote on the sheet on a later day than the organisation last vouched for it."""
        return self.confirmed_at is None or self.checked_on > day_of(self.confirmed_at)

    @property
    def spoken_names(self) -> str:
        """What people type to find it: its name and its sigle."""
        return f"{self.name} {self.short_name}".strip()

    @property
    def address(self) -> str:
        return address(self.name, self.uid)

    @property
    def number(self) -> str:
        """The BCE number as printed; a service shows the number of the organisation it belongs to (A14)."""
        own = self.bce_number or (self.part_of.bce_number if self.part_of else "")
        return bce_in_words(own)


class OrganisationName(Dated):
    """A name that an organisation bore; the current one is also on the organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names")
    name = models.CharField("nom", max_length=200)
    sort_name = SortKeyField(max_length=200)

    objects = DatedQuerySet["OrganisationName"].as_manager()

    class Meta(Dated.Meta):
        pass

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """What came of an organisation: merged into another, split into several, taken over, ceased; or a sheet entered twice.

    `day` is the first day of the new situation; `successor` is empty when the organisation ceased. `moved` says
    what followed, so that it can be taken back.
    """

    class Kind(models.TextChoices):
        CEASED = "ceased", "a cessé ses activités"
        MERGED = "merged", "fusionnée avec"
        SPLIT = "split", "scindée en"
        TAKEN_OVER = "taken_over", "reprise par"
        DUPLICATE = "duplicate", "même organisation que"

    uid = UidField()
    former = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="successions")
    successor = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="predecessions"
    )
    kind = models.CharField("suite", max_length=12, choices=Kind)
    day = models.DateField("date")
    note = models.CharField("précision", max_length=300, blank=True)
    moved = models.JSONField(default=dict, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["former", "successor"], name="network_succession_once"),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(former=models.F("successor")),
                name="network_succession_of_another",
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True, kind="ceased")
                | (Q(successor__isnull=False) & ~Q(kind="ceased")),
                name="network_succession_ceased_has_none",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.former} {self.get_kind_display()} {self.successor or ''}".strip()
