"""Searching: from what a person typed to the page of results that they may see, with counts by kind and by facet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.db.models import Count, QuerySet

from maillage.core.analysis import Query, understand
from maillage.core.ranking import MAX_CANDIDATES, Candidate, rank
from maillage.core.readers import Reader
from maillage.journal.remembered import Memory
from maillage.records.clock import today
from maillage.records.prepared import prepared
from maillage.search.actions import title_key
from maillage.search.marks import counted, facet_mark, kind_mark
from maillage.search.matching import tsquery_of
from maillage.search.models import SearchDocument, SearchDocumentQuerySet
from maillage.search.queries.changes import index_version
from maillage.search.queries.corrections import corrected

PER_PAGE = 20
Counts = tuple[dict[str, int], dict[str, dict[str, int]]]
CROWD = 500
"""Answers beyond are worth remembering the counts and the order of."""
KEPT_FOR = 86_400
"""Seconds. Long, since every change of the index makes what was remembered of it unreachable at once."""
MOST_TITLED = 300
"""Of a crowd, how many that bear the words in their title are ranked."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asks. `narrowed`: facet key → value. `verbatim`: neither corrected nor completed."""

    text: str
    kind: str = ""
    narrowed: Mapping[str, str] = field(default_factory=dict)
    page: int = 1
    verbatim: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """A way out of an empty page: leave one word out."""

    without: str
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Results:
    """`text`: what was searched for in the end; `asked.text` when nothing was corrected. `count`: everything that
    answers, of which the best `core.ranking.MAX_CANDIDATES` can be walked through."""

    asked: Asked
    text: str
    count: int = 0
    pages: int = 1
    page: int = 1
    documents: tuple[SearchDocument, ...] = ()
    by_kind: Mapping[str, int] = field(default_factory=dict)
    by_facet: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    beginnings: bool = False
    count_unnarrowed: int = 0
    ways: tuple[Way, ...] = ()

    @property
    def corrected(self) -> bool:
        return self.text != self.asked.text


def find(asked: Asked, reader: Reader) -> Results:
    """The answers, or what the words may have meant, or else ways to ask again."""
    query = understand(asked.text)
    if not query:
        return Results(asked, asked.text)
    found = _answers(asked, asked.text, query, reader)
    if any(found.by_kind.values()) or found.count_unnarrowed or asked.verbatim:
        return found
    beginning = understand(asked.text, partial=True)
    if SearchDocument.objects.answering(beginning, reader).exists():
        return replace(_answers(asked, asked.text, beginning, reader), beginnings=True)
    better = corrected(asked.text, query, reader)
    instead = _answers(asked, better, understand(better), reader) if better else found
    return instead if instead.count else replace(found, ways=_ways(query, reader))


def suggest(text: str, reader: Reader, *, limit: int = 8) -> list[SearchDocument]:
    """The best answers while the last word is still being typed."""
    query = understand(text, partial=True)
    if not query:
        return []
    return _in_order(_crowd(query, title_key(text), reader, (), most=limit)[:limit], reader)


def census(reader: Reader) -> dict[str, int]:
    """How many things of each kind the reader may find."""
    counted = SearchDocument.objects.visible_to(reader).values("kind").annotate(count=Count("pk"))
    return dict(counted.values_list("kind", "count"))


def _answers(asked: Asked, text: str, query: Query, reader: Reader) -> Results:
    marks = tuple(facet_mark(facet, value) for facet, value in asked.narrowed.items())
    memory = Memory(reader, today(), version=index_version, seconds=KEPT_FOR)
    by_kind, by_facet = _counts(asked.kind, query, marks, memory)
    count = by_kind.get(asked.kind, 0) if asked.kind else sum(by_kind.values())
    if not count:
        narrowed = asked.narrowed or asked.kind
        elsewhere = SearchDocument.objects.answering(query, reader).count() if narrowed else 0
        return Results(asked, text, by_kind=by_kind, count_unnarrowed=elsewhere)
    if asked.kind:
        marks = (*marks, kind_mark(asked.kind))
    key = title_key(text)

    def best() -> list[int]:
        if count > MAX_CANDIDATES:
            return _crowd(query, key, reader, marks)
        return _ranked(query, key, SearchDocument.objects.answering(query, reader, *marks))

    name = f"best {key} {marks} {tsquery_of(query)}"
    ranked = memory.keep(name, best) if count > CROWD else best()
    pages = -(-len(ranked) // PER_PAGE)
    page = min(max(asked.page, 1), pages)
    return Results(
        asked,
        text,
        count=count,
        pages=pages,
        page=page,
        documents=tuple(_in_order(ranked[(page - 1) * PER_PAGE : page * PER_PAGE], reader)),
        by_kind=by_kind,
        by_facet=by_facet,
    )


def _counts(kind: str, query: Query, marks: tuple[str, ...], memory: Memory) -> Counts:
    """By kind, and by facet and value. A common word is counted in thousands of documents, and asked for often: its
    counts are remembered until the index changes."""

    def count() -> Counts:
        answers = SearchDocument.objects.answering(query, memory.reader, *marks)
        groups = answers.order_by().values("marks").annotate(count=Count("pk"))
        return counted(groups.values_list("marks", "count"), kind=kind)

    name = f"search {kind} {marks} {tsquery_of(query)}"
    return memory.keep(name, count, worth=lambda found: sum(found[0].values()) > CROWD)


def _crowd(
    query: Query, key: str, reader: Reader, marks: tuple[str, ...], *, most: int = MAX_CANDIDATES
) -> list[int]:
    """The ids of the best answers where too many answer to rank them all: those that bear the words in their title are
    ranked, the best standing of them, and the others follow by their standing."""
    titled = SearchDocument.objects.answering(query, reader, *marks, in_title=True).order_by("standing", "pk")
    exact = list(titled.filter(title_key=key).values_list("pk", flat=True)[:PER_PAGE])
    first = list(titled.values_list("pk", flat=True)[:MOST_TITLED])
    best = _ranked(query, key, SearchDocument.objects.filter(pk__in={*exact, *first}))
    if len(best) < most:
        others = SearchDocument.objects.answering(query, reader, *marks).order_by("standing", "pk")
        best += others.values_list("pk", flat=True)[:MAX_CANDIDATES]
    return list(dict.fromkeys(best))[:MAX_CANDIDATES]


def _ranked(query: Query, key: str, matching: SearchDocumentQuerySet) -> list[int]:
    rows = matching.values_list("pk", "standing", "title_tokens", "names_tokens", "body_tokens", "title_key")
    return rank(query, (Candidate(*row[:5], row[5] == key, row[5].startswith(key)) for row in rows))


def _in_order(ids: list[int], reader: Reader) -> list[SearchDocument]:
    found = {document.pk: document for document in _shown(ids)}
    return [found[one] for one in ids if one in found and found[one].audience in reader.keys]


@prepared
def _shown(ids: list[int]) -> QuerySet[SearchDocument]:
    shown = SearchDocument.objects.filter(pk__in=ids)
    return shown.defer("title_tokens", "names_tokens", "body_tokens", "marks", "title_key")


def _ways(query: Query, reader: Reader) -> tuple[Way, ...]:
    if not 1 < len(query.terms) <= 6:
        return ()
    found = []
    for term in query.terms:
        rest = tuple(other for other in query.terms if other != term)
        count = SearchDocument.objects.answering(Query(rest), reader).count()
        if count:
            found.append(Way(term.spelled, " ".join(other.spelled for other in rest), count))
    return tuple(found)
