"""Small counts told to everyone without telling anyone's: what is under five appears only summed with others.

Masking the small cells of one table is not enough: totals, the table of a part, another filter give them back by
subtraction. So counts are bundled once, whatever table is then drawn from them, and a sum holds whole bundles or leaves
them out. Which counts make a bundle depends on where they stand, never on what they are: who knows the method learns
nothing more from it.
"""

from __future__ import annotations

from collections.abc import Sequence

SMALLEST_TOLD = 5
"""Counts of people under this are masked for readers outside the centre (DOMAIN 1bis, invariant 14)."""
BUNDLE = 3


def is_small(count: int) -> bool:
    """Nobody is no secret."""
    return 0 < count < SMALLEST_TOLD


def bundles(counts: Sequence[int]) -> list[tuple[int, ...]]:
    """Positions of small counts that may be told together; the small ones in no bundle are never told.

    Neighbours are bundled by three (the last ones by up to five, two when there are no more). A bundle is told when its
    sum is not small itself, and leaves each of its counts at least two possible values: all 1 and all 4 say too much.

    >>> bundles([12, 3, 0, 4, 2])
    [(1, 3, 4)]
    >>> bundles([1, 1])
    []
    """
    small = [position for position, count in enumerate(counts) if is_small(count)]
    groups = [tuple(small[start : start + BUNDLE]) for start in range(0, len(small), BUNDLE)]
    if len(groups) > 1 and len(groups[-1]) < BUNDLE:
        groups[-2:] = [groups[-2] + groups[-1]]
    return [group for group in groups if _may_be_told([counts[position] for position in group])]


def _may_be_told(counts: Sequence[int]) -> bool:
    least, most = len(counts), (SMALLEST_TOLD - 1) * len(counts)
    return len(counts) > 1 and sum(counts) >= SMALLEST_TOLD and least < sum(counts) < most
