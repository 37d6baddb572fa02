"""Consultations made up for tests: groups with opinions of their own, and people without any."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from maillage.core.positions import Votes, votes_of


class Crowd(NamedTuple):
    """Three columns of votes, and the planted group of each participant (ids from 0)."""

    participants: NDArray[np.int64]
    statements: NDArray[np.int64]
    values: NDArray[np.int64]
    plan: NDArray[np.int64]

    def votes(self) -> Votes:
        return votes_of(self.participants, self.statements, self.values)


def planted(
    sizes: Sequence[int], statements: int, *, seed: int, voted: float = 0.8, faithful: float = 0.85
) -> Crowd:
    """Groups of these sizes; on each statement each group leans one way, which a member follows with chance `faithful`."""
    rng = np.random.default_rng(seed)
    plan = rng.permutation(np.repeat(np.arange(len(sizes)), sizes))
    leans = rng.choice([-1, 1], (len(sizes), statements))
    people, topics = np.nonzero(rng.random((len(plan), statements)) < voted)
    follows = np.where(rng.random(len(people)) < faithful, 1, -1)
    passes = rng.random(len(people)) < 0.1
    values = np.where(passes, 0, leans[plan[people], topics] * follows)
    turn = rng.permutation(len(people))
    return Crowd(people[turn], topics[turn], values[turn], plan)


def without_opinion(people: int, statements: int, *, seed: int, voted: float = 0.8) -> Crowd:
    """Everybody votes by chance; some statements please more than others."""
    rng = np.random.default_rng(seed)
    liked = rng.uniform(0.1, 0.9, statements)
    rows, topics = np.nonzero(rng.random((people, statements)) < voted)
    values = np.where(rng.random(len(rows)) < liked[topics], 1, -1)
    values[rng.random(len(rows)) < 0.1] = 0
    return Crowd(rows, topics, values, np.zeros(people, dtype=np.int64))


def table(rows: Sequence[str]) -> Votes:
    """A row a participant, a sign a statement: « + », « - », « 0 », a point for no vote; ids count from 0."""
    signs = {"+": 1, "-": -1, "0": 0}
    cast = [
        (row, column, signs[sign])
        for row, line in enumerate(rows)
        for column, sign in enumerate(line)
        if sign != "."
    ]
    people, topics, values = zip(*cast, strict=True) if cast else ((), (), ())
    return votes_of(people, topics, values, shown=range(max(map(len, rows), default=0)))
