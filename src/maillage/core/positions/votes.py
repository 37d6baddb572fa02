"""Who voted what on which statement, in one canonical form: the order in which votes came leaves no trace.

Votes are +1 (agree), −1 (disagree) and 0 (pass); of several votes of a person on a statement, the last counts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

_WIDEST_TABLE = 1 << 26
"""Numbers below it are ranked by a table instead of a sort."""
_SORTABLE_BITS = 63


@dataclass(frozen=True, slots=True)
class Votes:
    """The votes of participant `i` are at `starts[i]:starts[i + 1]` of `columns` (places in `statements`) and `values`.

    `participants` and `statements` are rising ids; within a participant, `columns` rise. A statement may have no vote.
    """

    participants: NDArray[np.int64]
    statements: NDArray[np.int64]
    starts: NDArray[np.int64]
    columns: NDArray[np.int32]
    values: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.values)

    @property
    def counts(self) -> NDArray[np.int64]:
        """How many votes each participant gave, passes included."""
        return np.diff(self.starts)

    @property
    def rows(self) -> NDArray[np.int32]:
        """The place of the participant of each vote."""
        return np.repeat(np.arange(len(self.participants), dtype=np.int32), self.counts)

    def of(self, places: NDArray[np.intp]) -> Votes:
        """Only these participants, in this order."""
        counts = self.counts[places]
        starts = np.concatenate(([0], np.cumsum(counts)))
        held = np.arange(starts[-1]) + np.repeat(self.starts[places] - starts[:-1], counts)
        return Votes(self.participants[places], self.statements, starts, self.columns[held], self.values[held])

    def on(self, chosen: NDArray[np.bool_]) -> Votes:
        """Only the statements where `chosen` (one truth a statement) holds; every participant stays."""
        held = chosen[self.columns]
        starts = np.concatenate(([0], np.cumsum(held)))[self.starts]
        place = (np.cumsum(chosen) - 1).astype(np.int32)
        return Votes(
            self.participants, self.statements[chosen], starts, place[self.columns[held]], self.values[held]
        )

    def with_vote(self, participant: int, statement: int, value: int) -> Votes:
        """The same with one more vote, which replaces an earlier one of the same person on the same statement.

        Costs a copy of the arrays, not a sort. Raises ValueError for a statement that is not among these, or a vote other
        than −1, 0, +1.
        """
        column = int(np.searchsorted(self.statements, statement))
        if value not in (-1, 0, 1) or column == len(self.statements) or self.statements[column] != statement:
            raise ValueError("a vote is −1, 0 or +1, on a known statement")
        row = int(np.searchsorted(self.participants, participant))
        people, starts = self.participants, self.starts
        if row == len(people) or people[row] != participant:
            people, starts = np.insert(people, row, participant), np.insert(starts, row, starts[row])
        mine = self.columns[starts[row] : starts[row + 1]]
        place = int(starts[row]) + int(np.searchsorted(mine, column))
        if place < starts[row + 1] and self.columns[place] == column:
            values = self.values.copy()
            values[place] = value
            return Votes(people, self.statements, starts, self.columns, values)
        starts = starts + (np.arange(len(starts)) > row)
        columns = np.insert(self.columns, place, np.int32(column))
        return Votes(people, self.statements, starts, columns, np.insert(self.values, place, np.int8(value)))

    def ballot(self, participant: int) -> dict[int, int]:
        """What a participant voted, by id of statement; empty for somebody unknown."""
        place = int(np.searchsorted(self.participants, participant))
        if place == len(self.participants) or self.participants[place] != participant:
            return {}
        span = slice(int(self.starts[place]), int(self.starts[place + 1]))
        return dict(zip(self.statements[self.columns[span]].tolist(), self.values[span].tolist(), strict=True))

    def hash(self) -> str:
        """SHA-256 of statements' ids and of the ballots in the order of participants' ids, in hexadecimal.

        Participants' ids themselves are left out: a map is the same whatever people are called, and what is published
        beside it does not let anyone try out names.
        """
        found = hashlib.sha256(b"maillage positions 1\0")
        kind = "<u2" if 3 * len(self.statements) <= 1 << 16 else "<u4"
        for part in (np.array([len(self.statements), len(self.participants)]), self.statements, self.counts):
            found.update(np.ascontiguousarray(part, dtype="<i8").data)
        codes = self.columns.astype(kind)
        codes *= codes.dtype.type(3)
        codes += (self.values + 1).astype(kind)
        found.update(codes.data)
        return found.hexdigest()


def votes_of(
    participants: ArrayLike,
    statements: ArrayLike,
    values: ArrayLike,
    *,
    shown: Iterable[int] | None = None,
) -> Votes:
    """The canonical form of votes told in the order they were given: three sequences of equal length.

    `shown`: the ids of all statements that count; votes on others are left out (moderated), and a statement that nobody
    voted on stays. Without it, the statements are those voted on. Participants left without a vote are left out.
    Raises ValueError for a vote other than −1, 0, +1 or lengths that differ.
    """
    people = np.asarray(participants, dtype=np.int64)
    topics = np.asarray(statements, dtype=np.int64)
    given = np.asarray(values)
    if not people.shape == topics.shape == given.shape or people.ndim != 1:
        raise ValueError("participants, statements and values must be as many")
    if given.size and (given.min() < -1 or given.max() > 1 or np.any(given != np.rint(given))):
        raise ValueError("a vote is −1, 0 or +1")
    given = given.astype(np.int8)
    if shown is not None:
        kept_ids = np.unique(np.fromiter(shown, dtype=np.int64))
        columns = _places(topics, kept_ids)
        if columns.min(initial=0) < 0:
            kept = columns >= 0
            people, columns, given = people[kept], columns[kept], given[kept]
    else:
        kept_ids, columns = _ranked(topics)
    ids, rows = _ranked(people)
    return _settled(ids, kept_ids, rows, columns, given)


def _ranked(ids: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rising distinct ids, and the place of each given one among them."""
    if ids.size and ids.min() >= 0 and ids.max() < min(_WIDEST_TABLE, 16 * ids.size + 1024):
        present = np.zeros(int(ids.max()) + 1, dtype=np.bool_)
        present[ids] = True
        found = np.flatnonzero(present)
        if found.size == present.size:
            return found, ids
        return found, (np.cumsum(present) - 1)[ids]
    found, places = np.unique(ids, return_inverse=True)
    return found, places


