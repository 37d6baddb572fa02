"""What an operator offers: a training, a service, a surgery (rows E1-E5, E8)."""

from __future__ import annotations

from typing import Self

from django.core.validators import MaxLengthValidator, MaxValueValidator
from django.db import models
from django.db.models import F, Q

from maillage.core.readers import MEMBERS, PUBLIC, Reader, link_key
from maillage.network.models import Organisation
from maillage.records.dated import Dated, DatedQuerySet
from maillage.records.identity import UidField, address
from maillage.records.naming import SortKeyField
from maillage.records.versioned import Versioned

LONGEST_TEXT = 5_000
OLDEST = 120
KEEP_OFFERS_LINK = "keep_offers"
"""The signed link by which an operator without account keeps its offers."""


class OfferQuerySet(DatedQuerySet["Offer"]):
    def visible_to(self, reader: Reader) -> Self:
        """What the offer and the sheet of its operator both show; who came by the link of an operator sees what it keeps, as
        somebody who works there would."""
        shown = Q(audience__in=reader.keys, organisation__audience__in=reader.keys)
        prefix = link_key(KEEP_OFFERS_LINK, "")
        kept = [key.removeprefix(prefix) for key in reader.keys if key.startswith(prefix)]
        if kept:
            shown |= Q(organisation__uid__in=kept, audience__in=(PUBLIC, MEMBERS))
        return self.filter(shown)


