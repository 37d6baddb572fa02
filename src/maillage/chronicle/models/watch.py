"""Watch notes: what changed around the network, what it means for practice, and who was told (row H11)."""

from __future__ import annotations

from typing import Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q

from maillage.accounts.models import Person
from maillage.core.readers import MEMBERS, PUBLIC, Reader
from maillage.network.models import Space
from maillage.records.clock import now, today
from maillage.records.identity import UidField, address
from maillage.records.naming import SortKeyField
from maillage.records.versioned import Versioned
from maillage.territory.models import Territory
from maillage.vocabulary.models import Term

LONGEST_TEXT = 5_000


class WatchNoteQuerySet(models.QuerySet["WatchNote"]):
    def visible_to(self, reader: Reader) -> Self:
        return self.kept_for(reader).filter(withdrawn_at__isnull=True)

    def kept_for(self, reader: Reader) -> Self:
        """Withdrawn ones too, for those who write them."""
        return self.filter(audience__in=reader.keys)


class WatchNote(Versioned):
    """`dated_on`: the day of what is told (the vote, the publication, the article), `effective_on` the day from which
    it holds. Nobody keeps who has read it: a note is an offer, not a duty.
    """

    class Nature(models.TextChoices):
        LAW = "law", "loi et règlement"
        POLICY = "policy", "politique publique"
        NEWS = "news", "actualité"

    AUDIENCES = ((PUBLIC, "tout le monde"), (MEMBERS, "les membres du réseau"))

    uid = UidField()
    title = models.CharField("titre", max_length=200)
    nature = models.CharField("genre", max_length=6, choices=Nature, default=Nature.LAW)
    dated_on = models.DateField("date", default=today)
    change = models.TextField("ce qui change", validators=[MaxLengthValidator(LONGEST_TEXT)])
    practice = models.TextField(
        "ce que cela veut dire pour la pratique", blank=True, validators=[MaxLengthValidator(LONGEST_TEXT)]
    )
    source = models.CharField("source", max_length=300)
    link = models.URLField("lien vers la source", max_length=500, blank=True)
    effective_on = models.DateField("entre en vigueur le", null=True, blank=True)
    themes = models.ManyToManyField(Term, blank=True, related_name="+", verbose_name="thèmes")
    territories = models.ManyToManyField(
        Territory, blank=True, related_name="+", verbose_name="territoires concernés"
    )
    audience = models.CharField("visible de", max_length=40, choices=AUDIENCES, default=MEMBERS)
    posted_at = models.DateTimeField("publiée le", default=now, editable=False)
    posted_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    corrected_at = models.DateTimeField("corrigée le", null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField("retirée le", null=True, blank=True, editable=False)
    sort_title = SortKeyField(source="title", max_length=200)
    find_key = SortKeyField(source="find_text", max_length=600, db_index=False)

    objects = WatchNoteQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["audience", "-dated_on"], name="chronicle_watch_list"),
            models.Index(fields=["posted_at"], name="chronicle_watch_posted"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(audience__in=[PUBLIC, MEMBERS]), name="chronicle_watch_audience_known"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def find_text(self) -> str:
        return f"{self.title} {self.source} {self.change}"

    @property
    def address(self) -> str:
        return address(self.title, self.uid)

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None


class WatchNoteToldQuerySet(models.QuerySet["WatchNoteTold"]):
    def visible_to(self, reader: Reader) -> Self:
        """That a space was told is known with the space."""
        return self.filter(space__audience__in=reader.keys)


class WatchNoteTold(models.Model):
    """A space was told of a note, on a day, by someone."""

    note = models.ForeignKey(WatchNote, on_delete=models.CASCADE, related_name="told")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    on = models.DateField("le", default=today)
    by = models.CharField("par", max_length=200, blank=True)
    by_person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    word = models.CharField("un mot", max_length=600, blank=True)
    reply_to = models.EmailField(blank=True)

    objects = WatchNoteToldQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["note", "space"], name="chronicle_watch_told_once"),
        ]

    def __str__(self) -> str:
        return f"{self.note} → {self.space}"


class WatchNoteCopy(models.Model):
    """One person's letter about a note: durable work until it is in the outbox (`queued_at`).

    Whoever sits in two of the spaces receives one; who may no longer read it when it would leave receives none.
    """

    told = models.ForeignKey(WatchNoteTold, on_delete=models.CASCADE, related_name="copies")
    note = models.ForeignKey(WatchNote, on_delete=models.CASCADE, related_name="copies")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    queued_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["note", "person"], name="chronicle_watch_copy_once"),
        ]
        indexes = [
            models.Index(fields=["id"], name="chronicle_watch_copy_work", condition=Q(queued_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"{self.told} → {self.person}"
