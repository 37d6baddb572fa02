"""What people ask for, as lists, surveys and refusals tell it; and a year's coverage kept as it was (row E7).

Numbers of people only, never a person. The latest statement of a source counts; earlier ones are its history.
"""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from maillage.cadastre.models.offers import OfferLevel
from maillage.core.readers import ADMINISTRATORS, COORDINATORS, Reader, works_key
from maillage.network.models import Organisation
from maillage.records.identity import UidField
from maillage.records.versioned import Versioned
from maillage.vocabulary.models import Term

MOST_PEOPLE = 100_000


class ExpressedDemandQuerySet(models.QuerySet["ExpressedDemand"]):
    def visible_to(self, reader: Reader) -> Self:
        """Who says what: for those who coordinate, and for the workers of the organisation that says it."""
        if reader.has(COORDINATORS, ADMINISTRATORS):
            return self
        prefix = works_key("")
        mine = [key.removeprefix(prefix) for key in reader.keys if key.startswith(prefix)]
        own, of_a_whole = Q(organisation__uid__in=mine), Q(organisation__part_of__uid__in=mine)
        return self.filter(own | of_a_whole | Q(organisation__kept_by__uid__in=mine))


class ExpressedDemand(Versioned):
    """`people` who wanted a course, on a day or over a period that ended on it, and who says so.

    No `course_type`: a course of French, whichever. `target`: their public; none: nobody said. `got_place`: how many of
    them got one, when the source itself says so. `withdrawn_on`: the first day it no longer counts; its own first day
    when it never should have.
    """

    class SourceKind(models.TextChoices):
        WAITING_LIST = "waiting_list", "liste d’attente"
        REFUSED = "refused", "inscriptions refusées"
        SURVEY = "survey", "enquête"
        ESTIMATE = "estimate", "estimation"

    uid = UidField()
    territory = models.ForeignKey(
        "territory.Territory", on_delete=models.PROTECT, related_name="demands", verbose_name="territoire"
    )
    course_type = models.ForeignKey(
        Term, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="type de cours"
    )
    skill = models.CharField("à l’oral ou à l’écrit", max_length=7, choices=OfferLevel.Skill, blank=True)
    level = models.ForeignKey(
        Term, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="niveau"
    )
    target = models.ForeignKey(
        Term, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="public"
    )
    people = models.PositiveIntegerField("nombre de personnes", validators=[MaxValueValidator(MOST_PEOPLE)])
    got_place = models.PositiveIntegerField("dont ont eu une place", null=True, blank=True)
    counted_from = models.DateField("comptées depuis le", null=True, blank=True)
    counted_on = models.DateField("comptées le")
    source_kind = models.CharField("genre de source", max_length=12, choices=SourceKind)
    source = models.CharField("source", max_length=300)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="demands",
        verbose_name="selon",
    )
    people_may_overlap = models.BooleanField("peuvent figurer sur une autre liste", default=False)
    note = models.TextField("remarque", blank=True, validators=[MaxLengthValidator(1_000)])
    withdrawn_on = models.DateField("ne compte plus à partir du", null=True, blank=True, editable=False)
    withdrawn_because = models.CharField("raison", max_length=200, blank=True, editable=False)

    objects = ExpressedDemandQuerySet.as_manager()

    class Meta:
        ordering = ["-counted_on", "-pk"]
        indexes = [models.Index(fields=["counted_on", "territory"], name="cadastre_demand_day")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(source=""),
                name="cadastre_demand_source",
                violation_error_message="Un chiffre ne va jamais sans sa source.",
            ),
            models.CheckConstraint(
                condition=Q(counted_from__isnull=True) | Q(counted_from__lte=F("counted_on")),
                name="cadastre_demand_days",
                violation_error_message="Le début de la période ne peut pas suivre sa fin.",
            ),
            models.CheckConstraint(
                condition=Q(got_place__isnull=True) | Q(got_place__lte=F("people")),
                name="cadastre_demand_placed",
                violation_error_message="Plus de personnes auraient eu une place qu’il n’y en avait à la vouloir.",
            ),
            models.CheckConstraint(
                condition=Q(level__isnull=True) | ~Q(skill=""),
                name="cadastre_demand_skill",
                violation_error_message="Dites si ce niveau est à l’oral ou à l’écrit.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.people} personnes, {self.territory} ({self.counted_on:%d/%m/%Y})"

    @property
    def level_said(self) -> str:
        """As the form of a correction writes it: « oral-12 »."""
        return f"{self.skill}-{self.level_id}" if self.level_id else ""

    @property
    def first_day(self) -> dt.date:
        return self.counted_from or self.counted_on


class CoverageSnapshot(Versioned):
    """What stood in the cadastre on a day, kept for its year: corrections made since do not change it.

    `demands`: `[territory uid, people, course, skill, scale, level, public, placed]`; `supplies`: `[territory uid, places,
    course, [[skill, scale, [levels]]], [publics]]`; courses, levels and publics by notation, empty when nobody said.
    """

    uid = UidField()
    year = models.PositiveSmallIntegerField(
        "année", unique=True, validators=[MinValueValidator(1950), MaxValueValidator(2100)]
    )
    day = models.DateField("situation au")
    taken_at = models.DateTimeField("pris le", editable=False)
    taken_by = models.CharField("par", max_length=200, blank=True, editable=False)
    note = models.CharField("remarque", max_length=300, blank=True)
    demands = models.JSONField(default=list, editable=False)
    supplies = models.JSONField(default=list, editable=False)

    class Meta:
        ordering = ["-year"]

    def __str__(self) -> str:
        return f"Relevé {self.year}"
