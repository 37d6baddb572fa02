"""What a mistyped search may have meant, in words of documents that the reader may see, and in no others."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet, Value

from maillage.core.analysis import Query, Term, surface, words_of
from maillage.core.readers import Reader
from maillage.core.spelling import correctable, nearest
from maillage.records.prepared import prepared
from maillage.search.matching import BorneBySome
from maillage.search.models import KnownWord, SearchDocument
from maillage.search.queries.order import some_answer
from maillage.search.vocabulary import likely_words


def corrected(text: str, query: Query, reader: Reader) -> str | None:
    """`text`, which nothing answers, with each word that no visible document holds replaced by the nearest one that some
    do."""
    instead = {}
    for term in query.terms:
        if len(query.terms) > 1 and some_answer(Query((term,)), reader):
            continue
        better = _nearest_borne(term, reader)
        if better:
            instead[term.spelled] = better
    return _replaced(text, instead) if instead else None


def _nearest_borne(term: Term, reader: Reader) -> str | None:
    typed = surface(term.spelled)
    if not correctable(typed):
        return None
    neighbours = {found.word: found for found in nearest(typed, likely_words(typed))}
    if not neighbours:
        return None
    borne = _borne(list(neighbours), reader)
    likelihood = {row: (neighbours[row.word].distance, neighbours[row.word].other_initial) for row in borne}
    best = [row for row in likelihood if likelihood[row] == min(likelihood.values())]
    if len(best) > 1:
        best.sort(key=lambda row: (-SearchDocument.objects.bearing(Value(row.word), reader).count(), row.word))
    return best[0].spelling if best else None


@prepared
def _borne(words: Sequence[str], reader: Reader) -> QuerySet[KnownWord]:
    return KnownWord.objects.filter(BorneBySome("word", reader.keys), word__in=words)


def _replaced(text: str, instead: dict[str, str]) -> str:
    """Each run of signs that holds a mistyped word becomes the better one; the rest stays as typed."""
    pieces = []
    for piece in text.split():
        better = [instead[word.spelled] for word in words_of(piece) if word.spelled in instead]
        pieces.append(better[0] if better else piece)
    return " ".join(pieces)
