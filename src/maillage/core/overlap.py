"""What exists already? Spaces ranked by how much they overlap with a wish: theme, territory, kind, members (row B11)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Ground(Enum):
    """How the territory of a space stands to the one wished for."""

    SAME = "same"
    INSIDE = "inside"
    AROUND = "around"
    CROSSING = "crossing"
    ELSEWHERE = "elsewhere"


GROUND_WEIGHT = {
    Ground.SAME: 4.0,
    Ground.INSIDE: 3.0,
    Ground.AROUND: 2.5,
    Ground.CROSSING: 1.5,
    Ground.ELSEWHERE: 0.0,
}
THEME_WEIGHT = 4.0
BROADER_THEME_WEIGHT = 1.5
KIND_WEIGHT = 1.0
MEMBERS_WEIGHT = 3.0


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to bring together. Places are ids of territories with all they contain.

    `themes` are ids of terms, `families` those of their broader terms (themselves included).
    """

    themes: frozenset[int]
    families: frozenset[int]
    places: frozenset[int]
    ground: frozenset[int]
    kind: int | None
    members: frozenset[int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A space that exists, described as a `Wish` is; `key` breaks ties so that the order never wavers."""

    key: int
    described: Wish


@dataclass(frozen=True, slots=True)
class Overlap:
    """Why a space came up: what it shares with the wish."""

    key: int
    score: float
    themes: frozenset[int]
    families: frozenset[int]
    ground: Ground
    same_kind: bool
    members: frozenset[int]


def ground_between(wish: Wish, other: Wish) -> Ground:
    """`places` are the territories named, `ground` everything inside them."""
    if not wish.places or not other.places:
        return Ground.ELSEWHERE
    if wish.places == other.places:
        return Ground.SAME
    if other.ground <= wish.ground:
        return Ground.INSIDE
    if wish.ground <= other.ground:
        return Ground.AROUND
    return Ground.CROSSING if wish.ground & other.ground else Ground.ELSEWHERE


def overlap(wish: Wish, candidate: Candidate) -> Overlap:
    """Shares weigh by the part of the wish that they cover; kind alone never makes an overlap."""
    other = candidate.described
    themes = wish.themes & other.themes
    families = (wish.families & other.families) - themes
    ground = ground_between(wish, other)
    members = wish.members & other.members
    score = GROUND_WEIGHT[ground]
    if themes:
        score += THEME_WEIGHT * (0.5 + 0.5 * len(themes) / len(wish.themes))
    elif families:
        score += BROADER_THEME_WEIGHT
    if members:
        score += MEMBERS_WEIGHT * (0.5 + 0.5 * len(members) / len(wish.members))
    same_kind = wish.kind is not None and wish.kind == other.kind
    if score and same_kind:
        score += KIND_WEIGHT
    return Overlap(candidate.key, score, themes, families, ground, same_kind, members)


def rank_overlaps(wish: Wish, candidates: Iterable[Candidate], *, limit: int = 12) -> list[Overlap]:
    """The best first, those that share nothing left out.

    When the wish names themes and places, sharing the place alone is not enough: a town has many spaces.
    """
    found = [overlap(wish, candidate) for candidate in candidates]
    both = bool(wish.themes) and bool(wish.places)
    kept = [one for one in found if one.score > 0 and (not both or one.themes or one.families or one.members)]
    return sorted(kept, key=lambda one: (-one.score, one.key))[:limit]
