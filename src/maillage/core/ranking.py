"""The order of search results: BM25 over weighted fields (BM25F), on the tokens that the index keeps.

Nothing but the candidates and the query decides: no statistics of the whole index, which would tell a reader of
documents they may not see, and would order the same page differently on two installations. A word counts for more
when few candidates bear it in their title or other names (inverse frequency among the candidates).

Source of the formula: Robertson, Zaragoza, « The Probabilistic Relevance Framework: BM25 and Beyond », 2009, section 3.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from maillage.core.analysis import Query, Term

MAX_CANDIDATES = 1_000
SATURATION = 1.2


@dataclass(frozen=True, slots=True)
class Field:
    """`usual_length`: signs of its tokens, fixed so that a score does not depend on what else is in the index."""

    name: str
    weight: float
    length_effect: float
    usual_length: int


TITLE = Field("title", weight=6.0, length_effect=0.4, usual_length=80)
NAMES = Field("names", weight=3.0, length_effect=0.2, usual_length=120)
BODY = Field("body", weight=1.0, length_effect=0.5, usual_length=800)
FIELDS = (TITLE, NAMES, BODY)

SURFACE_BONUS = 0.25
"""For a word borne as it was typed: « formation » before « format »."""
BEGINNING_SHARE = 0.5
"""What a word that only starts as typed is worth beside the word itself."""

OPENING_BONUS = 0.1
"""For a title that opens with what was typed: « Char » brings Charleroi before the arrondissement of Charleroi."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that answers. Each field is its tokens, a space around each (`" 0fformat formation "`).

    `standing`: the order of things that are equally good answers, lowest first. `exact`: its title is what was typed;
    `opening`: its title opens with it.
    """

    id: int
    standing: int
    title: str
    names: str
    body: str
    exact: bool = False
    opening: bool = False


def rank(query: Query, candidates: Iterable[Candidate]) -> list[int]:
    """The ids of the candidates, best first; ties go to the standing, then to the lowest id."""
    found = list(candidates)
    if len(found) > MAX_CANDIDATES:
        msg = f"{len(found)} candidates: at most {MAX_CANDIDATES} are ranked"
        raise ValueError(msg)
    columns = [[getattr(one, field.name) for one in found] for field in FIELDS]
    scores = [OPENING_BONUS * one.opening for one in found]
    for term in query.terms:
        frequencies = _frequencies(term, columns)
        rarity = _rarity(frequencies)
        scores = [
            score + rarity * frequency / (SATURATION + frequency)
            for score, frequency in zip(scores, frequencies, strict=True)
        ]
    keys = [
        (not one.exact, -round(score, 6), one.standing, one.id)
        for one, score in zip(found, scores, strict=True)
    ]
    return [key[3] for key in sorted(keys)]


def _rarity(frequencies: Sequence[float]) -> float:
    """BM25's inverse document frequency, « bearing a word » meaning in the title or the other names."""
    bearing = sum(1 for frequency in frequencies if frequency > BODY.weight * 1.5)
    return log(1 + (len(frequencies) - bearing + 0.5) / (bearing + 0.5)) + 0.1


def _frequencies(term: Term, columns: Sequence[list[str]]) -> list[float]:
    """How much each document is about the word: occurrences weighted by field and tempered by the field's length."""
    total = [0.0] * len(columns[0])
    for field, texts in zip(FIELDS, columns, strict=True):
        counts = _occurrences(term, texts)
        floor, slope = 1 - field.length_effect, field.length_effect / field.usual_length
        total = [
            so_far + field.weight * count / (floor + slope * len(text)) if count else so_far
            for so_far, count, text in zip(total, counts, texts, strict=True)
        ]
    return total


def _occurrences(term: Term, texts: list[str]) -> list[float]:
    """How often each text bears the word; columns at a time, since this is what a search spends its time on."""
    everything = "\n".join(texts)
    surface, *stems = (f" {token} " for token in term.tokens)
    best: list[float] = [0.0] * len(texts)
    for token in stems:
        if token in everything:
            best = [max(count, text.count(token)) for count, text in zip(best, texts, strict=True)]
    if surface in everything:
        typed = [text.count(surface) for text in texts]
        best = [
            max(count, same) + SURFACE_BONUS if same else count for count, same in zip(best, typed, strict=True)
        ]
    if term.prefix:
        start = f" {term.prefix}"
        best = [count or BEGINNING_SHARE * text.count(start) for count, text in zip(best, texts, strict=True)]
    if term.parts:
        together = [
            min(counts) for counts in zip(*(_occurrences(part, texts) for part in term.parts), strict=True)
        ]
        best = [count or joint for count, joint in zip(best, together, strict=True)]
    return best
