"""The words of a text with their places: a name is told by its capitals, by its neighbours and by what stands between."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from maillage.core.folding import fold

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ELISION = re.compile(r"(?:[ldjmtsnc]|qu|jusqu|lorsqu)['’](?=\w)|(?:L|Qu|Jusqu|Lorsqu)['’](?=\w)")
_ELISION_IN_CAPITALS = re.compile(r"[DJMTSNC]['’](?=[a-zà-ÿœ])")
_ENDS_SENTENCE = re.compile(r"[.!?\n…:]")


@dataclass(frozen=True, slots=True)
class Placed:
    """`before`: what stands between the word before and this one. `first`: of its sentence."""

    start: int
    end: int
    text: str
    plain: str
    before: str
    first: bool

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def all_capitals(self) -> bool:
        return len(self.text) > 1 and self.text.isupper()

    @property
    def joined(self) -> bool:
        """Whether only a space parts it from the word before."""
        return bool(self.before) and self.before.isspace() and "\n" not in self.before


@lru_cache(maxsize=16_384)
def _folded(word: str) -> str:
    return fold(word)


def placed_words(text: str) -> list[Placed]:
    """In order; an elided article (l’, d’, s’) belongs to what stands before its word."""
    found: list[Placed] = []
    end = 0
    for match in _WORD.finditer(text):
        start, word = match.start(), match[0]
        elided = _ELISION.match(word) or _ELISION_IN_CAPITALS.match(word)
        if elided:
            start += elided.end()
            word = word[elided.end() :]
        before = text[end:start]
        first = not found or bool(_ENDS_SENTENCE.search(before))
        found.append(Placed(start, match.end(), word, _folded(word), before, first))
        end = match.end()
    return found
