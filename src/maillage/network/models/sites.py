"""Addresses where an organisation receives people; one operator may have many (row E10)."""

from __future__ import annotations

from django.core.validators import MaxLengthValidator
from django.db import models

from maillage.core.folding import fold
from maillage.network.models.organisations import Organisation
from maillage.records.dated import Dated, DatedQuerySet
from maillage.records.identity import UidField
from maillage.records.versioned import Versioned


class Site(Dated, Versioned):
    """`territory` is the commune or quarter that filters read; `hours` and `services` are words, a line each."""

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
    hours = models.TextField("heures d’ouverture", blank=True, validators=[MaxLengthValidator(1000)])
    services = models.TextField("services sur place", blank=True, validators=[MaxLengthValidator(1000)])
    is_main = models.BooleanField("siège", default=False)

    objects = DatedQuerySet["Site"].as_manager()

    class Meta(Dated.Meta):
        indexes = [models.Index(fields=["territory", "organisation"], name="network_site_territory")]

    def __str__(self) -> str:
        return self.name or self.one_line

    @property
    def one_line(self) -> str:
        """The postal address on one line."""
        town = " ".join(part for part in (self.postal_code, self.locality) if part)
        return ", ".join(part for part in (self.street, town) if part)

    @property
    def commune_beside(self) -> str:
        """The commune or quarter, when the locality does not say it already: never « Gembloux, Gembloux »."""
        place = self.territory.name if self.territory is not None else ""
        return "" if fold(place) == fold(self.locality) else place

    @property
    def in_full(self) -> str:
        """Name, postal address and commune on one line, each said once."""
        return ", ".join(part for part in (self.name, self.one_line, self.commune_beside) if part)
