"""The plane of opinions: where each participant stands, from a principal component analysis of sparse votes.

A vote that was not given counts as the mean of its statement (Small et al. 2021), which centring makes exactly zero: the
analysis is a truncated singular value decomposition of the centred votes alone, and nothing of the size participants ×
statements is ever written. A position is scaled by √(C / n) for n votes on C statements, so that people who voted little
are not drawn to the middle for that.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from maillage.core.positions.spectrum import DIMENSIONS, Floats, Spectrum, leading
from maillage.core.positions.votes import Votes

FEWEST_VOTES = 7
"""Votes that place a participant; all statements when there are fewer (Small et al. 2021)."""
DECIMALS = 6
ROUGH, ROUGH_STEPS = 1e-4, 32
"""How nearly a plane is found that only judges another; where there is no opinion, no plane stands out to be found."""


@dataclass(frozen=True, slots=True)
class Space:
    """`kept`: places in `votes.participants` of those who are placed; `x`, `y`: their positions, rounded; `means`: the mean
    vote of each statement; `components`: (statements, 2); `explained`: the part of the variance of each of the two axes."""

    kept: NDArray[np.intp]
    x: Floats
    y: Floats
    means: Floats
    components: Floats
    explained: tuple[float, float]

    def __len__(self) -> int:
        return len(self.kept)


def fewest_votes(statements: int) -> int:
    """How many votes place a participant."""
    return min(FEWEST_VOTES, statements)


def space_of(votes: Votes, *, start: Floats | None = None) -> Space:
    """The plane of the participants who gave enough votes. `start`: components of a map of nearly the same votes."""
    enough = votes.counts >= max(1, fewest_votes(len(votes.statements)))
    kept = np.flatnonzero(enough)
    placed = votes if enough.all() else votes.of(kept)
    means, matrix, total = centred(placed)
    found = leading(matrix, start=start)
    x, y = positions(matrix, found, placed.counts)
    first, second = (round(float(value) / total, DECIMALS) if total else 0.0 for value in found.values)
    return Space(kept, x, y, means, found.vectors, (first, second))


def centred(votes: Votes) -> tuple[Floats, csr_array, float]:
    """Means of the statements, votes less the mean of their statement, and the sum of their squares."""
    width = len(votes.statements)
    cast = np.bincount(votes.columns, minlength=width)
    sums = np.bincount(votes.columns, weights=votes.values, minlength=width)
    means = sums / np.maximum(cast, 1)
    data = votes.values - means[votes.columns]
    starts = votes.starts.astype(np.int32) if len(votes) < 1 << 31 else votes.starts
    matrix = csr_array((data, votes.columns, starts), shape=(len(votes.participants), width))
    return means, matrix, float(np.dot(data, data))


def positions(matrix: csr_array, found: Spectrum, counts: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Where the rows stand along the two axes, scaled and rounded; the middle for who gave no vote."""
    scale = np.sqrt(matrix.shape[1] / np.maximum(counts, 1))
    x, y = (np.round(matrix @ found.vectors[:, axis] * scale, DECIMALS) + 0.0 for axis in range(DIMENSIONS))
    return x, y


def rough_positions(votes: Votes, fitted_to: Votes) -> tuple[Floats, Floats]:
    """Positions of `votes` in the plane that `fitted_to` alone (some participants, the same statements) spans."""
    means, matrix, _total = centred(fitted_to)
    found = leading(matrix, tight=ROUGH, steps=ROUGH_STEPS)
    if votes is not fitted_to:
        data = votes.values - means[votes.columns]
        matrix = csr_array((data, votes.columns, votes.starts), shape=(len(votes.participants), len(means)))
    return positions(matrix, found, votes.counts)
