"""The index: one document for each thing that can be found, and the words known for correcting typing errors.

`SearchDocument` is the only table that the full-text engines read: migration 0002 adds an FTS5 index fed by its
triggers (SQLite) or a generated `vector` column (PostgreSQL). Neither is known to Django.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from django.db import models
from django.db.models.expressions import Combinable

from maillage.core.analysis import Query
from maillage.core.readers import Reader
from maillage.records.identity import UID_LENGTH
from maillage.search.marks import audience_mark
from maillage.search.matching import BearsWord, Matches, NotByIndex, asked_of


class SearchDocumentQuerySet(models.QuerySet["SearchDocument"]):
    def visible_to(self, reader: Reader) -> Self:
        return self.filter(audience__in=reader.keys)

    def answering(self, query: Query, reader: Reader, *marks: str, in_title: bool = False) -> Self:
        """What answers a query among what the reader may see: the audience is part of the question.

        `marks`: kind and facet values that the documents must bear (`search.marks`).
        """
        return self.matching(asked_by(query, reader, *marks, in_title=in_title), reader)

    def matching(self, asked: Sequence[str], reader: Reader) -> Self:
        """What answers the words of `asked_by`, which prepared queries are given."""
        return self.seen_by(reader).filter(Matches(asked))

    def seen_by(self, reader: Reader) -> Self:
        """As `visible_to`, for what another condition finds first."""
        return self.alias(seen_by=NotByIndex("audience")).filter(seen_by__in=reader.keys)

    def bearing(self, word: Combinable, reader: Reader) -> Self:
        """What bears one word in that very form, likewise."""
        return self.seen_by(reader).filter(BearsWord(word))


def asked_by(query: Query, reader: Reader, *marks: str, in_title: bool = False) -> tuple[str, ...]:
    """A query and whose it is, in the words of the database."""
    seen = tuple(sorted(audience_mark(key) for key in reader.keys))
    return asked_of(query, (seen, *((mark,) for mark in marks)), in_title=in_title)


class SearchDocument(models.Model):
    """What the results page shows of one object, and the tokens under which it is found.

    `kind` is the word of the address (`organisation`); with `object_id` it names the object. `standing` orders equally
    good answers, lowest first. `title_key`: the surfaces of the title, to know when it is exactly what was typed.
    Each `…_tokens` has a space around every token, as `core.ranking` reads them; `marks` too (`search.marks`).
    """

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    audience = models.CharField(max_length=40)
    standing = models.SmallIntegerField(default=100)
    marks = models.TextField()
    title_key = models.CharField(max_length=200)
    uid = models.CharField(max_length=UID_LENGTH, blank=True)
    title = models.CharField(max_length=300)
    subtitle = models.CharField(max_length=400, blank=True)
    path = models.CharField(max_length=300)
    title_tokens = models.TextField()
    names_tokens = models.TextField()
    body_tokens = models.TextField()

    objects = SearchDocumentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_document_once")]
        indexes = [
            models.Index(fields=["audience", "kind"], name="search_document_audience"),
            models.Index(fields=["title_key"], name="search_document_title"),
        ]

    def __str__(self) -> str:
        return self.title


class KnownWord(models.Model):
    """A word seen in some document, as proposed to those who mistype it. Holds no count and no audience: a word is
    only proposed after it has been found in a document that the reader may see."""

    word = models.CharField(max_length=40, primary_key=True)
    spelling = models.CharField(max_length=60)

    def __str__(self) -> str:
        return self.spelling


class KnownGram(models.Model):
    """A piece of a known word (`core.spelling.grams`), by which the neighbours of a mistyped word are looked up."""

    pk = models.CompositePrimaryKey("gram", "length", "word")
    gram = models.CharField(max_length=32)
    length = models.SmallIntegerField()
    word = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"{self.gram} {self.word}"


class IndexChange(models.Model):
    """A token drawn by the last transaction that changed documents, as many rows as ever wrote at once: the triggers of
    `search.watching` write them, `search.queries.changes` reads them."""

    token = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.token
