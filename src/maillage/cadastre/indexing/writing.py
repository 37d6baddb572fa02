"""Writing the index, in the transaction that wrote the offers: `index_offers(ids)` after any change, endings included."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.db.models import F
from pyroaring import BitMap

from maillage.cadastre.indexing.entries import Entry, entries_of
from maillage.cadastre.models import Offer
from maillage.cadastre.models.index import ONLY, IndexState, OfferEntry, OfferPosting
from maillage.cadastre.queries.documents import OFFER
from maillage.core.offers.index import BLOCK
from maillage.records.bulk import insert_rows, replaced
from maillage.search.actions import index_objects

T = TypeVar("T")
BATCH = 400
"""Offers written together: a lock of some tens of milliseconds."""
REBUILT_AT_ONCE = 2_000
"""A rebuild may hold others up for some seconds, and writes each posting less often."""
_KEYS_AT_ONCE = 500
Changes = dict[tuple[str, int], tuple[list[int], list[int]]]
_waiting: ContextVar[set[int] | None] = ContextVar("waiting", default=None)


@contextmanager
def indexed_together() -> Iterator[None]:
    """For many writes in one go (a demonstration, an import): the offers written inside are indexed once, at its end.

    Belongs inside the transaction of those writes, so that a failure leaves neither them nor half an index.
    """
    if _waiting.get() is not None:
        yield
        return
    together: set[int] = set()
    token = _waiting.set(together)
    try:
        yield
    finally:
        _waiting.reset(token)
    index_offers(together)


def index_offers(ids: Collection[int]) -> int:
    """Writes what these offers are found by; those that can no longer be found are forgotten. Returns how many entries,
    0 inside `indexed_together`."""
    waiting = _waiting.get()
    if waiting is not None:
        waiting.update(ids)
        return 0
    written = 0
    for batch in _batches(sorted(set(ids)), BATCH):
        with transaction.atomic():
            written += _index(batch)
            index_objects(kind=OFFER, ids=batch)
    return written


def rebuild() -> int:
    """Builds the index of this room anew under fresh numbers; returns how many entries there are. `reindex` writes that of
    the general search. One transaction a batch: readers see the index fill up, so it is for installations, restores
    and repairs.
    """
    with transaction.atomic():
        OfferEntry.objects.all().delete()
        OfferPosting.objects.all().delete()
        IndexState.objects.update_or_create(
            pk=ONLY, defaults={"sequence": 0, "next_number": 0, "era": secrets.randbelow(2**53)}
        )
    written = 0
    for batch in _batches(
        Offer.objects.order_by("pk").values_list("pk", flat=True).iterator(), REBUILT_AT_ONCE
    ):
        with transaction.atomic():
            written += _index(batch)
    return written


def _index(ids: Sequence[int]) -> int:
    """Takes the writers' turn first (one row, one lock), so that numbers and sequences never cross."""
    sequence, free = _take_turn()
    held = {
        (row.offer_id, row.site_id): row
        for row in OfferEntry.objects.filter(offer__in=ids).only("number", "offer", "site", "keys")
    }
    changes: Changes = defaultdict(lambda: ([], []))
    rows: list[OfferEntry] = []
    for entry in (entry for some in _batches(ids, BATCH) for entry in entries_of(some)):
        former = held.pop((entry.offer_id, entry.site_id), None)
        number = former.number if former else free
        free += former is None
        _note(changes, number, entry.keys, set(former.keys.split("\n")) if former else set())
        rows.append(_row(entry, number, sequence))
    for gone in held.values():
        _note(changes, gone.number, frozenset(), set(gone.keys.split("\n")))
    OfferEntry.objects.filter(number__in=[gone.number for gone in held.values()]).delete()
    _save_entries(rows)
    _save_postings(changes, sequence)
    IndexState.objects.filter(pk=ONLY).update(next_number=free)
    return len(rows)


def _take_turn() -> tuple[int, int]:
    moved = IndexState.objects.filter(pk=ONLY).update(sequence=F("sequence") + 1)
    if not moved:
        IndexState.objects.create(pk=ONLY, sequence=1, era=secrets.randbelow(2**53))
    state = IndexState.objects.get(pk=ONLY)
    return state.sequence, state.next_number


def _note(changes: Changes, number: int, now: Collection[str], before: set[str]) -> None:
    block = number // BLOCK
    for key in now:
        if key not in before:
            changes[key, block][0].append(number)
    for key in before:
        if key and key not in now:
            changes[key, block][1].append(number)


def _row(entry: Entry, number: int, sequence: int) -> OfferEntry:
    return OfferEntry(
        number=number,
        offer_id=entry.offer_id,
        site_id=entry.site_id,
        sequence=sequence,
        keys="\n".join(sorted(entry.keys)),
        record=entry.record.packed(),
        shown=entry.shown,
        due_on=entry.due_on,
    )


def _save_entries(rows: list[OfferEntry]) -> None:
    OfferEntry.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["number"],
        update_fields=["sequence", "keys", "record", "shown", "due_on"],
    )


def _save_postings(changes: Changes, sequence: int) -> None:
    """Each posting is read, changed and written once, however many of its entries changed."""
    for keys in _batches(sorted(changes), _KEYS_AT_ONCE):
        blocks = {block for _key, block in keys}
        known = {
            (key, block): bytes(bits)
            for key, block, bits in OfferPosting.objects.filter(
                key__in=[key for key, _block in keys], block__in=blocks
            ).values_list("key", "block", "bits")
        }
        written = []
        for place in keys:
            bits = BitMap.deserialize(known[place]) if known.get(place) else BitMap()
            added, gone = changes[place]
            bits.update(added)
            bits.difference_update(BitMap(gone))
            written.append((*place, bits.serialize() if bits else b"", sequence))
        insert_rows(OfferPosting, _POSTING, written, conflict=_REPLACED)


_POSTING = OfferPosting._meta.concrete_fields
_REPLACED = replaced(_POSTING, on=("key", "block"))


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
