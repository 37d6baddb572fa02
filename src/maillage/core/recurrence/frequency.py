"""How often weak signals are reported, by territory and month (inventory M3), without telling small counts apart.

Counting rows is the store's; what is here decides which counts may be told to those who did not report them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date

from maillage.core.disclosure import bundles, is_small


@dataclass(frozen=True, slots=True)
class Frequency:
    """`told`: counts by territory and month (its first day). `together`: cells told by their sum only, each small. `masked`:
    small cells of which nothing is told."""

    told: dict[tuple[Hashable, date], int]
    together: tuple[tuple[tuple[tuple[Hashable, date], ...], int], ...]
    masked: tuple[tuple[Hashable, date], ...]


def frequency(reports: Iterable[tuple[Hashable, date]]) -> Frequency:
    """Reports by territory and day. Neighbours in time of one territory are told together first.

    >>> day = date(2026, 3, 4)
    >>> frequency([("Jemeppe", day)] * 6).told
    {('Jemeppe', datetime.date(2026, 3, 1)): 6}
    """
    counts = Counter((territory, day.replace(day=1)) for territory, day in reports)
    cells = sorted(counts, key=lambda cell: (str(cell[0]), cell[1]))
    told: dict[tuple[Hashable, date], int] = {
        cell: counts[cell] for cell in cells if not is_small(counts[cell])
    }
    together = []
    bundled: set[tuple[Hashable, date]] = set()
    for bundle in bundles([counts[cell] for cell in cells]):
        inside = tuple(cells[place] for place in bundle)
        together.append((inside, sum(counts[cell] for cell in inside)))
        bundled.update(inside)
    masked = tuple(cell for cell in cells if cell not in told and cell not in bundled)
    return Frequency(told, tuple(together), masked)
