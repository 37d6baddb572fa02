"""Writing the index. Called by the actions of higher rooms, in their own transaction, after they have written.

`index_objects(kind="organisation", ids=[organisation.pk])` after a creation or a change, deletions included: what the
source no longer gives is forgotten. No rule is checked here: the caller has checked its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import islice
from typing import Any

from maillage.core.analysis import index_tokens, surface, words_of
from maillage.records.bulk import insert_rows, replaced
from maillage.records.unlocked import write_prepared
from maillage.search.marks import marks_of
from maillage.search.matching import rebuild_index
from maillage.search.models import SearchDocument
from maillage.search.registries import Document, Wording, sources
from maillage.search.vocabulary import NewWords, forget_unused_words, words_to_learn

BATCH = 500
MAX_TOKENS = 3_000
"""A field's tokens beyond are left out; far more than any sheet holds."""
_waiting: ContextVar[dict[str, set[int]] | None] = ContextVar("waiting", default=None)


@contextmanager
def indexed_together() -> Iterator[None]:
    """For many writes in one go (a demonstration, an import): the objects written inside are indexed once, at its end.

    Belongs inside the transaction of those writes, so that a failure leaves neither them nor half an index.
    """
    if _waiting.get() is not None:
        yield
        return
    together: dict[str, set[int]] = defaultdict(set)
    token = _waiting.set(together)
    try:
        yield
    finally:
        _waiting.reset(token)
    for kind, ids in together.items():
        index_objects(kind=kind, ids=ids)


def index_objects(*, kind: str, ids: Iterable[int]) -> int:
    """Writes or rewrites the documents of these objects; returns how many there are now, 0 inside `indexed_together`."""
    waiting = _waiting.get()
    if waiting is not None:
        waiting[kind].update(ids)
        return 0
    return sum(_index(kind, batch) for batch in _batches(sorted(set(ids))))


def _index(kind: str, ids: Sequence[int]) -> int:
    def prepared() -> _Prepared:
        documents = list(sources[kind].documents_for(ids))
        return _Prepared([_row(kind, one) for one in documents], words_to_learn(_texts(documents)))

    def written(prepared: _Prepared) -> int:
        conflict = replaced(_WRITTEN, on=("kind", "object_id"))
        insert_rows(SearchDocument, _WRITTEN, prepared.rows, conflict=conflict)
        prepared.words.learn()
        forget_objects(kind=kind, ids=set(ids) - {row[_OBJECT] for row in prepared.rows})
        return len(prepared.rows)

    return write_prepared(prepared, written)


def forget_objects(*, kind: str, ids: Iterable[int]) -> None:
    """Takes objects out of the index."""
    for batch in _batches(list(ids)):
        SearchDocument.objects.filter(kind=kind, object_id__in=batch).delete()


def reindex(*, kind: str | None = None) -> dict[str, int]:
    """Rebuilds the index of one kind or of all, batch by batch, readable all along; how many documents by kind.

    Documents of objects, or of kinds, that no longer exist go, and so do words that nothing bears any more.
    """
    kinds = [kind] if kind else [key for key, _source in sources.items()]
    counts = {}
    for one in kinds:
        ids = set(sources[one].all_ids())
        counts[one] = index_objects(kind=one, ids=ids)
        held = SearchDocument.objects.filter(kind=one).values_list("object_id", flat=True)
        forget_objects(kind=one, ids=set(held) - ids)
    if kind is None:
        for other in set(SearchDocument.objects.values_list("kind", flat=True).distinct()) - set(kinds):
            SearchDocument.objects.filter(kind=other).delete()
        rebuild_index()
        forget_unused_words()
    return counts


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What indexing some objects will write: the values of `_WRITTEN` for each document, and their words."""

    rows: list[list[Any]]
    words: NewWords


_WRITTEN = tuple(field for field in SearchDocument._meta.concrete_fields if not field.primary_key)
_OBJECT = [field.name for field in _WRITTEN].index("object_id")


def _row(kind: str, document: Document) -> list[Any]:
    """The values of `_WRITTEN`, by name, in its order."""
    values = {
        "kind": kind,
        "object_id": document.object_id,
        "audience": document.audience,
        "standing": document.standing,
        "title_key": title_key(document.title),
        "uid": document.uid,
        "title": document.title[:300],
        "subtitle": document.subtitle[:400],
        "path": document.path,
        "title_tokens": _tokens([document.title]),
        "names_tokens": _tokens(document.names),
        "body_tokens": _tokens(document.body),
        "marks": marks_of(kind, document.audience, document.facets),
    }
    return [values[field.attname] for field in _WRITTEN]


def title_key(text: str) -> str:
    """What a title and a typed text share when they say the same, whatever the accents, capitals and signs."""
    return " ".join(surface(word.spelled) for word in words_of(text))[:200]


def _tokens(texts: Iterable[str | Wording]) -> str:
    found: list[str] = []
    for text in texts:
        wording = text if isinstance(text, Wording) else Wording(text, "fr")
        found += index_tokens(wording.text, wording.language)
    return f" {' '.join(found[:MAX_TOKENS])} "


def _texts(documents: Iterable[Document]) -> Iterator[str]:
    for document in documents:
        for text in (document.title, *document.names, *document.body):
            yield text.text if isinstance(text, Wording) else text


def _batches(ids: Sequence[int]) -> Iterator[list[int]]:
    rest = iter(ids)
    while batch := list(islice(rest, BATCH)):
        yield batch
