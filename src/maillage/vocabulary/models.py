"""Dated schemes, their terms, and the mappings between terms (DESIGN decision 5; rows G20-G22, B13, M1)."""

from __future__ import annotations

import datetime as dt
import re
from typing import Self

from django.db import models
from django.db.models import Q

from maillage.records.clock import today
from maillage.records.dated import Dated, DatedQuerySet, holds_on
from maillage.records.identity import UidField, address
from maillage.records.naming import SortKeyField
from maillage.records.versioned import Versioned


class Multilingual(models.Model):
    """A French `name`, and `names` in the other languages of the country and in English: language code to name."""

    names = models.JSONField("nom dans d’autres langues", default=dict, blank=True)

    class Meta:
        abstract = True

    @property
    def name_nl(self) -> str:
        return self.names.get("nl", "")

    @property
    def name_de(self) -> str:
        return self.names.get("de", "")

    @property
    def name_en(self) -> str:
        return self.names.get("en", "")


SHORT = 24
_IN_BRACKETS = re.compile(r"\(([^()]{2,24})\)$")
_SIGN = re.compile(r"([a-z]{2,5})-(\d[\d-]*)")


class Scheme(Multilingual, Dated, Versioned):
    """A list that people choose from (themes, sectors, kinds of spaces) or a policy framework with its axes.

    `columns`: key to label of what each term's `details` may say (M1).
    `shipped`: fingerprint of the reference data it was last loaded from; empty when people made it on a screen.
    """

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
    description = models.TextField("description", blank=True)
    source = models.CharField("source", max_length=300, blank=True)
    source_url = models.URLField("adresse de la source", blank=True)
    columns = models.JSONField("précisions demandées à chaque terme", default=dict, blank=True)
    replaces = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name="remplace",
    )
    shipped = models.CharField(max_length=64, blank=True, editable=False)

    objects = DatedQuerySet["Scheme"].as_manager()

    class Meta(Dated.Meta):
        pass

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        return address(self.name, self.uid)

    @property
    def short_name(self) -> str:
        """What people call it: « PST 3 » from « … (PST 3) », « PCS 2020-2026 » from its code; else the whole name."""
        if said := _IN_BRACKETS.search(self.name):
            return said[1]
        if len(self.name) > SHORT and (sign := _SIGN.fullmatch(self.code)):
            return f"{sign[1].upper()} {sign[2]}"
        return self.name

    @property
    def shows_notation(self) -> bool:
        """Notations are words of the field in frameworks and scales; in a list they are a key."""
        return self.kind in {self.Kind.FRAMEWORK, self.Kind.SCALE}


class Extension(models.Model):
    """The period of a framework was extended: an event with its date, reason and source (DOMAIN 2.3)."""

    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="extensions")
    decided_on = models.DateField("décidé le")
    valid_to_before = models.DateField("fin précédente", null=True, blank=True)
    valid_to_after = models.DateField("nouvelle fin")
    reason = models.CharField("raison", max_length=300)
    source = models.CharField("source", max_length=300)

    class Meta:
        ordering = ["decided_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "valid_to_after"], name="vocabulary_extension_once"),
            models.CheckConstraint(
                condition=Q(valid_to_before__isnull=True) | Q(valid_to_before__lt=models.F("valid_to_after")),
                name="vocabulary_extension_is_later",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} → {self.valid_to_after:%d/%m/%Y}"


class TermQuerySet(DatedQuerySet["Term"]):
    def choosable(self, day: dt.date | None = None) -> Self:
        """What a form offers on that day: the term holds, and so does its scheme."""
        on = day or today()
        return self.filter(holds_on(on), holds_on(on, prefix="scheme__"))


class Term(Multilingual, Dated, Versioned):
    """An entry of a scheme, as SKOS knows it: labels, notation, broader, exactMatch.

    A term that is used is never removed, only ended: what carries it keeps it (G22). `details`: see `Scheme.columns`.
    """

    uid = UidField()
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="terms", verbose_name="liste")
    notation = models.CharField("notation", max_length=40, help_text="Court et stable : « ILI », « axe 4 ».")
    name = models.CharField("intitulé", max_length=300)
    sort_name = SortKeyField()
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
    shipped = models.CharField(max_length=64, blank=True, editable=False)

    objects = TermQuerySet.as_manager()

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

    @property
    def place_in_plan(self) -> str:
        """« PCS 2020-2026 · axe 4 »: two plans number their axes alike. Reads `self.scheme`: select it with the term."""
        return f"{self.scheme.short_name} · {self.notation}"

    @property
    def label(self) -> str:
        """As lists and matrices write it: « Axe 4 – Retissage des liens » in a framework, the name alone in a list.

        Reads `self.scheme`: select it with the term.
        """
        if not self.scheme.shows_notation or self.name.startswith(self.notation):
            return self.name
        return f"{self.notation[:1].upper()}{self.notation[1:]} – {self.name}"


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
                fields=["from_term", "to_term"],
                condition=Q(valid_to__isnull=True),
                name="vocabulary_mapping_open_once",
            ),
            models.CheckConstraint(
                condition=~Q(from_term=models.F("to_term")), name="vocabulary_mapping_to_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_term} {self.get_relation_display()} {self.to_term}"
