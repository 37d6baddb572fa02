"""Mistyped words: what the offers that a reader may see, or the words of every day, could have been meant by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from pyroaring import BitMap

from maillage.core.analysis import Query, Term, sound, surface, understand
from maillage.core.offers.asking import Asked
from maillage.core.offers.index import OfferIndex
from maillage.core.offers.keys import Family
from maillage.core.offers.searching import seen
from maillage.core.spelling import allowed_distance, nearest

SHORTEST = 5
"""Letters of the shortest word that is put right to one of every day that no offer holds."""
NO_WORDS: Mapping[str, str] = {}


def corrected(
    index: OfferIndex, asked: Asked, everyday: Mapping[str, str] = NO_WORDS
) -> tuple[Asked, dict[str, str]]:
    """The same question with each word that nobody wrote replaced by the likeliest known one, and typed → understood.

    `everyday`: words of every day, without accents → as they are spelled; they are understood though no offer holds them.
    A word that only hidden offers hold is neither kept nor proposed: spelling does not leak.
    """
    visible = seen(index, asked.seen_with)
    said: dict[str, str] = {}
    terms: list[Term] = []
    for term in asked.words.terms:
        if term.parts or surface(term.spelled) in everyday or _is_known(index, term, visible):
            terms.append(term)
            continue
        meant = _meant(index, surface(term.spelled), visible, everyday)
        if meant:
            said[term.spelled] = meant
            terms += understand(meant).terms
        else:
            terms.append(term)
    return (replace(asked, words=Query(tuple(terms))), said) if said else (asked, {})


def _meant(index: OfferIndex, typed: str, visible: BitMap, everyday: Mapping[str, str]) -> str:
    """The fewest errors first, then a word of every day, then the word that most offers hold; then one that sounds alike."""
    found = []
    for neighbour in nearest(typed, everyday) if len(typed) >= SHORTEST else ():
        found.append((neighbour.distance, neighbour.other_initial, False, 0, everyday[neighbour.word]))
    allowed = allowed_distance(typed)
    for neighbour in nearest(typed, index.words(range(len(typed) - allowed, len(typed) + allowed + 1))):
        held = index.bearing(f"{Family.WORD}:{neighbour.word}").intersection_cardinality(visible)
        if held and neighbour.word not in everyday:
            found.append((neighbour.distance, neighbour.other_initial, True, -held, neighbour.word))
    if found:
        return min(found)[-1]
    return _sounding(tuple(everyday.items())).get(sound(typed) or "?", "")


@lru_cache(maxsize=4)
def _sounding(words: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """By what they sound like; the first one of those that sound alike."""
    found: dict[str, str] = {}
    for plain, spelled in words:
        if heard := sound(plain):
            found.setdefault(heard, spelled)
    return found


def _is_known(index: OfferIndex, term: Term, visible: BitMap) -> bool:
    return any(index.bearing(f"{Family.WORD}:{token}").intersect(visible) for token in term.tokens)
