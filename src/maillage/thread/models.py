"""The spine that everything in the thread hangs on: an item a step, a link a « this came of that » (row C3)."""

from __future__ import annotations

from typing import Self, TypeVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from maillage.accounts.models import Person
from maillage.core.readers import PUBLIC, Reader
from maillage.network.models import Space
from maillage.records.clock import now, today
from maillage.records.dated import Dated, DatedQuerySet
from maillage.records.identity import UidField, address

Row = TypeVar("Row", bound=models.Model)

LONGEST_TITLE = 300


class ItemQuerySet(models.QuerySet["Item"]):
    def visible_to(self, reader: Reader) -> Self:
        return self.filter(audience__in=reader.keys)

    def waiting(self) -> Self:
        return self.filter(without_sequel())


def without_sequel() -> Q:
    """Of which something should come, and nothing has yet."""
    return Q(awaits=True) & ~Q(Exists(Link.objects.filter(source=OuterRef("pk"), valid_to__isnull=True)))


class Item(models.Model):
    """One step of a thread. A finding, an avenue, an action … each own one, written in the same action as themselves.

    `kind` is a key of `registries.item_kinds`; the address of the step's page follows from it and from `uid`.
    `state`: a word or two about where it stands (« décidée »), shown beside the title. `noted_on`: the day it
    belongs to. `awaits`: a sequel is expected of it; false for what was left out, and for what ends a thread. `moved_at`:
    when something last happened to it. A purged object leaves its item without a title (a tombstone).
    """

    uid = UidField()
    kind = models.CharField("genre", max_length=16)
    title = models.CharField("titre", max_length=LONGEST_TITLE, blank=True)
    state = models.CharField("état", max_length=60, blank=True)
    audience = models.CharField("visible de", max_length=40, default=PUBLIC)
    space = models.ForeignKey(
        Space, on_delete=models.PROTECT, null=True, blank=True, related_name="thread_items"
    )
    noted_on = models.DateField("le", default=today)
    awaits = models.BooleanField("attend une suite", default=False)
    moved_at = models.DateTimeField(default=now, editable=False)

    objects = ItemQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["space", "kind"], name="thread_item_of_space"),
            models.Index(fields=["moved_at", "id"], condition=Q(awaits=True), name="thread_item_waiting"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        return address(self.title, self.uid)


class SeenWithItem(models.QuerySet[Row]):
    """Rows are seen with the step of the thread that they own."""

    def visible_to(self, reader: Reader) -> Self:
        return self.filter(item__audience__in=reader.keys)


class OwnsItem(models.Model):
    """A row of a higher room that owns a step of the thread and shares its uid; `str()` gives the words of its address."""

    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="%(class)s")

    class Meta:
        abstract = True

    @property
    def uid(self) -> str:
        return self.item.uid

    @property
    def address(self) -> str:
        return address(str(self), self.item.uid)


class LinkQuerySet(DatedQuerySet["Link"]):
    def visible_to(self, reader: Reader) -> Self:
        """A link shows its two ends: both must be in sight."""
        return self.filter(source__audience__in=reader.keys, target__audience__in=reader.keys)


class Link(Dated):
    """`target` came of `source`. Kept when it ends: what once led somewhere did."""

    class Relation(models.TextChoices):
        GATHERED = "gathered", "réuni dans"
        DISCUSSED = "discussed", "discuté dans"
        LED_TO = "led_to", "a donné"
        BECAME = "became", "est devenu"
        PRODUCED = "produced", "a produit"

    source = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="leads_to")
    target = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="comes_from")
    relation = models.CharField("lien", max_length=9, choices=Relation)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = LinkQuerySet.as_manager()

    class Meta(Dated.Meta):
        indexes = [
            models.Index(
                fields=["source", "target"], condition=Q(valid_to__isnull=True), name="thread_link_onward"
            ),
            models.Index(
                fields=["target", "source"], condition=Q(valid_to__isnull=True), name="thread_link_back"
            ),
        ]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["source", "target", "relation"],
                condition=Q(valid_to__isnull=True),
                name="thread_link_once",
            ),
            models.CheckConstraint(condition=~Q(source=F("target")), name="thread_link_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"
