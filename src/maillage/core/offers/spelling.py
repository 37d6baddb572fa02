"""Mistyped words: what the offers that a reader may see could have been meant by."""

from __future__ import annotations

from dataclasses import replace

from pyroaring import BitMap

from maillage.core.analysis import Query, Term, surface, understand
from maillage.core.offers.asking import Asked
from maillage.core.offers.index import OfferIndex
from maillage.core.offers.keys import Family
from maillage.core.offers.searching import seen
from maillage.core.spelling import nearest


def corrected(index: OfferIndex, asked: Asked) -> tuple[Asked, dict[str, str]]:
    """The same question with each word that nobody wrote replaced by the likeliest known one, and typed → understood.

    A word that only hidden offers hold is neither kept nor proposed: spelling does not leak.
    """
    visible = seen(index, asked.seen_with)
    said: dict[str, str] = {}
    terms: list[Term] = []
    for term in asked.words.terms:
        if term.parts or _is_known(index, term, visible):
            terms.append(term)
            continue
        typed = surface(term.spelled)
        for neighbour in nearest(typed, index.words()):
            bearers = index.bearing(f"{Family.WORD}:{neighbour.word}")
            if bearers.intersect(visible):
                said[term.spelled] = neighbour.word
                terms += understand(neighbour.word).terms
                break
        else:
            terms.append(term)
    return (replace(asked, words=Query(tuple(terms))), said) if said else (asked, {})


def _is_known(index: OfferIndex, term: Term, visible: BitMap) -> bool:
    return any(index.bearing(f"{Family.WORD}:{token}").intersect(visible) for token in term.tokens)
