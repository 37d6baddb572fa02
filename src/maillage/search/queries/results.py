"""Searching: from what a person typed to the page of results that they may see, with counts by kind and by facet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import Count, QuerySet

from maillage.core.analysis import Query, understand
from maillage.core.ranking import MAX_CANDIDATES
from maillage.core.readers import Reader
from maillage.journal.remembered import Memory
from maillage.records.clock import today
from maillage.records.prepared import prepared
from maillage.search.actions import title_key
from maillage.search.marks import counted, facet_mark, kind_mark
from maillage.search.matching import tsquery_of
from maillage.search.models import SearchDocument, asked_by
from maillage.search.queries.changes import index_version
from maillage.search.queries.corrections import corrected
from maillage.search.queries.order import Order, some_answer

PER_PAGE = 20
Counts = tuple[dict[str, int], dict[str, dict[str, int]]]
CROWD = 500
"""Answers beyond are worth remembering the counts and the order of."""
KEPT_FOR = 86_400
"""Seconds. Long, since every change of the index makes what was remembered of it unreachable at once."""


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
    if some_answer(beginning, reader):
        return replace(_answers(asked, asked.text, beginning, reader), beginnings=True)
    better = corrected(asked.text, query, reader)
    instead = _answers(asked, better, understand(better), reader) if better else found
    return instead if instead.count else replace(found, ways=_ways(query, reader))


def suggest(text: str, reader: Reader, *, limit: int = 8) -> list[SearchDocument]:
    """The best answers while the last word is still being typed."""
    query = understand(text, partial=True)
    if not query:
        return []
    return _in_order(Order(query, title_key(text), reader).best(limit), reader)


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
    order = Order(query, title_key(text), reader, marks)
    pages = -(-min(count, MAX_CANDIDATES) // PER_PAGE)
    page = min(max(asked.page, 1), pages)
    crowd = count > MAX_CANDIDATES
    ranked = order.best(page * PER_PAGE, memory) if crowd else order.all(memory if count > CROWD else None)
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
        return counted(_by_marks(asked_by(query, memory.reader, *marks), memory.reader), kind=kind)

    name = f"search {kind} {marks} {tsquery_of(query)}"
    return memory.keep(name, count, worth=lambda found: sum(found[0].values()) > CROWD)


@prepared
def _by_marks(asked: Sequence[str], reader: Reader) -> QuerySet[SearchDocument, tuple[str, int]]:
    answers = SearchDocument.objects.matching(asked, reader).order_by()
    return answers.values("marks").annotate(count=Count("pk")).values_list("marks", "count")


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
