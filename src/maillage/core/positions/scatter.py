"""Numbers that look random and are the same on every machine and for every version of numpy."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def scattered(count: int, salt: int) -> NDArray[np.float64]:
    """`count` numbers in [0, 1), the i-th depending on i and `salt` only (splitmix64, Steele et al. 2014)."""
    return scattered_at(np.arange(count, dtype=np.uint64), salt)


def scattered_at(numbers: NDArray[np.uint64], salt: int) -> NDArray[np.float64]:
    """The same for chosen numbers."""
    state = numbers + np.uint64((1 + salt * 0xD1342543DE82EF95) % (1 << 64))
    state = state * np.uint64(0x9E3779B97F4A7C15)
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((state ^ (state >> np.uint64(31))) >> np.uint64(11)).astype(np.float64) / (1 << 53)


def first_half(count: int, salt: int) -> NDArray[np.bool_]:
    """True for half of `count` places (the smaller half when odd)."""
    chosen = np.zeros(count, dtype=np.bool_)
    chosen[np.argsort(scattered(count, salt), kind="stable")[: count // 2]] = True
    return chosen
