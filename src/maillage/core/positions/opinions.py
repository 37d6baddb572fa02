"""What was voted on each statement, by everybody and by each group: what a group holds, what all hold, where they oppose.

Formulas: Small et al. 2021, « Polis: Scaling deliberation by mapping high dimensional opinion spaces », and the published
notes of the Computational Democracy Project (Representative comments; Group informed consensus). With n votes of a kind
among N on a statement, in a group:

- probability P = (n + 1) / (N + 2);
- z of the test of two proportions, group against the other groups, on the same adjusted counts (Agresti and Caffo 2000):
  (P₁ − P₂) / √(P (1 − P) (1 / (N₁ + 2) + 1 / (N₂ + 2))), P = (n₁ + n₂ + 2) / (N₁ + N₂ + 4);
- a statement represents a group when z > 1.2816 (nine chances in ten, one side) and most of its voters hold it (P > ½);
  weight (repness): P₁ / P₂ · z, effect times confidence;
- consensus: Π P over the groups, so that no group can be outvoted; everybody is one group where none are told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from maillage.core.positions.groups import LETTERS, Groups
from maillage.core.positions.space import Space
from maillage.core.positions.spectrum import Floats
from maillage.core.positions.votes import Votes

Counts = NDArray[np.int64]
REPRESENTATIVE = 1.2816
AGREE, DISAGREE = 0, 1


@dataclass(frozen=True, slots=True)
class GroupOpinion:
    """One group on one statement. `passed`: people who passed; probabilities and z as in the head of the module."""

    agree: int
    disagree: int
    passed: int
    p_agree: float
    p_disagree: float
    z_agree: float
    z_disagree: float


@dataclass(frozen=True, slots=True)
class StatementOpinion:
    """One statement. `groups`: by letter, empty when no groups are told; `consensus` on agreeing, `rejection` on
    disagreeing: from 0 to 1."""

    id: int
    agree: int
    disagree: int
    passed: int
    consensus: float
    rejection: float
    groups: dict[str, GroupOpinion]


@dataclass(frozen=True, slots=True)
class Held:
    """A statement that represents a group: `agreed` tells how. `weight`: P₁ / P₂ · z."""

    statement: int
    agreed: bool
    weight: float
    probability: float
    z: float


@dataclass(frozen=True, slots=True)
class Divide:
    """A statement that represents `agreeing` by agreement and `disagreeing` by disagreement.

    `weight`: the product of the two probabilities.
    """

    statement: int
    agreeing: str
    disagreeing: str
    weight: float


@dataclass(frozen=True, slots=True)
class Opinions:
    """`everyone`: (3, statements) counts of agree, disagree, pass; `counts`: the same by group, (groups, 3, statements);
    `probability`, `z`, `weight`: (groups, 2, statements) for agree and disagree; `consensus`: (2, statements)."""

    statements: NDArray[np.int64]
    everyone: Counts
    counts: Counts
    probability: Floats
    z: Floats
    weight: Floats
    consensus: Floats

    def __iter__(self) -> Iterator[StatementOpinion]:
        """Statements in the order of their ids."""
        return (self._one(place) for place in range(len(self.statements)))

    def held_by(self, group: str, most: int | None = None) -> list[Held]:
        """What represents a group, the heaviest first, then by id; a statement once, by its heavier side."""
        number = LETTERS.index(group)
        side = np.argmax(self.weight[number], axis=0)
        columns = np.arange(len(self.statements))
        weights = self.weight[number, side, columns]
        chosen = [int(place) for place in np.argsort(-weights, kind="stable") if weights[place] > 0]
        return [
            Held(
                int(self.statements[place]),
                bool(side[place] == AGREE),
                float(weights[place]),
                float(self.probability[number, side[place], place]),
                float(self.z[number, side[place], place]),
            )
            for place in chosen[:most]
        ]

    def held_by_all(self, most: int | None = None, *, side: int = AGREE) -> list[StatementOpinion]:
        """What every group agrees with (`side=DISAGREE`: rejects) by more than half, the widest consensus first."""
        sure = self.probability[:, side] if len(self.probability) else self.consensus[side][None]
        order = np.argsort(-self.consensus[side], kind="stable")
        return [self._one(int(place)) for place in order if sure[:, place].min() > 0.5][:most]

    def divides(self, most: int | None = None) -> list[Divide]:
        """Where groups oppose each other, the sharpest first, then by id; a statement once, by its sharpest pair."""
        found = []
        for place in range(len(self.statements)):
            for_it = np.flatnonzero(self.weight[:, AGREE, place] > 0)
            against = np.flatnonzero(self.weight[:, DISAGREE, place] > 0)
            pairs = [
                (
                    -float(self.probability[one, AGREE, place] * self.probability[other, DISAGREE, place]),
                    one,
                    other,
                )
                for one in for_it
                for other in against
            ]
            if pairs:
                weight, one, other = min(pairs)
                found.append(Divide(int(self.statements[place]), LETTERS[one], LETTERS[other], -weight))
        return sorted(found, key=lambda divide: -divide.weight)[:most]

    def _one(self, place: int) -> StatementOpinion:
        groups = {
            LETTERS[number]: GroupOpinion(
                *(int(count) for count in self.counts[number, :, place]),
                *(float(value) for value in self.probability[number, :, place]),
                *(float(value) for value in self.z[number, :, place]),
            )
            for number in range(len(self.counts))
        }
        agree, disagree, passed = (int(count) for count in self.everyone[:, place])
        consensus, rejection = (float(value) for value in self.consensus[:, place])
        return StatementOpinion(
            int(self.statements[place]), agree, disagree, passed, consensus, rejection, groups
        )


def opinions_of(votes: Votes, space: Space, groups: Groups) -> Opinions:
    """Counts and tests of every statement."""
    width, number = len(votes.statements), groups.count or 0
    member = np.zeros(len(votes.participants), dtype=np.int64)
    if number:
        member[space.kept] = groups.labels + 1
    cell = np.repeat(member * (3 * width), votes.counts)
    cell += np.array([width, 2 * width, 0])[votes.values + 1]
    cell += votes.columns
    tables = np.bincount(cell, minlength=(number + 1) * 3 * width).reshape(number + 1, 3, width)
    counts, everyone = tables[1:], tables.sum(axis=0)
    cast = counts.sum(axis=1, keepdims=True)
    probability, z, weight = _compared(counts[:, :2], cast)
    judged = probability if number else (everyone[None, :2] + 1) / (everyone.sum(axis=0) + 2)
    return Opinions(votes.statements, everyone, counts, probability, z, weight, np.prod(judged, axis=0))


def _compared(given: Counts, cast: Counts) -> tuple[Floats, Floats, Floats]:
    """Probability, z and weight of (groups, 2, statements) votes among `cast` (groups, 1, statements)."""
    other_given, other_cast = given.sum(axis=0) - given, cast.sum(axis=0) - cast
    mine, theirs = (given + 1) / (cast + 2), (other_given + 1) / (other_cast + 2)
    pooled = (given + other_given + 2) / (cast + other_cast + 4)
    z = (mine - theirs) / np.sqrt(pooled * (1 - pooled) * (1 / (cast + 2) + 1 / (other_cast + 2)))
    represents = (z > REPRESENTATIVE) & (mine > 0.5)
    return mine, z, np.where(represents, mine / theirs * z, 0.0)
