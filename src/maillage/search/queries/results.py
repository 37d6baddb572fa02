"""Searching: from what a person typed to the page of results that they may see, with counts by kind and by facet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.db.models import Count, Exists, OuterRef

from maillage.core.analysis import Query, understand
from maillage.core.ranking import MAX_CANDIDATES, Candidate, rank
from maillage.core.readers import Reader
from maillage.search.actions import title_key
from maillage.search.models import DocumentFacet, FacetValue, SearchDocument, SearchDocumentQuerySet
from maillage.search.queries.corrections import corrected

PER_PAGE = 20
FACET_VALUES = 60
"""How many values of all facets together are looked at for the page, the most borne first."""


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
    if better and SearchDocument.objects.answering(understand(better), reader).exists():
        return _answers(asked, better, understand(better), reader)
    return replace(found, ways=_ways(query, reader))


def suggest(text: str, reader: Reader, *, limit: int = 8) -> list[SearchDocument]:
    """The best answers while the last word is still being typed."""
    query = understand(text, partial=True)
    if not query:
        return []
    matching = SearchDocument.objects.answering(query, reader)
    return _in_order(_best(matching, query, text)[:limit])


def census(reader: Reader) -> dict[str, int]:
    """How many things of each kind the reader may find."""
    counted = SearchDocument.objects.visible_to(reader).values("kind").annotate(count=Count("pk"))
    return dict(counted.values_list("kind", "count"))


def _answers(asked: Asked, text: str, query: Query, reader: Reader) -> Results:
    matching = SearchDocument.objects.answering(query, reader)
    narrowed = _narrowed(matching, asked.narrowed)
    by_kind = dict(narrowed.values("kind").annotate(count=Count("pk")).values_list("kind", "count"))
    count = by_kind.get(asked.kind, 0) if asked.kind else sum(by_kind.values())
    if not count:
        unnarrowed = matching.count() if asked.narrowed or asked.kind else 0
        return Results(asked, text, by_kind=by_kind, count_unnarrowed=unnarrowed)
    chosen = narrowed.filter(kind=asked.kind) if asked.kind else narrowed
    ranked = _best(chosen, query, text, crowded=count > MAX_CANDIDATES)
    pages = -(-len(ranked) // PER_PAGE)
    page = min(max(asked.page, 1), pages)
    return Results(
        asked,
        text,
        count=count,
        pages=pages,
        page=page,
        documents=tuple(_in_order(ranked[(page - 1) * PER_PAGE : page * PER_PAGE])),
        by_kind=by_kind,
        by_facet=_by_facet(chosen),
    )


def _narrowed(matching: SearchDocumentQuerySet, narrowed: Mapping[str, str]) -> SearchDocumentQuerySet:
    for facet, value in narrowed.items():
        bearing = DocumentFacet.objects.filter(document=OuterRef("pk"), value__facet=facet, value__value=value)
        matching = matching.filter(Exists(bearing))
    return matching


def _best(matching: SearchDocumentQuerySet, query: Query, text: str, *, crowded: bool = True) -> list[int]:
    """The ids of the best answers. Where too many answer, those of the best standing are ranked, and those whose
    title is exactly what was typed."""
    key = title_key(text)
    rows = matching.values_list("pk", "standing", "title_tokens", "names_tokens", "body_tokens", "title_key")
    if crowded:
        exact, first = rows.filter(title_key=key).order_by("pk"), rows.order_by("standing", "pk")
        taken = {row[0]: row for row in [*exact[:PER_PAGE], *first[:MAX_CANDIDATES]]}
        found = list(taken.values())[:MAX_CANDIDATES]
    else:
        found = list(rows)
    candidates = (Candidate(row[0], row[1], row[2], row[3], row[4], exact=row[5] == key) for row in found)
    return rank(query, candidates)


def _in_order(ids: list[int]) -> list[SearchDocument]:
    found = SearchDocument.objects.defer("title_tokens", "names_tokens", "body_tokens").in_bulk(ids)
    return [found[one] for one in ids if one in found]


def _by_facet(chosen: SearchDocumentQuerySet) -> dict[str, dict[str, int]]:
    counted = DocumentFacet.objects.filter(document__in=chosen.values("pk")).values("value")
    most = counted.annotate(count=Count("pk")).order_by("-count", "value")[:FACET_VALUES]
    counts = dict(most.values_list("value", "count"))
    by_facet: dict[str, dict[str, int]] = {}
    for value in FacetValue.objects.filter(pk__in=counts).order_by("pk"):
        by_facet.setdefault(value.facet, {})[value.value] = counts[value.pk]
    return by_facet


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
