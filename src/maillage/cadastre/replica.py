"""The index of offers in this process: loaded once, then only what was written since (ADR 6)."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db.models import QuerySet

from maillage.cadastre.models.index import ONLY, IndexState, OfferEntry, OfferPosting
from maillage.core.offers import OfferIndex
from maillage.records.prepared import prepared

CHUNK = 2_000


@dataclass(slots=True)
class _Replica:
    era: int = -1
    sequence: int = -1
    index: OfferIndex = field(default_factory=OfferIndex)


_lock = threading.Lock()
_kept = _Replica()


@contextmanager
def offers_index() -> Iterator[OfferIndex]:
    """The index as the database stands: one small query when nothing was written since. Held by one thread at a time."""
    with _lock:
        _refresh()
        yield _kept.index


def forget_replica() -> None:
    """The next reader loads everything again: after a flush, between tests."""
    global _kept
    with _lock:
        _kept = _Replica()


def index_stamp() -> tuple[int, int]:
    """Era and sequence: what is found changes only when they do."""
    return next(iter(_stamp()), (0, 0))


@prepared
def _stamp() -> QuerySet[IndexState, tuple[int, int]]:
    return IndexState.objects.filter(pk=ONLY).values_list("era", "sequence")


def _refresh() -> None:
    global _kept
    era, sequence = index_stamp()
    if era != _kept.era or sequence < _kept.sequence:
        _kept = _Replica(era=era)
    if sequence == _kept.sequence:
        return
    since = _kept.sequence
    postings = OfferPosting.objects.filter(sequence__gt=since).values_list("key", "block", "bits")
    for key, block, bits in postings.iterator(chunk_size=CHUNK):
        _kept.index.put_block(key, block, bytes(bits))
    entries = OfferEntry.objects.filter(sequence__gt=since).values_list("number", "record")
    numbers, records = [], []
    for number, record in entries.iterator(chunk_size=CHUNK):
        numbers.append(number)
        records.append(bytes(record))
    _kept.index.columns.put(numbers, records)
    _kept.sequence = sequence
