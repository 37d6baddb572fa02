"""What entries are sorted by, as packed records on disk and as arrays in memory."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

NO_DAY = 0x7FFF_FFFF
"""`next_day` of an entry without a date to come: after all those that have one."""
_PACKED = struct.Struct("<iiii")
SIZE = _PACKED.size


@dataclass(frozen=True, slots=True)
class Record:
    """`territory`: id, 0 when it is nowhere. `standing`: lowest first among equally good answers. `next_day`: ordinal of the
    next start (`date.toordinal`), today's for what is under way, `NO_DAY` when none is known. `offer`: id of the offer."""

    territory: int = 0
    standing: int = 0
    next_day: int = NO_DAY
    offer: int = 0

    def packed(self) -> bytes:
        """16 bytes, little-endian."""
        return _PACKED.pack(self.territory, self.standing, self.next_day, self.offer)


class Columns:
    """Records by entry number, as one array of shape (capacity, 4) that grows by half."""

    def __init__(self) -> None:
        self._rows: NDArray[np.int32] = np.zeros((0, 4), dtype=np.int32)

    def put(self, numbers: Iterable[int], packed: Iterable[bytes]) -> None:
        """Sets the records of these numbers; each packed record is `SIZE` bytes."""
        at = np.fromiter(numbers, dtype=np.int64)
        if not len(at):
            return
        rows = np.frombuffer(b"".join(packed), dtype="<i4").reshape(-1, 4)
        self._make_room(int(at.max()) + 1)
        self._rows[at] = rows

    def _make_room(self, wanted: int) -> None:
        held = len(self._rows)
        if wanted > held:
            grown = np.zeros((max(wanted, held + held // 2), 4), dtype=np.int32)
            grown[:held] = self._rows
            self._rows = grown

    def territory(self, numbers: NDArray[np.int64]) -> NDArray[np.int32]:
        return self._rows[numbers, 0]

    def standing(self, numbers: NDArray[np.int64]) -> NDArray[np.int32]:
        return self._rows[numbers, 1]

    def next_day(self, numbers: NDArray[np.int64]) -> NDArray[np.int32]:
        return self._rows[numbers, 2]

    def offer(self, numbers: NDArray[np.int64]) -> NDArray[np.int32]:
        return self._rows[numbers, 3]
