"""Uploads: what is kept about a file; its content lies outside the static root, under its hash."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from maillage.core.readers import Reader, person_key
from maillage.records.clock import now
from maillage.records.identity import UidField


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    def visible_to(self, reader: Reader) -> Self:
        """What the audience allows, and what one uploaded oneself."""
        shared = Q(audience__in=reader.keys)
        return self.filter(shared | Q(uploaded_by=reader.uid) if reader.has(person_key(reader.uid)) else shared)


class StoredFile(models.Model):
    """The same content uploaded twice is kept once on disk, under two rows with their own names and audiences."""

    uid = UidField()
    hash = models.CharField(max_length=64, db_index=True)
    name = models.CharField("nom", max_length=150)
    content_type = models.CharField("type", max_length=100)
    size = models.PositiveIntegerField("taille")
    audience = models.CharField(max_length=40)
    uploaded_by = models.CharField(max_length=8, blank=True)
    uploaded_at = models.DateTimeField(default=now)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["uploaded_by"], name="files_storedfile_by")]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> str:
        """Where the content is, from the root of the storage."""
        return place_of(self.hash)

    @property
    def is_image(self) -> bool:
        return self.content_type in SHOWN_IMAGES


SHOWN_IMAGES = frozenset({"image/jpeg", "image/png", "image/webp"})
"""What `images.clean_image` writes: the only images that a page shows."""


def place_of(digest: str) -> str:
    return f"{digest[:2]}/{digest[2:4]}/{digest}"
