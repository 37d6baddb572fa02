"""Groups of opinion from votes (agree, disagree, pass) on statements, for consultations of thirty people or more.

Votes come in (`votes`, `packed` beside a database, `polis_files` for exchange); `map_of` gives positions, groups that
hold, and what each group and all of them hold of every statement; `told` writes it down. The same votes give the same map.
"""

from maillage.core.positions.groups import Refusal, Stability
from maillage.core.positions.opinion_map import OpinionMap, map_of, refreshed
from maillage.core.positions.showing import to_show
from maillage.core.positions.told import to_json
from maillage.core.positions.votes import Votes, votes_of

__all__ = [
    "OpinionMap",
    "Refusal",
    "Stability",
    "Votes",
    "map_of",
    "refreshed",
    "to_json",
    "to_show",
    "votes_of",
]
