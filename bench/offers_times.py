"""A million entries in a minute: every offer of a built index at ten places, so that the search is timed at that size.

Indexing a million different offers takes the better part of an hour; what is found, sorted and counted costs the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from django.db import connection, transaction
from django.db.models import F
from pyroaring import BitMap

from maillage.cadastre.models.index import IndexState, OfferEntry, OfferPosting
from maillage.core.offers.index import BLOCK
from maillage.records.bulk import DO_NOTHING, insert_rows

CHUNK = 20_000
FEW = 200
"""Entries of a key under which their blocks are told one by one."""


@transaction.atomic
def multiply(times: int) -> int:
    """Copies every entry under fresh numbers, `times - 1` times; returns how many entries there are then."""
    size = IndexState.objects.values_list("next_number", flat=True).get()
    table = OfferEntry._meta.db_table
    columns = ", ".join(
        str(field.column) for field in OfferEntry._meta.concrete_fields if not field.primary_key
    )
    with connection.cursor() as cursor:
        for copy in range(1, times):
            cursor.execute(
                f"INSERT INTO {table} (number, {columns}) SELECT number + %s, {columns} FROM {table} WHERE number < %s",
                [copy * size, size],
            )
    sequence = IndexState.objects.values_list("sequence", flat=True).get()
    rows = list(_multiplied(size, times, sequence))
    OfferPosting.objects.all().delete()
    for at in range(0, len(rows), CHUNK):
        insert_rows(
            OfferPosting, OfferPosting._meta.concrete_fields, rows[at : at + CHUNK], conflict=DO_NOTHING
        )
    IndexState.objects.update(next_number=size * times, sequence=F("sequence") + 1, era=F("era") + 1)
    return size * times


def _multiplied(size: int, times: int, sequence: int) -> Iterator[tuple[str, int, bytes, int]]:
    blocks_of_all = size * times // BLOCK + 1
    windows = [BitMap(range(block * BLOCK, (block + 1) * BLOCK)) for block in range(blocks_of_all)]
    held = OfferPosting.objects.order_by("key", "block").values_list("key", "block", "bits")
    for key, blocks in groupby(held.iterator(chunk_size=CHUNK), key=itemgetter(0)):
        one = BitMap()
        for _key, _block, bits in blocks:
            one |= BitMap.deserialize(bytes(bits)) if bits else BitMap()
        every = BitMap.union(*(one.shift(size * copy) for copy in range(times)))
        for block in sorted(
            {number // BLOCK for number in every} if len(every) < FEW else range(blocks_of_all)
        ):
            inside = every & windows[block]
            if inside:
                yield key, block, inside.serialize(), sequence
