"""From what is asked to the entries that answer, their order, and the counts of what is left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from maillage.core.analysis import Query, Term
from maillage.core.offers.asking import Asked, Meant, Near, Sort, Weight
from maillage.core.offers.columns import NO_DAY
from maillage.core.offers.index import OfferIndex
from maillage.core.offers.keys import ALL, EVERY, FACETS, Family, key

TITLE_TIER = 1 << 24
"""What an answer whose title does not hold the words stands behind one whose title does; standings are below."""


@dataclass(frozen=True, slots=True)
class Found:
    """`count`: entries that answer; `numbers`: those of the page, in order; `distances`: kilometres beside them (empty when
    nowhere was asked); `facets`: family → value → how many would be left."""

    count: int
    numbers: list[int]
    distances: list[float] = field(default_factory=list)
    facets: dict[Family, dict[str, int]] = field(default_factory=dict)


def search(index: OfferIndex, asked: Asked) -> Found:
    """Entries in the order asked; equal ones by standing, then by number, so that pages never overlap."""
    hits = answers(index, asked)
    facets = facets_of(index, asked, hits) if asked.facets else {}
    if not hits:
        return Found(0, [], facets=facets)
    numbers, distances = _page(index, asked, hits)
    return Found(len(hits), numbers, distances, facets)


def answers(index: OfferIndex, asked: Asked) -> BitMap:
    """Every entry that answers, whatever the page."""
    must = [chosen for family, keys in asked.filters.items() for chosen in _chosen(index, family, keys)]
    must += [meaning(index, meant) for meant in asked.meant]
    must += [_holding(index, term, Family.WORD) for term in asked.words.terms]
    if asked.near is not None:
        must.append(index.bearing_one(key(Family.AT, pk) for pk in asked.near.kilometres))
    must.append(index.bearing_one(key(Family.AUDIENCE_KEY, one) for one in asked.seen_with))
    return _all_of(must)


def relaxed(index: OfferIndex, asked: Asked) -> Asked:
    """The same question, with what nobody answers together made a wish instead of a condition.

    Filters, place, levels and hours always hold, and so does a first subject. A second subject that no key of theirs says
    together, a condition or a word that would leave nothing only says who comes first; beside a subject, words and kinds
    only ever do.
    """
    always = tuple(one for one in asked.meant if one.weight is Weight.ALWAYS)
    subjects = [one for one in asked.meant if one.weight is Weight.SUBJECT]
    others = [one for one in asked.meant if one.weight is Weight.CONDITION]
    kinds = [one for one in asked.meant if one.weight is Weight.KIND]
    hits = answers(index, replace(asked, meant=always, words=Query()))
    subjects.sort(key=lambda one: (not meaning(index, one).intersect(hits), not one.keys))
    kept: list[Meant] = []
    preferred: list[Meant] = list(kinds) if subjects else []
    for meant in [*subjects, *([] if subjects else kinds), *others]:
        left = hits & meaning(index, meant)
        if meant in subjects and kept and not index.bearing_one(meant.keys).intersect(hits):
            left = BitMap()
        if not left and meant in subjects and not kept:
            meant = meant if meant.strict else replace(meant, anywhere=True)
            left = hits & meaning(index, meant)
        if left or (meant.weight is Weight.SUBJECT and not kept):
            kept.append(meant)
            hits = left
        else:
            preferred.append(meant)
    words, wished = _words_that_hold(index, asked, hits, none=bool(subjects))
    if not words and not kept and not always:
        words, wished = wished, []
    return replace(
        asked,
        meant=(*always, *kept),
        words=Query(tuple(words)),
        wished=Query(tuple(wished)),
        preferred=tuple(preferred),
    )


def unsaid(index: OfferIndex, asked: Asked) -> list[str]:
    """What was asked and no answer says: words and expressions that had to be left out, as typed."""
    if not asked.wished and not asked.preferred:
        return []
    hits = answers(index, asked)
    words = [
        term.spelled for term in asked.wished.terms if not _holding(index, term, Family.WORD).intersect(hits)
    ]
    return [*words, *(meant.typed for meant in asked.preferred if not meaning(index, meant).intersect(hits))]


def facets_of(index: OfferIndex, asked: Asked, hits: BitMap) -> dict[Family, dict[str, int]]:
    """For each facet, its values with how many answers each would have.

    A family that is narrowed already is counted without its own narrowing: its other values widen the answer.
    """
    narrowed = [family for family in asked.filters if family in FACETS and family not in EVERY]
    found = {family: counts(index, hits, family) for family in FACETS if family not in narrowed}
    for family in narrowed:
        others = {one: keys for one, keys in asked.filters.items() if one is not family}
        found[family] = counts(index, answers(index, replace(asked, filters=others)), family)
    return found


def counts(index: OfferIndex, hits: BitMap, family: Family) -> dict[str, int]:
    """The values of a family that some of the hits bear, with how many do."""
    found = {}
    for name in index.keys_of(family) if hits else ():
        shared = index.bearing(name).intersection_cardinality(hits)
        if shared:
            found[name[2:]] = shared
    return found


def by_territory(index: OfferIndex, hits: BitMap) -> dict[int, int]:
    """How many of the hits stand at each territory, by its id; 0 holds those that are nowhere. One pass over the column:
    ids are dense (a few thousand), so that counting is a table and no sort."""
    numbers = np.frombuffer(hits.to_array(), dtype=np.uint32).astype(np.int64)
    table = np.bincount(index.columns.territory(numbers))
    return {int(pk): int(table[pk]) for pk in np.flatnonzero(table)}


def _chosen(index: OfferIndex, family: Family, keys: tuple[str, ...]) -> list[BitMap]:
    return [index.bearing(one) for one in keys] if family in EVERY else [index.bearing_one(keys)]


def _all_of(sets: list[BitMap]) -> BitMap:
    """Their intersection, from the smallest on."""
    ordered = sorted(sets, key=len)
    found = ordered[0]
    for other in ordered[1:]:
        if not found:
            break
        found = found & other
    return found


def _words_that_hold(
    index: OfferIndex, asked: Asked, hits: BitMap, *, none: bool
) -> tuple[list[Term], list[Term]]:
    """Words that some entry holds together, the rarest first, and those that would leave nothing."""
    words: list[Term] = []
    wished: list[Term] = []
    for term in sorted(asked.words.terms, key=lambda term: len(_holding(index, term, Family.WORD))):
        held = hits & _holding(index, term, Family.WORD)
        if held and not none:
            words.append(term)
            hits = held
        else:
            wished.append(term)
    return words, wished


def meaning(index: OfferIndex, meant: Meant) -> BitMap:
    """Entries that bear what an expression means, or hold its words in their title, or other words that say the same."""
    found = index.bearing_one(meant.keys)
    if meant.words:
        family = Family.WORD if meant.anywhere else Family.TITLE_WORD
        found = found | _all_of([_holding(index, term, family) for term in meant.words.terms])
    for other in meant.titled:
        found = found | _all_of([_holding(index, term, Family.TITLE_WORD) for term in other.terms])
    for other in meant.also:
        found = found | _all_of([_holding(index, term, Family.WORD) for term in other.terms])
    return found


def _holding(index: OfferIndex, term: Term, family: Family) -> BitMap:
    """Entries that hold a term in one of its ways (`core.analysis`)."""
    found = index.bearing_one(f"{family}:{token}" for token in term.tokens)
    if term.parts:
        found = found | _all_of([_holding(index, part, family) for part in term.parts])
    return found


def _page(index: OfferIndex, asked: Asked, hits: BitMap) -> tuple[list[int], list[float]]:
    numbers = np.frombuffer(hits.to_array(), dtype=np.uint32).astype(np.int64)
    distance = _distances(index, numbers, asked.near) if asked.near else None
    ranks = _ranks(index, asked, hits, numbers, distance)
    first = (asked.page - 1) * asked.per_page
    chosen = _slice_in_order(ranks, first, first + asked.per_page)
    shown = [float(one) for one in distance[chosen]] if distance is not None else []
    return [int(one) for one in numbers[chosen]], shown


def _ranks(
    index: OfferIndex,
    asked: Asked,
    hits: BitMap,
    numbers: NDArray[np.int64],
    distance: NDArray[np.float64] | None,
) -> NDArray[np.int64]:
    """One integer for each hit, lowest first: what is asked to come first in the high bits, then the standing."""
    standing = index.columns.standing(numbers).astype(np.int64)
    if asked.sort is Sort.DISTANCE and distance is not None:
        return np.rint(distance * 10).astype(np.int64) * TITLE_TIER * 2 + standing
    if asked.sort is Sort.NEXT_START:
        return index.columns.next_day(numbers).astype(np.int64) * TITLE_TIER * 2 + standing
    behind = np.zeros(len(numbers), dtype=np.int64)
    for some, by in _first_come(index, asked):
        behind += by * ~_among(numbers, some & hits)
    ranks = behind * TITLE_TIER + standing
    if distance is not None:
        ranks += np.rint(distance).astype(np.int64) << 4
    return ranks


def _first_come(index: OfferIndex, asked: Asked) -> Iterator[tuple[BitMap, int]]:
    """Entries that come before the others, and by how many steps: words in the title, what is meant above all, wishes."""
    for term in (*asked.words.terms, *asked.wished.terms):
        yield _holding(index, term, Family.TITLE_WORD), 1
    for meant in asked.meant:
        above_all = [one for one in meant.keys if one[:1] == meant.keys[0][:1]]
        if (
            above_all
            and meant.weight is not Weight.ALWAYS
            and (meant.words or len(above_all) < len(meant.keys))
        ):
            yield index.bearing_one(above_all), 2
            if meant.words and not meant.strict:
                titled = [_holding(index, term, Family.TITLE_WORD) for term in meant.words.terms]
                yield _all_of([index.bearing_one(above_all), *titled]), 1
            if len(above_all) < len(meant.keys):
                yield index.bearing_one(meant.keys), 1
    for term in asked.wished.terms:
        yield _holding(index, term, Family.WORD), 4
    for meant in asked.preferred:
        yield meaning(index, meant), 4


def _among(numbers: NDArray[np.int64], some: BitMap) -> NDArray[np.bool_]:
    """Which of the numbers (ascending) are in `some`, a part of them."""
    found = np.zeros(len(numbers), dtype=bool)
    if some:
        found[np.searchsorted(numbers, np.frombuffer(some.to_array(), dtype=np.uint32))] = True
    return found


def _slice_in_order(ranks: NDArray[np.int64], first: int, last: int) -> NDArray[np.int64]:
    """Positions of the ranks that stand from `first` to `last` once sorted; equal ranks keep their order."""
    if first >= len(ranks):
        return np.zeros(0, dtype=np.int64)
    if last < len(ranks) // 4:
        limit = np.partition(ranks, last)[last]
        near = np.flatnonzero(ranks <= limit)
        return near[np.argsort(ranks[near], kind="stable")][first:last]
    return np.argsort(ranks, kind="stable")[first:last]


def _distances(index: OfferIndex, numbers: NDArray[np.int64], near: Near) -> NDArray[np.float64]:
    """Kilometres of each entry, by its territory."""
    at = index.columns.territory(numbers)
    ids = np.fromiter(sorted(near.kilometres), dtype=np.int32)
    far = np.fromiter((near.kilometres[int(one)] for one in ids), dtype=np.float64)
    return far[np.searchsorted(ids, at)]


def seen(index: OfferIndex, seen_with: Iterable[str]) -> BitMap:
    """Everything that a reader with these keys may see."""
    return index.bearing_one(key(Family.AUDIENCE_KEY, one) for one in seen_with) & index.bearing(ALL)


__all__ = [
    "NO_DAY",
    "Found",
    "answers",
    "by_territory",
    "counts",
    "meaning",
    "relaxed",
    "search",
    "seen",
    "unsaid",
]
