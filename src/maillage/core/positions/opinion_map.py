"""The whole map of a consultation: space, groups, opinions on statements. Cold, or warm from the map before.

What is published is the cold map: it depends on the votes alone. A warm map is for the screen that follows a vote at once.
Its space is the same, to the last decimal told (only the search for it starts nearer); its groups start from the centres
before and keep their number and the stability measured then, so that it differs from the cold map where votes tip either.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from maillage.core.positions.clustering import at_rest
from maillage.core.positions.groups import SMALLEST_GROUP, Groups, groups_of, named, none_told
from maillage.core.positions.opinions import Opinions, opinions_of
from maillage.core.positions.space import Space, space_of
from maillage.core.positions.votes import Votes


@dataclass(frozen=True, slots=True)
class OpinionMap:
    """`votes.hash()` names the votes it was made from."""

    votes: Votes
    space: Space
    groups: Groups
    opinions: Opinions


def map_of(votes: Votes) -> OpinionMap:
    """The map of these votes."""
    space = space_of(votes)
    groups = groups_of(votes, space)
    return OpinionMap(votes, space, groups, opinions_of(votes, space, groups))


def refreshed(before: OpinionMap, votes: Votes) -> OpinionMap:
    """The map after a few more votes; cold when there are other statements than before."""
    if not np.array_equal(votes.statements, before.votes.statements):
        return map_of(votes)
    space = space_of(votes, start=before.space.components)
    groups = _followed(before.groups, space)
    return OpinionMap(votes, space, groups, opinions_of(votes, space, groups))


def _followed(before: Groups, space: Space) -> Groups:
    if not before.count:
        return none_told(space, before.stability)
    found = named(space, at_rest(space.x, space.y, before.centres), before.stability)
    return found if found.smallest >= SMALLEST_GROUP else none_told(space, before.stability)
