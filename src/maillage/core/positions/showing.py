"""Which statement to show next to somebody who votes.

After Small et al. 2021 (comment routing): more often what places people in the map (far from the middle in the space), what
many agree with, what is understood (few passes) and what few have seen yet. The numbers are this module's own:

    priority = P(agree) · (1 − P(pass)) · (1 + extremity) · (1 + 7 · 2^(−votes / 7)),

with P = (n + 1) / (N + 2) and extremity the length of the statement's weights in the space, 1 for an average statement; a
statement without votes counts eight times, and half of that boost is gone every seven votes. A statement is then drawn with
a chance in proportion to its priority, so that not everybody sees the same: the draw depends on the participant and the
statement only, the priority on the votes, so the same person is shown the same again.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from maillage.core.positions.opinion_map import OpinionMap
from maillage.core.positions.scatter import scattered_at
from maillage.core.positions.spectrum import Floats

BOOST = 7.0
HALVED_EVERY = 7.0


def priorities(found: OpinionMap) -> Floats:
    """One number above 0 a statement, in the order of ids."""
    agree, disagree, passed = found.opinions.everyone
    cast = agree + disagree + passed
    components = found.space.components
    extremity = np.sqrt(len(cast) / 2 * np.sum(components * components, axis=1))
    known = ((agree + 1) / (cast + 2)) * (1 - (passed + 1) / (cast + 2))
    return known * (1 + extremity) * (1 + BOOST * np.exp2(-cast / HALVED_EVERY))


def to_show(found: OpinionMap, participant: int, *, voted: Collection[int] | None = None) -> list[int]:
    """Ids of the statements that a participant has not voted on, the next one first; empty when none is left.

    `voted`: what they voted on, when that is more recent than the map.
    """
    done = found.votes.ballot(participant) if voted is None else voted
    return drawn(found.votes.statements.tolist(), priorities(found).tolist(), participant, voted=done)


def drawn(
    statements: Sequence[int], weights: Sequence[float], participant: int, *, voted: Collection[int]
) -> list[int]:
    """The same from priorities that were kept, statement by statement. `weights`: above 0."""
    ids = np.asarray(statements, dtype=np.int64)
    chances = scattered_at(ids.astype(np.uint64), participant) + 2.0**-54
    waits = np.round(-np.log(chances) / np.asarray(weights, dtype=np.float64), 9)
    order = np.argsort(waits, kind="stable")
    return [one for one in ids[order].tolist() if one not in voted]
