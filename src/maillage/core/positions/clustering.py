"""k-means on positions in a plane, and the silhouette: deterministic, without linear-algebra libraries in any decision.

Starts are those of k-means++ (Arthur and Vassilvitskii 2007) with fixed numbers in place of chance. Of a large crowd a
sample finds the centres, then everybody moves them until they rest.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from maillage.core.positions.scatter import scattered
from maillage.core.positions.spectrum import Floats

Labels = NDArray[np.int8]
SAMPLE = 2000
"""People who look for the centres, and whose silhouette is computed."""
MANY = 40_000
"""People who bring the centres near their rest before everybody moves them."""
STARTS = 8
MOST_ROUNDS = 200


@dataclass(frozen=True, slots=True)
class Cloud:
    """Positions, and the order in which deterministic draws take them: by distance from the middle, then by place.

    The order does not depend on what people are called, nor on the signs of the axes.
    """

    x: Floats
    y: Floats
    order: NDArray[np.intp]

    @staticmethod
    def of(x: Floats, y: Floats) -> Cloud:
        return Cloud(x, y, np.argsort(np.round(x * x + y * y, 6), kind="stable"))

    def __len__(self) -> int:
        return len(self.x)

    def sample(self, most: int, salt: int = 1) -> NDArray[np.intp]:
        """Places of at most `most` people, in the order of the cloud."""
        if len(self) <= most:
            return self.order
        drawn = np.argpartition(scattered(len(self), salt), most)[:most]
        return self.order[np.sort(drawn)]


def k_means(cloud: Cloud, groups: int, *, starts: int = STARTS, rounds: int = MOST_ROUNDS) -> Floats:
    """Centres (groups, 2) of the best of several starts, moved until they rest."""
    some = cloud.sample(SAMPLE)
    x, y = cloud.x[some], cloud.y[some]
    best, least = np.zeros((groups, 2)), np.inf
    for start in range(starts):
        found = at_rest(x, y, _spread(x, y, groups, salt=start), rounds)
        scatter = round(float(_nearest(x, y, found)[1].sum()), 6)
        if scatter < least:
            best, least = found, scatter
    if len(some) < len(cloud):
        more = cloud.sample(MANY)
        best = at_rest(cloud.x[more], cloud.y[more], best, rounds)
    return best if len(cloud) <= MANY else at_rest(cloud.x, cloud.y, best, rounds)


def labels_of(x: Floats, y: Floats, centres: Floats) -> Labels:
    """The nearest centre of each position; the first of equal ones."""
    return _nearest(x, y, centres)[0]


def _nearest(x: Floats, y: Floats, centres: Floats) -> tuple[Labels, Floats]:
    labels = np.zeros(len(x), dtype=np.int8)
    least = _squares(x, y, centres[0])
    for number, centre in enumerate(centres[1:], 1):
        there = _squares(x, y, centre)
        labels[there < least] = number
        np.minimum(least, there, out=least)
    return labels, least


def _squares(x: Floats, y: Floats, centre: Floats) -> Floats:
    across, along = x - centre[0], y - centre[1]
    across *= across
    along *= along
    across += along
    return across


def at_rest(x: Floats, y: Floats, centres: Floats, rounds: int = MOST_ROUNDS) -> Floats:
    """Lloyd's rounds until no position changes group (one in 100,000 may); a centre without anybody stays where it is."""
    before: Labels | None = None
    for _round in range(rounds):
        labels, _least = _nearest(x, y, centres)
        if before is not None and np.count_nonzero(labels != before) <= len(x) // 100_000:
            break
        before = labels
        sizes = np.bincount(labels, minlength=len(centres))
        sums = [np.bincount(labels, weights=side, minlength=len(centres)) for side in (x, y)]
        moved = np.stack(sums, axis=1) / np.maximum(sizes, 1)[:, None]
        centres = np.where(sizes[:, None] > 0, moved, centres)
    return centres


def _spread(x: Floats, y: Floats, groups: int, *, salt: int) -> Floats:
    """First centres, each drawn with a chance that grows with the square of its distance to those before."""
    drawn = scattered(groups, 7 + salt)
    chosen = [min(int(drawn[0] * len(x)), len(x) - 1)]
    least = _squares(x, y, np.array([x[chosen[0]], y[chosen[0]]]))
    for number in range(1, groups):
        running = np.cumsum(least)
        place = min(int(np.searchsorted(running, drawn[number] * running[-1], side="right")), len(x) - 1)
        chosen.append(place)
        np.minimum(least, _squares(x, y, np.array([x[place], y[place]])), out=least)
    return np.stack([x[chosen], y[chosen]], axis=1)


@dataclass(frozen=True, slots=True)
class Distances:
    """Between all pairs of a sample (everybody when they are few), for silhouettes of several groupings."""

    places: NDArray[np.intp]
    between: Floats

    @staticmethod
    def of(cloud: Cloud, most: int = SAMPLE) -> Distances:
        places = np.sort(cloud.sample(most))
        x, y = cloud.x[places], cloud.y[places]
        between = np.subtract.outer(x, x)
        between *= between
        along = np.subtract.outer(y, y)
        along *= along
        between += along
        np.sqrt(between, out=between)
        return Distances(places, between)

    def silhouette(self, labels: Labels, groups: int) -> float:
        """Mean of (b − a) / max(a, b): a to one's own group, b to the nearest other one (Rousseeuw 1987)."""
        mine = labels[self.places]
        sizes = np.bincount(mine, minlength=groups)
        member = (mine[:, None] == np.arange(groups)).astype(np.float64)
        sums = self.between @ member
        own = np.arange(len(mine)), mine
        inside = sums[own] / np.maximum(sizes[mine] - 1, 1)
        apart = np.where(sizes > 0, sums / np.maximum(sizes, 1), np.inf)
        apart[own] = np.inf
        nearest = apart.min(axis=1)
        largest = np.maximum(inside, nearest)
        alone = (sizes[mine] == 1) | ~np.isfinite(largest) | (largest == 0)
        scores = np.where(alone, 0.0, (nearest - inside) / np.where(alone, 1.0, largest))
        return round(float(scores.mean()), 6) if len(scores) else 0.0
