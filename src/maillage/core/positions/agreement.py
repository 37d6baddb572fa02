"""How far two groupings of the same people agree: the adjusted Rand index (Hubert and Arabie 1985)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def adjusted_rand(one: NDArray[np.integer], other: NDArray[np.integer]) -> float:
    """1 for the same grouping under any names, about 0 for groupings that have nothing to do with each other.

    Labels count from 0. Two groupings that both put everybody together agree.
    """
    if len(one) < 2:
        return 1.0
    columns = int(other.max()) + 1
    table = np.bincount(one.astype(np.int64) * columns + other).astype(np.float64)
    rows = np.bincount(one).astype(np.float64)
    sides = np.bincount(other).astype(np.float64)
    together, first, second = (float((each * (each - 1)).sum()) / 2 for each in (table, rows, sides))
    pairs = len(one) * (len(one) - 1) / 2
    expected = first * second / pairs
    most = (first + second) / 2
    return 1.0 if most == expected else (together - expected) / (most - expected)
