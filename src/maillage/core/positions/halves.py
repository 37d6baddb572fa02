"""Would other statements, or other people, have given the same groups? Split halves say so in numbers.

- Halves of the statements: everybody is grouped by one half of the statements and again by the other. Nothing but opinion
  links the two, so votes without opinion agree by chance only.
- Halves of the participants: each half draws its own plane and its own centres; both group everybody.

Agreement is the adjusted Rand index, the median of several splits. A large crowd is judged by a sample of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

import numpy as np
from numpy.typing import NDArray

from maillage.core.positions.agreement import adjusted_rand
from maillage.core.positions.clustering import Cloud, k_means, labels_of
from maillage.core.positions.scatter import first_half
from maillage.core.positions.space import rough_positions
from maillage.core.positions.spectrum import Floats
from maillage.core.positions.votes import Votes

SPLITS = 5
"""Of each kind."""
JUDGES = 3000
"""Participants of the sample."""
_STARTS, _ROUNDS = 3, 25
"""Groups that look for their middle longer than that are none."""
_FEWEST = 3
"""Votes in each half of the statements with which somebody takes part in the comparison."""

Plane = tuple[Floats, Floats]


@dataclass(frozen=True, slots=True)
class _Split:
    """Two planes of the same people, and for each plane who may find its centres."""

    planes: tuple[Plane, Plane]
    finding: tuple[NDArray[np.bool_], NDArray[np.bool_]]
    judged: NDArray[np.bool_]

    def agreement(self, groups: int) -> float:
        found = []
        for (x, y), finding in zip(self.planes, self.finding, strict=True):
            if not finding.any():
                return 0.0
            cloud = Cloud.of(x[finding], y[finding])
            centres = k_means(cloud, groups, starts=_STARTS, rounds=_ROUNDS)
            found.append(labels_of(x, y, centres)[self.judged])
        return adjusted_rand(*found)


class Halves:
    """The splits of one crowd, drawn once and only when asked, to judge any number of groups."""

    def __init__(self, placed: Votes, cloud: Cloud) -> None:
        """`placed`: the votes of those who are placed, in the order of `cloud`."""
        self._judges = placed.of(cloud.sample(JUDGES, salt=2))

    @cached_property
    def compared(self) -> int:
        """People grouped by both halves of the statements, in the split that compares the fewest."""
        return min(int(np.count_nonzero(split.judged)) for split in self._of_statements)

    @cached_property
    def _of_statements(self) -> list[_Split]:
        return [_by_statements(self._judges, split) for split in range(SPLITS)]

    @cached_property
    def _of_participants(self) -> list[_Split]:
        return [_by_participants(self._judges, split) for split in range(SPLITS)]

    def statements(self, groups: int) -> float:
        return _median(self._of_statements, groups)

    def participants(self, groups: int) -> float:
        return _median(self._of_participants, groups)


def _median(splits: Sequence[_Split], groups: int) -> float:
    return round(median(split.agreement(groups) for split in splits), 3)


def _by_statements(votes: Votes, split: int) -> _Split:
    chosen = first_half(len(votes.statements), 31 + split)
    halves = votes.on(chosen), votes.on(~chosen)
    judged = np.minimum(halves[0].counts, halves[1].counts) >= min(_FEWEST, int(chosen.sum()))
    one, other = (rough_positions(half, half) for half in halves)
    return _Split((one, other), (judged, judged), judged)


def _by_participants(votes: Votes, split: int) -> _Split:
    chosen = first_half(len(votes.participants), 61 + split)
    halves = votes.of(np.flatnonzero(chosen)), votes.of(np.flatnonzero(~chosen))
    one, other = (rough_positions(votes, half) for half in halves)
    return _Split((one, other), (chosen, ~chosen), np.ones(len(chosen), dtype=np.bool_))
