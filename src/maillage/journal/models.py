"""One entry for each thing that happened. Entries are added, redacted (erasure), never edited."""

from __future__ import annotations

from typing import Self

from django.db import models

from maillage.core.readers import Reader
from maillage.records.clock import now


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, reader: Reader) -> Self:
        return self.filter(audience__in=reader.keys)

    def about(self, row: models.Model) -> Self:
        return self.filter(object_type=row._meta.label_lower, object_id=row.pk)


class Entry(models.Model):
    """`actor_uid` and `actor_label` name who acted (empty uid: the installation, or someone behind a link).

    `changes` is a list of `{"field", "label", "before", "after", "personal"}`; values are words for people.
    """

    moment = models.DateTimeField(default=now)
    actor_uid = models.CharField(max_length=8, blank=True)
    actor_label = models.CharField(max_length=200, blank=True)
    verb = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    object_label = models.CharField(max_length=300)
    changes = models.JSONField(default=list)
    note = models.TextField(blank=True)
    audience = models.CharField(max_length=40)

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["object_type", "object_id", "-moment"], name="journal_entry_object"),
            models.Index(fields=["actor_uid", "-moment"], name="journal_entry_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_label}"
