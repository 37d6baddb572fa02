"""Votes as bytes beside the rows of a database: eight bytes a vote, appended and never rewritten.

A record is a little-endian 64-bit word: participant in the upper 32 bits, statement in the next 24, vote + 1 in the lower
8. A later record of the same participant and statement replaces the earlier. Reading costs one pass and one sort.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike

from maillage.core.positions.votes import Votes, votes_of

RECORD = 8
"""Bytes of a vote."""
_WORD = np.dtype("<u8")
MOST_PARTICIPANTS, MOST_STATEMENTS = 1 << 32, 1 << 24


class DamagedVotes(ValueError):
    """The bytes are not whole records of votes."""


def pack(participants: ArrayLike, statements: ArrayLike, values: ArrayLike) -> bytes:
    """Records of votes in the order given. Raises ValueError for what does not fit a record."""
    people = np.asarray(participants, dtype=np.int64)
    topics = np.asarray(statements, dtype=np.int64)
    given = np.asarray(values, dtype=np.int64)
    if not people.shape == topics.shape == given.shape:
        raise ValueError("participants, statements and values must be as many")
    for numbers, least, bound in ((people, 0, MOST_PARTICIPANTS), (topics, 0, MOST_STATEMENTS), (given, -1, 2)):
        if numbers.size and (numbers.min() < least or numbers.max() >= bound):
            raise ValueError(f"numbers must be from {least} to {bound - 1}")
    return ((people << 32) | (topics << 8) | (given + 1)).astype(_WORD).tobytes()


def append(packed: bytes, participant: int, statement: int, value: int) -> bytes:
    """The same bytes with one more vote. A room that appends in place writes `pack` of the one vote."""
    return packed + pack([participant], [statement], [value])


def without(packed: bytes, participant: int, statement: int | None = None) -> bytes:
    """The records of everybody else; with `statement`, all but those of this participant on it."""
    words = np.frombuffer(packed, dtype=_WORD)
    theirs = words >> np.uint64(32) == np.uint64(participant)
    if statement is not None:
        theirs &= (words >> np.uint64(8)) & np.uint64(MOST_STATEMENTS - 1) == np.uint64(statement)
    return words[~theirs].tobytes()


def read(packed: bytes | bytearray | memoryview, *, shown: Iterable[int] | None = None) -> Votes:
    """The votes of the records; `shown` as for `votes_of`. Raises DamagedVotes when bytes are missing or are no votes."""
    if len(packed) % RECORD:
        raise DamagedVotes(f"{len(packed)} bytes are not whole records of {RECORD}")
    words = np.frombuffer(packed, dtype=_WORD).astype(np.int64, copy=False)
    values = (words & 0xFF).astype(np.int8)
    if values.size and (values.max() > 2 or values.min() < 0):
        raise DamagedVotes("a record holds no vote")
    values -= 1
    return votes_of((words >> 32) & 0xFFFFFFFF, (words >> 8) & 0xFFFFFF, values, shown=shown)
