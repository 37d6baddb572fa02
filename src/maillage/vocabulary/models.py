"""Dated schemes, their terms, and the mappings between terms (DESIGN decision 5; rows G20-G22, B13, M1)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from maillage.records.dated import Dated, DatedQuerySet
from maillage.records.identity import UidField, address
from maillage.records.naming import SortKeyField
from maillage.records.versioned import Versioned


class Scheme(Dated, Versioned):
    """A list that people choose from (themes, sectors, kinds of spaces) or a policy framework with its axes."""

    class Kind(models.TextChoices):
        LIST = "list", "liste de choix"
        FRAMEWORK = "framework", "cadre de politique publique"
        SCALE = "scale", "échelle de niveaux"
        REFERENCE = "reference", "liste de référence légale"

    uid = UidField()
    code = models.SlugField("code", max_length=60, unique=True)
    kind = models.CharField("genre", max_length=12, choices=Kind)
    name = models.CharField("nom", max_length=200)
    sort_name = SortKeyField()
    names = models.JSONField("nom dans d’autres langues", default=dict, blank=True)
    description = models.TextField("description", blank=True)
    source = models.CharField("source", max_length=300, blank=True)
    source_url = models.URLField("adresse de la source", blank=True)

    objects = DatedQuerySet["Scheme"].as_manager()

    class Meta(Dated.Meta):
        pass

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        return address(self.name, self.uid)


class Term(Dated, Versioned):
    """An entry of a scheme. `name` is the French label, `names` holds nl, de, en; SKOS: broader, exactMatch."""

    uid = UidField()
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="terms", verbose_name="liste")
    notation = models.CharField("notation", max_length=40, help_text="Court et stable : « ILI », « axe 4 ».")
    name = models.CharField("intitulé", max_length=300)
    sort_name = SortKeyField()
    names = models.JSONField("intitulé dans d’autres langues", default=dict, blank=True)
    definition = models.TextField("définition", blank=True)
    broader = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="narrower",
        verbose_name="terme plus général",
    )
    exact_match = models.URLField("correspondance exacte", blank=True)
    source = models.CharField("source", max_length=300, blank=True)
    details = models.JSONField("précisions", default=dict, blank=True)
    rank = models.PositiveIntegerField("rang", default=0)

    objects = DatedQuerySet["Term"].as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["scheme", "notation"],
                name="vocabulary_term_notation",
                violation_error_message="Cette notation existe déjà dans la liste.",
            ),
            models.CheckConstraint(
                condition=Q(broader__isnull=True) | ~Q(broader=models.F("id")),
                name="vocabulary_term_not_its_own_broader",
            ),
        ]
        ordering = ["scheme_id", "rank", "sort_name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        return address(self.name, self.uid)


class Mapping(Dated):
    """Says that a term of one scheme answers to a term of another, from a day to a day, and who says so."""

    class Relation(models.TextChoices):
        EXACT = "exact", "correspond exactement à"
        CLOSE = "close", "est proche de"
        NARROWER = "narrower", "est compris dans"

    uid = UidField()
    from_term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="mappings_from")
    to_term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="mappings_to")
    relation = models.CharField("relation", max_length=10, choices=Relation)
    source = models.CharField("source", max_length=300, blank=True)

    objects = DatedQuerySet["Mapping"].as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["from_term", "to_term", "relation", "valid_from"], name="vocabulary_mapping_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_term} {self.get_relation_display()} {self.to_term}"
