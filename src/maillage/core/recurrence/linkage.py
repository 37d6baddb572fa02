"""Average linkage with a floor, over a matrix of likenesses: the nearest groups become one until none are near enough."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

APART = 0.2
"""Likeness under which no two members stand in one group."""
_NEVER = -1.0


def linked(likeness: NDArray[np.float64], enough: float, *, apart: float = APART) -> list[list[int]]:
    """The groups, single ones included, of a symmetric matrix of likenesses, shape (n, n); ties go to the lowest places.

    The average between groups is kept by the formula of Lance and Williams (1967), the lowest likeness beside it.
    """
    state = _Linkage(likeness, apart)
    while (nearest := state.nearest(enough)) is not None:
        state.merge(*nearest)
    return [sorted(members) for members in state.members if members]


class _Linkage:
    """`offered[i, j]`: the average of two groups, or never; `best` and `at`: the highest offer of each line and its first
    place."""

    def __init__(self, likeness: NDArray[np.float64], apart: float) -> None:
        self.members = [[place] for place in range(len(likeness))]
        self._apart = apart
        self._average = (likeness + likeness.T) / 2
        self._least = self._average.copy()
        self._alive = np.ones(len(likeness), dtype=bool)
        self._size = np.ones(len(likeness))
        self._offered = np.where(self._least < apart, _NEVER, np.round(self._average, 9))
        np.fill_diagonal(self._offered, _NEVER)
        self._at = self._offered.argmax(axis=1) if len(likeness) else np.zeros(0, dtype=np.intp)
        self._best = self._offered.max(axis=1, initial=_NEVER)

    def nearest(self, enough: float) -> tuple[int, int] | None:
        if not len(self._best):
            return None
        one = int(self._best.argmax())
        if self._best[one] < enough:
            return None
        other = int(self._at[one])
        return min(one, other), max(one, other)

    def merge(self, one: int, other: int) -> None:
        """`other` joins `one`."""
        sizes = self._size[one], self._size[other]
        average = (self._average[one] * sizes[0] + self._average[other] * sizes[1]) / sum(sizes)
        least = np.minimum(self._least[one], self._least[other])
        self._average[one], self._average[:, one] = average, average
        self._least[one], self._least[:, one] = least, least
        self._size[one] += sizes[1]
        self.members[one] += self.members[other]
        self.members[other] = []
        self._alive[other] = False
        offer = np.where((least < self._apart) | ~self._alive, _NEVER, np.round(average, 9))
        offer[one] = _NEVER
        self._offered[one], self._offered[:, one] = offer, offer
        self._offered[other], self._offered[:, other] = _NEVER, _NEVER
        self._look_again(one, other, offer)

    def _look_again(self, one: int, other: int, offer: NDArray[np.float64]) -> None:
        """Lines whose highest offer came from the merged groups are searched anew, others compare it with the new one."""
        stale = (self._at == one) | (self._at == other)
        stale[[one, other]] = True
        better = (offer > self._best) | ((offer == self._best) & (one < self._at))
        self._best[better], self._at[better] = offer[better], one
        lines = np.flatnonzero(stale)
        self._at[lines] = self._offered[lines].argmax(axis=1)
        self._best[lines] = self._offered[lines, self._at[lines]]
