"""News: what an operator announces once, for whoever it may serve (row C9)."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q

from maillage.accounts.models import Person
from maillage.core.readers import PUBLIC, Reader
from maillage.network.models import Organisation, Space
from maillage.records.clock import now
from maillage.records.identity import UidField, address
from maillage.records.naming import SortKeyField
from maillage.records.versioned import Versioned
from maillage.territory.models import Territory
from maillage.vocabulary.models import Term

LONGEST_TEXT = 3_000


class NewsQuerySet(models.QuerySet["NewsItem"]):
    def visible_to(self, reader: Reader) -> Self:
        """What was withdrawn is gone for everyone; `kept_for` finds it again for those who may put it back."""
        return self.kept_for(reader).filter(withdrawn_at__isnull=True)

    def kept_for(self, reader: Reader) -> Self:
        return self.filter(audience__in=reader.keys)

    def current(self, day: dt.date) -> Self:
        """Still shown on that day; the others are the archive."""
        return self.filter(shown_until__gte=day)


class NewsItem(Versioned):
    """Comes from an organisation, from a space, or from both.

    `audience`: `public`, `members`, or the key of `space`. `starts_on` and `ends_on` are those of the event, if there
    is one. `shown_until` is the last day in the list; afterwards it stays in the archive. `corrected_at` is set when
    what was said changed, `posted_at` never moves: a digest tells each item once.
    """

    class Kind(models.TextChoices):
        EVENT = "event", "événement"
        TRAINING = "training", "formation"
        CALL = "call", "appel"
        NEWS = "news", "nouvelle"

    uid = UidField()
    title = models.CharField("titre", max_length=160)
    kind = models.CharField("genre", max_length=8, choices=Kind, default=Kind.NEWS)
    text = models.TextField("texte", validators=[MaxLengthValidator(LONGEST_TEXT)])
    starts_on = models.DateField("le", null=True, blank=True)
    ends_on = models.DateField("jusqu’au", null=True, blank=True)
    place = models.CharField("lieu", max_length=200, blank=True)
    territories = models.ManyToManyField(
        Territory, blank=True, related_name="+", verbose_name="territoires concernés"
    )
    themes = models.ManyToManyField(Term, blank=True, related_name="+", verbose_name="thèmes")
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="news",
        verbose_name="de la part de",
    )
    space = models.ForeignKey(
        Space, on_delete=models.CASCADE, null=True, blank=True, related_name="news", verbose_name="dans"
    )
    link = models.URLField("lien", max_length=500, blank=True)
    contact = models.CharField("contact", max_length=200, blank=True)
    audience = models.CharField("visible de", max_length=40, default=PUBLIC)
    shown_until = models.DateField("affichée jusqu’au")
    posted_at = models.DateTimeField("publiée le", default=now, editable=False)
    posted_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    corrected_at = models.DateTimeField("corrigée le", null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField("retirée le", null=True, blank=True, editable=False)
    sort_title = SortKeyField(source="title", max_length=160)
    find_key = SortKeyField(source="find_text", max_length=600, db_index=False)

    objects = NewsQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["audience", "shown_until"], name="chronicle_news_list"),
            models.Index(fields=["posted_at"], name="chronicle_news_posted"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=False, ends_on__gte=F("starts_on")),
                name="chronicle_news_ends_after_it_starts",
                violation_error_message="La fin ne peut pas précéder le début.",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | Q(space__isnull=False),
                name="chronicle_news_comes_from_someone",
                violation_error_message="Dites de la part de qui.",
            ),
            models.CheckConstraint(
                condition=Q(audience__in=["public", "members"]) | Q(space__isnull=False),
                name="chronicle_news_audience_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def find_text(self) -> str:
        """What the list searches by: the space is left out, since it may be one that others do not see."""
        return f"{self.title} {self.place} {self.organisation or ''} {self.text}"

    @property
    def address(self) -> str:
        return address(self.title, self.uid)

    @property
    def last_day(self) -> dt.date | None:
        """Of the event, if it is one."""
        return self.ends_on or self.starts_on

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None
