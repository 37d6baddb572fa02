"""In which order answers are shown: ranked, or in a crowd the titled ones ranked and the others as they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet, Value
from django.db.models.functions import Concat, StrIndex
from django.db.models.lookups import GreaterThan

from maillage.core.analysis import Query, holds
from maillage.core.ranking import MAX_CANDIDATES, Candidate, rank
from maillage.core.readers import Reader
from maillage.journal.remembered import Memory
from maillage.records.prepared import prepared
from maillage.search.matching import tsquery_of
from maillage.search.models import SearchDocument, asked_by

MOST_TITLED = 300
"""Of a crowd, how many that bear the words in their title are ranked."""
MOST_NAMED = 20
"""Besides, how many that bear the very title that was typed."""
Row = tuple[int, int, str, str, str, str]
RANKED = ("pk", "standing", "title_tokens", "names_tokens", "body_tokens", "title_key")


@dataclass(frozen=True, slots=True)
class Order:
    """In which order a reader is shown what answers. `key`: the `title_key` of what was typed."""

    query: Query
    key: str
    reader: Reader
    marks: tuple[str, ...] = ()

    def all(self, memory: Memory | None = None) -> list[int]:
        """The ids of all that answers, at most `MAX_CANDIDATES`, best first."""
        return self._kept("all", self._ranked, memory)

    def best(self, most: int, memory: Memory | None = None) -> list[int]:
        """The ids of the best answers where too many answer to rank them all: those that bear the words in their title
        are ranked, the best standing of them, and the others follow by their standing. At most `most`."""
        found = self._kept("titled", self._titled, memory)
        if len(found) < most:
            found = [*found, *self._kept("others", self._others, memory)]
        return list(dict.fromkeys(found))[:most]

    def _kept(self, what: str, compute: Callable[[], list[int]], memory: Memory | None) -> list[int]:
        name = f"{what} {self.key} {self.marks} {tsquery_of(self.query)}"
        return memory.keep(name, compute) if memory else compute()

    def _ranked(self) -> list[int]:
        return self._in_rank(_candidates(asked_by(self.query, self.reader, *self.marks), self.reader))

    def _titled(self) -> list[int]:
        asked = asked_by(self.query, self.reader, *self.marks, in_title=True)
        exact = (row for row in _named(self.key, self.marks, self.reader) if holds(self.query, row[2].split()))
        first = _first_titled(asked, self.reader)
        return self._in_rank({row[0]: row for row in (*exact, *first)}.values())

    def _others(self) -> list[int]:
        return _first_standing(asked_by(self.query, self.reader, *self.marks), self.reader)

    def _in_rank(self, rows: Iterable[Row]) -> list[int]:
        key = self.key
        return rank(self.query, (Candidate(*row[:5], row[5] == key, row[5].startswith(key)) for row in rows))


def some_answer(query: Query, reader: Reader) -> bool:
    return bool(_any(asked_by(query, reader), reader))


@prepared
def _any(asked: Sequence[str], reader: Reader) -> QuerySet[SearchDocument, int]:
    return SearchDocument.objects.matching(asked, reader).order_by().values_list("pk", flat=True)[:1]


@prepared
def _candidates(asked: Sequence[str], reader: Reader) -> QuerySet[SearchDocument, Row]:
    return SearchDocument.objects.matching(asked, reader).values_list(*RANKED)[:MAX_CANDIDATES]


@prepared
def _first_titled(asked: Sequence[str], reader: Reader) -> QuerySet[SearchDocument, Row]:
    """Tokens are read of the best standing only."""
    titled = (
        SearchDocument.objects.matching(asked, reader).order_by("standing", "pk").values("pk")[:MOST_TITLED]
    )
    return SearchDocument.objects.filter(pk__in=titled).values_list(*RANKED)


@prepared
def _named(key: str, marks: Sequence[str], reader: Reader) -> QuerySet[SearchDocument, Row]:
    """What bears the very title that was typed: found by the index of titles, which spares a walk through a crowd."""
    named = SearchDocument.objects.seen_by(reader).filter(title_key=key)
    for mark in marks:
        named = named.filter(GreaterThan(StrIndex("marks", Concat(Value(" "), Value(mark), Value(" "))), 0))
    return named.order_by("standing", "pk").values_list(*RANKED)[:MOST_NAMED]


@prepared
def _first_standing(asked: Sequence[str], reader: Reader) -> QuerySet[SearchDocument, int]:
    answers = SearchDocument.objects.matching(asked, reader).order_by("standing", "pk")
    return answers.values_list("pk", flat=True)[:MAX_CANDIDATES]
