"""What lies inside what: from direct links to every pair, so that a filter reads one table (row A10)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def containment(around: Mapping[int, Iterable[int]]) -> set[tuple[int, int]]:
    """Every pair (whole, part), each one with itself; `around[part]` names what lies directly around it.

    A loop in the links ends instead of turning for ever: everything on it then contains everything on it.

    >>> sorted(containment({1: [], 2: [1], 3: [2]}))
    [(1, 1), (1, 2), (1, 3), (2, 2), (2, 3), (3, 3)]
    """
    return {(whole, part) for part in around for whole in _wholes(part, around)}


def would_contain_itself(whole: int, parts: Iterable[int], around: Mapping[int, Iterable[int]]) -> bool:
    """Whether giving `parts` to `whole` would close a loop: one of them is the whole, or already lies around it."""
    return not _wholes(whole, around).isdisjoint(parts)


def _wholes(part: int, around: Mapping[int, Iterable[int]]) -> set[int]:
    seen: set[int] = set()
    waiting = [part]
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting.extend(around.get(one, ()))
    return seen
