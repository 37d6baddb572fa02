"""Which known words a mistyped word may have meant. Knows nothing of where the words are kept, nor who may see them.

The store looks up the words that share `telling_grams` with the typed one, then `nearest` keeps those within the allowed
distance. Distance: Damerau's with adjacent transpositions, each letter moved
once at most (optimal string alignment), on words without accents.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

MIN_LENGTH = 4
"""Shorter words have too many neighbours to guess from."""
MAX_LENGTH = 30
WIDEST_ERROR = 4
"""How many runs of three signs two swapped letters break."""


@dataclass(frozen=True, slots=True, order=True)
class Neighbour:
    """Ordered from the likeliest: fewest errors, then same first letter, then the alphabet."""

    distance: int
    other_initial: bool
    word: str


def allowed_distance(word: str) -> int:
    """0 below four letters, 1 up to seven, 2 beyond."""
    if len(word) < MIN_LENGTH:
        return 0
    return 1 if len(word) <= 7 else 2


def correctable(word: str) -> bool:
    """Whether a word may be corrected, or offered as a correction: letters only, neither too short nor too long."""
    return word.isascii() and word.isalpha() and MIN_LENGTH <= len(word) <= MAX_LENGTH


def anagram(word: str) -> str:
    """The key that words made of the same letters share: what finds swapped letters, which break every trigram.

    >>> anagram("gare") == anagram("grae")
    True
    """
    return "=" + "".join(sorted(word))


def grams(word: str) -> frozenset[str]:
    """The keys under which a word is looked up: every run of three signs, a space marking each end, and its anagram.

    A word within the allowed distance shares one at least: an error breaks three runs, four when it swaps letters.

    >>> sorted(grams("gare"))
    [' ga', '=aegr', 'are', 'gar', 're ']
    """
    padded = f" {word} "
    return frozenset([anagram(word), *(padded[at : at + 3] for at in range(len(padded) - 2))])


def telling_grams(typed: str) -> frozenset[str]:
    """Some of the grams of a mistyped word: every word within the allowed distance shares one of them at least.

    An error breaks four neighbouring runs at most, so one of any three that stand four apart outlives two errors. Where
    the word is too short for that, all its grams.

    >>> sorted(telling_grams("juridiq"))
    [' ju', 'idi']
    """
    padded = f" {typed} "
    apart = [padded[at : at + 3] for at in range(0, len(typed), WIDEST_ERROR)][: allowed_distance(typed) + 1]
    return frozenset(apart) if len(apart) > allowed_distance(typed) else grams(typed)


def nearest(typed: str, known: Iterable[str], *, limit: int = 12) -> list[Neighbour]:
    """The known words within the allowed distance of `typed`, likeliest first; `typed` itself left out."""
    allowed = allowed_distance(typed)
    if not allowed:
        return []
    compared = process.extract(typed, list(known), scorer=OSA.distance, score_cutoff=allowed, limit=None)
    found = {Neighbour(int(far), word[0] != typed[0], word) for word, far, _at in compared if far}
    return sorted(found)[:limit]
