"""The index in memory: bitmaps by key, columns by number. Filled by blocks, so that a store can send only what changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pyroaring import BitMap

from maillage.core.offers.columns import Columns
from maillage.core.offers.keys import FACETS, Family

BLOCK = 65_536
"""Entries in a block of a posting: one roaring container."""
_SURFACE = f"{Family.WORD}:"
_NOTHING = BitMap()


class OfferIndex:
    """`bearing(key)` gives the entries that bear a key; callers do not change what it returns."""

    def __init__(self) -> None:
        self._bits: dict[str, BitMap] = {}
        self._values: dict[str, dict[str, None]] = {str(family): {} for family in FACETS}
        self.columns = Columns()
        self._words: dict[int, list[str]] | None = None

    def bearing(self, key: str) -> BitMap:
        return self._bits.get(key, _NOTHING)

    def bearing_one(self, keys: Iterable[str]) -> BitMap:
        """Entries that bear one at least of the keys."""
        known = [self._bits[key] for key in keys if key in self._bits]
        if not known:
            return _NOTHING
        return known[0] if len(known) == 1 else BitMap.union(*known)

    def put_block(self, key: str, block: int, bits: bytes) -> None:
        """Replaces the entries of one block that bear `key`; an empty `bits` takes them away."""
        held = self._bits.get(key)
        fresh = BitMap.deserialize(bits) if bits else BitMap()
        if held is not None:
            rest = held.copy()
            rest.remove_range(block * BLOCK, (block + 1) * BLOCK)
            fresh = rest | fresh if rest else fresh
        if fresh:
            self._bits[key] = fresh
        elif held is not None:
            del self._bits[key]
        if (held is not None) != bool(fresh):
            self._note(key, borne=bool(fresh))

    def _note(self, key: str, *, borne: bool) -> None:
        """A key appeared or went: the values of its facet follow, and the words when it is one."""
        if key.startswith(_SURFACE):
            self._words = None
        values = self._values.get(key[:1])
        if values is not None and borne:
            values[key] = None
        elif values is not None:
            values.pop(key, None)

    def keys_of(self, family: Family) -> list[str]:
        """Every key of a facet that some entry bears."""
        return list(self._values[family])

    def words(self, lengths: Iterable[int]) -> list[str]:
        """Surfaces of known words of these lengths, for the correction of typing errors (stems left out)."""
        if self._words is None:
            start = len(_SURFACE)
            self._words = defaultdict(list)
            for key in self._bits:
                if key.startswith(_SURFACE) and not key.startswith("0", start):
                    self._words[len(key) - start].append(key[start:])
        return [word for length in lengths for word in self._words.get(length, ())]

    @property
    def size(self) -> int:
        """How many keys are known."""
        return len(self._bits)
