"""Groups of opinion, or the reasons why there are none to be told.

Two to five groups; of the numbers of groups that hold, the one with the best silhouette. A number holds when each group has
five people or more and the groups come back in split halves. The bounds were measured on 1,920 groupings of votes without
opinion (30 to 1,000 people, 8 to 50 statements): halves of statements agreed up to 0.10 (99 of 100 under 0.07), while planted
groups that the map finds again (adjusted Rand over 0.6) agreed from 0.16 on; halves of participants agreed up to 0.5 without
opinion, by the chance of small numbers, and from 0.6 on with planted groups. So both must hold; the first refuses noise, the
second groups that hang on who happened to come.

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
HOLDS_BETWEEN_STATEMENTS = 0.15
HOLDS_BETWEEN_PARTICIPANTS = 0.5


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


def groups_of(votes: Votes, space: Space) -> Groups:
    """The groups of the placed participants of `space`, which is that of `votes`."""
    refusals = _before(votes, space)
    if refusals:
        return _none(space, Stability(refusals=refusals))
    cloud = Cloud.of(space.x, space.y)
    found = _candidates(cloud)
    if not found:
        return _none(space, Stability(refusals=(Refusal.SMALL_GROUP,)))
    placed = votes if len(space) == len(votes.participants) else votes.of(space.kept)
    halves = Halves(placed, cloud)
    for silhouette, centres in found:
        between = halves.statements(len(centres))
        if between >= HOLDS_BETWEEN_STATEMENTS:
            stability = _judged(halves, between, silhouette, len(centres))
            if stability.stable:
                return named(space, centres, stability)
    silhouette, centres = found[0]
    return _none(space, _judged(halves, halves.statements(len(centres)), silhouette, len(centres)))


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
    if between < HOLDS_BETWEEN_STATEMENTS:
        refusals.append(Refusal.OTHER_STATEMENTS)
    if people < HOLDS_BETWEEN_PARTICIPANTS:
        refusals.append(Refusal.OTHER_PARTICIPANTS)
    return Stability(between, people, silhouette, tuple(refusals))


def _none(space: Space, stability: Stability) -> Groups:
    return Groups(np.full(len(space), -1, dtype=np.int8), np.zeros((0, 2)), stability)
