"""Groups of opinion, or the reasons why there are none to be told.

Two to five groups; of the numbers of groups that hold, the one with the best silhouette. A number holds when each group
has five people or more and the groups come back in split halves (`halves`). The bounds were measured on 3,200 groupings
of votes without opinion: halves of the statements agreed by chance alone, up to 0.14 with 30 people, 0.08 with 60, 0.03
with 120, 0.01 from 200 on, and `HELD + CHANCE / people` stays above; halves of the participants up to 0.5, by the chance of
small numbers. Then on 360 planted groupings (32 to 120 people, 12 to 40 statements). Of those that the map found again
(adjusted Rand over 0.6 with the plan) 166 of 172 pass both bounds where members are 85 % faithful, 57 of 89 where they are
75 % so; none of the 38 that it found by less than 0.4. Whole maps: of 1,950 crowds without opinion none was given groups.
The first bound refuses noise, the second groups that hang on who happened to come.

What this cannot tell apart: people spread evenly along one axis of opinion, cut in two, and two groups. See the silhouette.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from maillage.core.positions.clustering import Cloud, Distances, Labels, k_means, labels_of
from maillage.core.positions.halves import Halves
from maillage.core.positions.space import Space
from maillage.core.positions.spectrum import Floats
from maillage.core.positions.votes import Votes

LETTERS = "ABCDE"
MOST_GROUPS = len(LETTERS)
SMALLEST_GROUP = 5
"""People; smaller groups would tell of persons (DOMAIN 1bis, invariant 14)."""
FEWEST_PARTICIPANTS = 30
"""Placed people under whom no groups are sought."""
FEWEST_STATEMENTS = 4
"""Statements under which halves span no plane."""
HELD, CHANCE = 0.05, 4.0
HELD_BETWEEN_PARTICIPANTS = 0.4


class Refusal(StrEnum):
    """Why no groups are told."""

    FEW_PARTICIPANTS = "few_participants"
    FEW_STATEMENTS = "few_statements"
    ALL_ALIKE = "all_alike"
    """All who voted on a statement voted the same on it: there is no difference to group by."""
    SMALL_GROUP = "small_group"
    """Every number of groups makes a group under five."""
    OTHER_STATEMENTS = "other_statements"
    """Halves of the statements give other groups."""
    OTHER_PARTICIPANTS = "other_participants"
    """Halves of the participants give other groups."""


@dataclass(frozen=True, slots=True)
class Stability:
    """Median adjusted Rand index between groupings by halves; None where nothing could be compared.

    `silhouette` is that of the groups told, or of the best that were refused. `refusals` are empty when `stable`.
    """

    statements: float | None = None
    participants: float | None = None
    silhouette: float | None = None
    refusals: tuple[Refusal, ...] = ()

    @property
    def stable(self) -> bool:
        return not self.refusals


@dataclass(frozen=True, slots=True)
class Groups:
    """`labels`: the group (0 is A) of each placed participant; −1 everywhere and no `centres` when there are none."""

    labels: Labels
    centres: Floats
    stability: Stability

    @property
    def count(self) -> int | None:
        """2 to 5; None when no groups are told."""
        return len(self.centres) or None

    @property
    def smallest(self) -> int:
        """People in the smallest group; 0 when no groups are told."""
        return int(np.bincount(self.labels, minlength=len(self.centres)).min()) if self.count else 0


def groups_of(votes: Votes, space: Space) -> Groups:
    """The groups of the placed participants of `space`, which is that of `votes`."""
    refusals = _before(votes, space)
    if refusals:
        return none_told(space, Stability(refusals=refusals))
    cloud = Cloud.of(space.x, space.y)
    found = _candidates(cloud)
    if not found:
        return none_told(space, Stability(refusals=(Refusal.SMALL_GROUP,)))
    placed = votes if len(space) == len(votes.participants) else votes.of(space.kept)
    halves = Halves(placed, cloud)
    for silhouette, centres in found:
        between = halves.statements(len(centres))
        if between >= held_between_statements(halves.compared):
            stability = _judged(halves, between, silhouette, len(centres))
            if stability.stable:
                return named(space, centres, stability)
    silhouette, centres = found[0]
    return none_told(space, _judged(halves, halves.statements(len(centres)), silhouette, len(centres)))


def held_between_statements(people: int) -> float:
    """The agreement between halves of the statements from which groups hold, for that many people compared."""
    return HELD + CHANCE / max(people, 1)


def named(space: Space, centres: Floats, stability: Stability) -> Groups:
    """Everybody with the nearest centre; groups in the order of size, then of the lowest id in them."""
    labels = labels_of(space.x, space.y, centres)
    sizes = np.bincount(labels, minlength=len(centres))
    firsts = [int(np.argmax(labels == group)) for group in range(len(centres))]
    order = sorted(range(len(centres)), key=lambda group: (-sizes[group], firsts[group]))
    rank = np.empty(len(centres), dtype=np.int8)
    rank[order] = np.arange(len(centres), dtype=np.int8)
    return Groups(rank[labels], centres[order], stability)


def _before(votes: Votes, space: Space) -> tuple[Refusal, ...]:
    """What is plain without looking for groups."""
    found = []
    if len(space) < FEWEST_PARTICIPANTS:
        found.append(Refusal.FEW_PARTICIPANTS)
    if len(votes.statements) < FEWEST_STATEMENTS:
        found.append(Refusal.FEW_STATEMENTS)
    if not found and not space.explained[0]:
        found.append(Refusal.ALL_ALIKE)
    return tuple(found)


def _candidates(cloud: Cloud) -> list[tuple[float, Floats]]:
    """Silhouette and centres of each number of groups that leaves none under five, the best first, then the fewest."""
    distances = Distances.of(cloud)
    found = []
    for count in range(2, MOST_GROUPS + 1):
        centres = k_means(cloud, count)
        labels = labels_of(cloud.x, cloud.y, centres)
        if np.bincount(labels, minlength=count).min() >= SMALLEST_GROUP:
            found.append((distances.silhouette(labels, count), centres))
    return sorted(found, key=lambda one: (-one[0], len(one[1])))


def _judged(halves: Halves, between: float, silhouette: float, count: int) -> Stability:
    people = halves.participants(count)
    refusals = []
    if between < held_between_statements(halves.compared):
        refusals.append(Refusal.OTHER_STATEMENTS)
    if people < HELD_BETWEEN_PARTICIPANTS:
        refusals.append(Refusal.OTHER_PARTICIPANTS)
    return Stability(between, people, silhouette, tuple(refusals))


def none_told(space: Space, stability: Stability) -> Groups:
    """Positions without groups."""
    return Groups(np.full(len(space), -1, dtype=np.int8), np.zeros((0, 2)), stability)