def _places(ids: NDArray[np.int64], known: NDArray[np.int64]) -> NDArray[np.int64]:
    """The place of each id among rising known ones; −1 for those that are not."""
    if (
        ids.size
        and known.size
        and ids.min() >= 0
        and known[0] >= 0
        and max(ids.max(), known[-1]) < _WIDEST_TABLE
    ):
        places = np.full(int(max(ids.max(), known[-1])) + 1, -1)
        places[known] = np.arange(len(known))
        return places[ids]
    places = np.searchsorted(known, ids)
    places[~np.isin(ids, known)] = -1
    return places


def _settled(
    ids: NDArray[np.int64],
    topics: NDArray[np.int64],
    rows: NDArray[np.int64],
    columns: NDArray[np.int64],
    given: NDArray[np.int8],
) -> Votes:
    """Sorts by participant and statement and keeps the last vote of each pair.

    Pair, order of arrival and vote share one 64-bit number, which sorts several times faster than an indirect sort.
    """
    width, turn_bits = max(1, len(topics)), max(1, len(given)).bit_length()
    if (len(ids) * width).bit_length() + turn_bits + 2 <= _SORTABLE_BITS:
        key = rows * width
        key += columns
        if np.all(key[1:] > key[:-1]):
            pair, values = key, given
        else:
            key <<= turn_bits
            key += np.arange(len(given))
            key <<= 2
            key += given
            key += 1
            key.sort()
            values = (key & 3).astype(np.int8)
            values -= 1
            key >>= 2 + turn_bits
            pair = key
    else:
        order = np.lexsort((columns, rows))
        pair, values = (rows * width + columns)[order], given[order]
    last = np.ones(len(pair), dtype=np.bool_)
    last[:-1] = pair[1:] != pair[:-1]
    if not last.all():
        pair, values = pair[last], values[last]
    starts = np.searchsorted(pair, np.arange(len(ids) + 1) * width)
    found = np.repeat(np.arange(len(ids)) * width, np.diff(starts))
    return Votes(ids, topics, starts, (pair - found).astype(np.int32), values)
