"""How near two names of organisations are: words that everyone uses count little, a sigle may stand for its name."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz

from maillage.core.folding import fold

EMPTY_WORDS = frozenset(
    """a au aux avec d de des du en et l la le les ou par pour sur un une asbl aisbl vzw ivzw izw scrl sc srl sprl sa fps
    fondation association associations the van de het""".split()  # noqa: SIM905
)


_WRITTEN_OUT = {"st": "saint", "ste": "sainte", "sts": "saints", "svc": "service", "coord": "coordination"}
_LETTERS_APART = re.compile(r"\b[a-z](?: [a-z])+\b")


def _together(letters: re.Match[str]) -> str:
    """« c p a s », which is what remains of C.P.A.S., is one word."""
    return letters[0].replace(" ", "")


@lru_cache(maxsize=50_000)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name that say something; all of them when none does."""
    words = tuple(_WRITTEN_OUT.get(word, word) for word in _LETTERS_APART.sub(_together, fold(name)).split())
    telling = tuple(word for word in words if word not in EMPTY_WORDS)
    return telling or words


@lru_cache(maxsize=50_000)
def sigle_of(name: str) -> str:
    """« Centre d’action interculturelle » gives cai; nothing for names of one word."""
    words = words_of(name)
    return "".join(word[0] for word in words) if len(words) > 2 else ""


class Rarity:
    """How telling a word is among known names: « maison » little, « mots-passeurs » much."""

    def __init__(self, names: Iterable[str]) -> None:
        self._counts: Counter[str] = Counter()
        self._total = 1
        for name in names:
            self._counts.update(set(words_of(name)))
            self._total += 1

    def add(self, name: str) -> None:
        self._counts.update(set(words_of(name)))
        self._total += 1

    def weight(self, word: str) -> float:
        """Inverse document frequency, at least 0.1; figures weigh as much as rare words (« Zone 2 »)."""
        if word.isdigit():
            return 3.0
        return max(0.1, math.log((self._total + 1) / (self._counts[word] + 1)))

    def rarest(self, name: str, how_many: int) -> list[str]:
        return sorted(words_of(name), key=lambda word: (-self.weight(word), word))[:how_many]


def nearness(one: str, other: str, rarity: Rarity) -> float:
    """From 0 to 1. Shared words weigh by rarity; each word left alone may still meet a misspelt twin."""
    one, other = sorted((one, other))
    mine, theirs = words_of(one), words_of(other)
    if not mine or not theirs:
        return 0.0
    if mine == theirs or "".join(mine) == "".join(theirs):
        return 1.0
    if _is_sigle(mine, other) or _is_sigle(theirs, one):
        return 0.8
    shared = _shared(mine, theirs, rarity)
    total = sum(rarity.weight(word) for word in {*mine, *theirs})
    by_words = min(1.0, shared / total) if total else 0.0
    by_letters = fuzz.ratio(" ".join(sorted(mine)), " ".join(sorted(theirs))) / 100
    return min(0.99, 0.75 * by_words + 0.25 * by_letters)


def _is_sigle(words: tuple[str, ...], name: str) -> bool:
    return len(words) == 1 and len(words[0]) > 2 and words[0] == sigle_of(name)


def _shared(mine: tuple[str, ...], theirs: tuple[str, ...], rarity: Rarity) -> float:
    """The weight of the words in common, misspelt twins counted for both spellings."""
    left, right = set(mine), set(theirs)
    both = left & right
    weight = sum(rarity.weight(word) for word in both)
    alone = sorted(right - both)
    for word in sorted(left - both):
        twin = max(alone, key=lambda other: fuzz.ratio(word, other), default=None)
        if twin is None or not _is_twin(word, twin):
            continue
        alone.remove(twin)
        weight += (rarity.weight(word) + rarity.weight(twin)) * fuzz.ratio(word, twin) / 100
    return weight


def _is_twin(word: str, other: str) -> bool:
    if word.isdigit() or other.isdigit() or min(len(word), len(other)) < 4:
        return False
    return fuzz.ratio(word, other) >= 82