class Offer(Dated, Versioned):
    """`title` and `text` are the French ones; other languages stand in `OfferText`, never made by a machine in silence.

    `valid_to` is the last day it was offered. `registration_ways` holds codes of `RegistrationWay`.
    `confirmed_on` is the day someone last vouched for it (invariant 18), `kept_by_centre` says that it was a centre and
    not the operator. Conditions are fields: None or empty means that nothing is asked, or that nobody has said.
    """

    class Kind(models.TextChoices):
        TRAINING = "training", "formation"
        SERVICE = "service", "service"
        SURGERY = "surgery", "permanence"

    class Mode(models.TextChoices):
        INDIVIDUAL = "individual", "individuel"
        COLLECTIVE = "collective", "collectif"
        COMMUNITY = "community", "communautaire"

    class Residence(models.TextChoices):
        ANY = "any", "avec ou sans titre de séjour"
        PERMIT = "permit", "titre de séjour demandé"
        NEWCOMER = "newcomer", "primo-arrivants"
        ASYLUM = "asylum", "demandeurs de protection internationale"

    class RegistrationWay(models.TextChoices):
        PHONE = "phone", "par téléphone"
        ON_SPOT = "on_spot", "sur place"
        APPOINTMENT = "appointment", "sur rendez-vous"
        ONLINE = "online", "en ligne"

    uid = UidField()
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="offers", verbose_name="opérateur"
    )
    kind = models.CharField("genre", max_length=8, choices=Kind)
    title = models.CharField("titre", max_length=160)
    sort_title = SortKeyField(source="title", max_length=160, db_index=False)
    text = models.TextField("présentation", blank=True, validators=[MaxLengthValidator(LONGEST_TEXT)])
    course_type = models.ForeignKey(
        "vocabulary.Term",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="type de cours",
    )
    service_type = models.ForeignKey(
        "vocabulary.Term",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="type de service",
    )
    mode = models.CharField("mode", max_length=10, choices=Mode, blank=True)
    themes = models.ManyToManyField(
        "vocabulary.Term", blank=True, related_name="offers_of_theme", verbose_name="thèmes"
    )
    audiences = models.ManyToManyField(
        "vocabulary.Term", blank=True, related_name="offers_for_audience", verbose_name="publics"
    )
    languages = models.ManyToManyField(
        "vocabulary.Term", blank=True, related_name="offers_in_language", verbose_name="langues de l’accueil"
    )
    interpreting = models.ManyToManyField(
        "vocabulary.Term", blank=True, related_name="offers_interpreted", verbose_name="interprète en"
    )
    outcome = models.ForeignKey(
        "vocabulary.Term",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="à la fin, on reçoit",
    )
    required_french = models.ForeignKey(
        "vocabulary.Term",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="niveau de français demandé",
    )
    residence = models.CharField("situation de séjour", max_length=8, choices=Residence, blank=True)
    women_only = models.BooleanField("réservé aux femmes", default=False)
    cpas_income = models.BooleanField("pour les personnes aidées par un CPAS", default=False)
    forem_registration = models.BooleanField("inscription au Forem demandée", default=False)
    age_from = models.PositiveSmallIntegerField(
        "à partir de (ans)", null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    age_to = models.PositiveSmallIntegerField(
        "jusqu’à (ans)", null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    conditions = models.CharField("autres conditions", max_length=300, blank=True)
    free = models.BooleanField("gratuit", null=True, blank=True)
    price = models.CharField("prix", max_length=120, blank=True)
    child_care = models.BooleanField("accueil des enfants", null=True, blank=True)
    wheelchair = models.BooleanField("accessible PMR", null=True, blank=True)
    bus_stop = models.CharField("arrêt de bus ou gare", max_length=120, blank=True)
    registration_ways = models.JSONField("comment s’inscrire", default=list, blank=True)
    registration_from = models.DateField("inscriptions du", null=True, blank=True)
    registration_to = models.DateField("inscriptions jusqu’au", null=True, blank=True)
    registration_url = models.URLField("adresse pour s’inscrire en ligne", blank=True)
    placement_test = models.BooleanField("test de positionnement", default=False)
    contact = models.CharField("personne ou service à joindre", max_length=120, blank=True)
    phone = models.CharField("téléphone", max_length=40, blank=True)
    email = models.EmailField("adresse e-mail", blank=True)
    website = models.URLField("page web", blank=True)
    in_pathway = models.BooleanField("reconnu dans le parcours d’intégration", default=False)
    confirmed_on = models.DateField("confirmée le", null=True, blank=True, editable=False)
    confirmed_by = models.CharField("confirmée par", max_length=200, blank=True, editable=False)
    kept_by_centre = models.BooleanField("tenue par le centre", default=False, editable=False)
    source = models.CharField("source", max_length=300, blank=True)
    audience = models.CharField(max_length=40, default=PUBLIC, editable=False)

    objects = OfferQuerySet.as_manager()

    class Meta(Dated.Meta):
        indexes = [
            models.Index(fields=["organisation", "sort_title", "id"], name="cadastre_offer_of"),
            models.Index(fields=["audience", "sort_title", "id"], name="cadastre_offer_list"),
        ]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(age_from__isnull=True) | Q(age_to__isnull=True) | Q(age_from__lte=F("age_to")),
                name="cadastre_offer_ages",
                violation_error_message="L’âge le plus haut ne peut pas être sous le plus bas.",
            ),
            models.CheckConstraint(
                condition=Q(registration_from__isnull=True)
                | Q(registration_to__isnull=True)
                | Q(registration_from__lte=F("registration_to")),
                name="cadastre_offer_registration",
                violation_error_message="La fin des inscriptions ne peut pas précéder leur début.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        return address(self.title, self.uid)

    @property
    def what(self) -> str:
        """« Alphabétisation », « aide juridique »; its kind when nobody said more."""
        of_type = self.course_type or self.service_type
        return of_type.name if of_type else str(self.get_kind_display())


class OfferText(models.Model):
    """Title and text in a language other than French, written by a person; `language` is an ISO 639 code."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField("langue", max_length=3)
    title = models.CharField("titre", max_length=160)
    text = models.TextField("présentation", blank=True, validators=[MaxLengthValidator(LONGEST_TEXT)])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "language"], name="cadastre_text_once")]

    def __str__(self) -> str:
        return self.title


class OfferLevel(models.Model):
    """From which level to which, on one scale, spoken or written: `entry` and `exit` are terms of `scale` (row E2)."""

    class Skill(models.TextChoices):
        ORAL = "oral", "oral"
        WRITTEN = "written", "écrit"

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="levels")
    skill = models.CharField("à l’oral ou à l’écrit", max_length=7, choices=Skill)
    scale = models.CharField("échelle", max_length=60)
    entry = models.ForeignKey(
        "vocabulary.Term", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    exit = models.ForeignKey(
        "vocabulary.Term", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "skill", "scale"], name="cadastre_level_once")]
        ordering = ["skill", "scale"]

    def __str__(self) -> str:
        ends = " → ".join(term.notation for term in (self.entry, self.exit) if term is not None)
        return f"{self.get_skill_display()} : {ends}"
