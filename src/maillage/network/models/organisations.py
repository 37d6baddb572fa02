"""Organisations, the services inside them, their sites and accreditations (rows A1-A4, A7, A8, A14, E10)."""

from __future__ import annotations

from typing import Self

from django.db import models

from maillage.core.readers import PUBLIC, Reader
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
    sort_name = SortKeyField(max_length=200)
    short_name = models.CharField("sigle", max_length=40, blank=True)
    part_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="services",
        verbose_name="service de",
    )
    legal_form = models.ForeignKey(
        "vocabulary.Term",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="forme juridique",
    )
    bce_number = models.CharField("numéro BCE", max_length=10, blank=True)
    ownership = models.CharField("statut", max_length=12, choices=Ownership, blank=True)
    line = models.CharField("ligne", max_length=6, choices=Line, blank=True)
    migrant_led = models.BooleanField(
        "association issue de l’immigration",
        default=False,
        help_text="Déclaré par l’association elle-même ; ne dit rien des personnes.",
    )
    sectors = models.ManyToManyField(
        "vocabulary.Term", blank=True, related_name="organisations_of_sector", verbose_name="secteurs"
    )
    presentation = models.TextField("présentation", blank=True)
    email = models.EmailField("adresse e-mail", blank=True)
    phone = models.CharField("téléphone", max_length=40, blank=True)
    website = models.URLField("site web", blank=True)
    logo = models.CharField("logo", max_length=80, blank=True)
    is_host = models.BooleanField("héberge des espaces", default=False)
    confirmed_at = models.DateTimeField("confirmée le", null=True, blank=True, editable=False)
    confirmed_by = models.CharField("confirmée par", max_length=200, blank=True, editable=False)
    audience = models.CharField(max_length=40, default=PUBLIC, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta(Dated.Meta):
        indexes = [models.Index(fields=["audience", "sort_name", "id"], name="network_organisation_list")]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        return address(self.name, self.uid)


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
    """What came of an organisation that ended: merged into another, split into several, taken over."""

    class Kind(models.TextChoices):
        MERGED = "merged", "fusionnée avec"
        SPLIT = "split", "scindée en"
        TAKEN_OVER = "taken_over", "reprise par"

    former = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="successions")
    successor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="predecessions")
    kind = models.CharField("suite", max_length=12, choices=Kind)
    day = models.DateField("date")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["former", "successor"], name="network_succession_once"),
            models.CheckConstraint(
                condition=~models.Q(former=models.F("successor")), name="network_succession_of_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.former} {self.get_kind_display()} {self.successor}"


class Site(Dated):
    """An address where an organisation receives people; one operator may have many (E10)."""

    uid = UidField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="sites")
    name = models.CharField("nom du lieu", max_length=120, blank=True)
    street = models.CharField("rue et numéro", max_length=160, blank=True)
    postal_code = models.CharField("code postal", max_length=10, blank=True)
    locality = models.CharField("localité", max_length=120, blank=True)
    territory = models.ForeignKey(
        "territory.Territory",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sites",
        verbose_name="commune ou quartier",
    )
    phone = models.CharField("téléphone", max_length=40, blank=True)
    email = models.EmailField("adresse e-mail", blank=True)
    hours = models.TextField("heures d’ouverture", blank=True)
    is_main = models.BooleanField("siège", default=False)

    objects = DatedQuerySet["Site"].as_manager()

    class Meta(Dated.Meta):
        pass

    def __str__(self) -> str:
        return self.name or ", ".join(part for part in (self.street, self.locality) if part)


class Accreditation(Dated):
    """An official recognition (ILI, CISP, MIRE …), dated, given by an authority (A4)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="accreditations")
    term = models.ForeignKey(
        "vocabulary.Term", on_delete=models.PROTECT, related_name="accreditations", verbose_name="agrément"
    )
    authority = models.CharField("autorité", max_length=160, blank=True)
    reference = models.CharField("référence", max_length=80, blank=True)

    objects = DatedQuerySet["Accreditation"].as_manager()

    class Meta(Dated.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.term} ({self.organisation})"
