"""Figures by territory and day: population first (row G6). A figure never goes without its source and its day."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from maillage.records.identity import UidField
from maillage.territory.models.places import Territory


class Indicator(models.Model):
    """What is counted."""

    code = models.SlugField("code", max_length=40, unique=True)
    name = models.CharField("nom", max_length=120)
    unit = models.CharField("unité", max_length=40)
    description = models.TextField("description", blank=True)

    def __str__(self) -> str:
        return self.name


class FigureSource(models.Model):
    """One publication: the figures of one indicator on one day. Another one for the same day takes its place.

    `code` names what the software ships (loaded once); it is empty for what an administrator imported.
    """

    class Status(models.TextChoices):
        CURRENT = "current", "en vigueur"
        REPLACED = "replaced", "remplacée"

    uid = UidField()
    code = models.CharField("code", max_length=60, blank=True)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="sources")
    day = models.DateField("situation au")
    name = models.CharField("source", max_length=300)
    sample = models.BooleanField("données d’exemple", default=False)
    file_name = models.CharField("fichier", max_length=200, blank=True)
    status = models.CharField("statut", max_length=10, choices=Status, default=Status.CURRENT)
    replaces = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replaced_by"
    )
    imported_at = models.DateTimeField("importée le", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "day"], condition=Q(status="current"), name="territory_one_current_source"
            ),
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="territory_source_code_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.day:%d/%m/%Y})"


class Figure(models.Model):
    """How many, of which group, in a territory, on a day. `indicator` and `day` repeat the source's, for the index."""

    class Group(models.TextChoices):
        TOTAL = "total", "ensemble"
        FOREIGN = "foreign", "personnes de nationalité étrangère"

    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="figures")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="figures")
    day = models.DateField("situation au")
    group = models.CharField("groupe", max_length=20, choices=Group)
    value = models.DecimalField("valeur", max_digits=16, decimal_places=4)
    source = models.ForeignKey(FigureSource, on_delete=models.CASCADE, related_name="figures")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["territory", "source", "group"], name="territory_figure_once")
        ]
        indexes = [models.Index(fields=["territory", "indicator", "day"], name="territory_figure_day")]

    def __str__(self) -> str:
        return f"{self.territory} {self.day:%Y} : {self.value}"
