"""Findings held together for comparison: which of them say what a new one says. Deciding to merge is for people.

The likeness of two findings is the cosine of their notions and words, each weighed by its rarity among the findings held and
among a hundred imagined ones (`Notion.share`), so that five findings suffice. It is lowered where both speak of different
topics, or say different things of one topic, or where one tells what is there and the other what is missing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from maillage.core.recurrence.findings import Finding, Kind
from maillage.core.recurrence.notions import EMPTY, Facet
from maillage.core.recurrence.reading import NOTIONS, Reading, goes_well, read

SAME = 0.55
"""From here on two findings are proposed as saying the same."""
RELATED = 0.25
"""From here on they are shown as near."""
MOST = 5

IMAGINED = 100
"""Findings that stand beside those held when rarity is counted."""
UNKNOWN_SHARE = 1.0
"""Of a hundred findings, how many say a word that no notion knows."""
WIDE, WORD, COVERED = 0.35, 0.4, 0.2
"""Weights beside a notion's: of a wide notion, of a word that no notion knows, of a word that a notion stands for."""
OTHER_TOPIC, OTHER_ASPECT = 0.5, 0.65
"""What remains of the likeness of two findings of different topics; of those that say different things."""
OPPOSITE = 0.6
"""What remains of it when one tells what is there, the other what is missing: never enough to be the same."""
TOGETHER = 0.4
"""How much of what is missing to certainty a topic and an aspect in common bring."""
ON_TOPIC = 0.3
"""The same of a topic alone, when neither says another thing of it."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A finding near another. `score` from 0 to 1; `shared`: the reason, words to show, the most telling first; `same`:
    whether it may be proposed for merging, or is only related."""

    finding: Finding
    score: float
    shared: tuple[str, ...]
    same: bool


@dataclass(frozen=True, slots=True)
class Vector:
    """A reading, weighed. `weights` has length 1: feature → weight; features are numbers of notions and stems."""

    reading: Reading
    weights: dict[int | str, float]
    well: bool | None


class Rarity:
    """How telling a notion or a word is among the findings held."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._counts: Counter[int | str] = Counter()
        self._total = 0
        for reading in readings:
            self._counts.update(reading.notions)
            self._counts.update(reading.words.keys())
            self._total += 1

    def of(self, feature: int | str) -> float:
        share = NOTIONS[feature].share if isinstance(feature, int) else UNKNOWN_SHARE
        return math.log((self._total + IMAGINED + 1) / (self._counts[feature] + share + 1))

    def vector(self, reading: Reading, kind: Kind) -> Vector:
        weights: dict[int | str, float] = {}
        for notion in sorted(reading.notions):
            weights[notion] = self.of(notion) * (WIDE if NOTIONS[notion].wide else 1)
        for stem in sorted(reading.words):
            weights[stem] = self.of(stem) * (COVERED if stem in reading.covered else WORD)
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return Vector(
            reading,
            {feature: weight / length for feature, weight in weights.items()},
            goes_well(kind, reading),
        )


class Corpus:
    """Built once for many questions; `findings` have different keys."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings: tuple[Finding, ...] = tuple(findings)
        if len({one.key for one in self.findings}) < len(self.findings):
            raise ValueError("Two findings bear the same key.")
        readings = [read(one.wording) for one in self.findings]
        self._rarity = Rarity(readings)
        self._vectors = [
            self._rarity.vector(reading, one.kind) for reading, one in zip(readings, self.findings, strict=True)
        ]
        self._topics = np.array([one.topics for one in readings], dtype=np.uint64)
        self._aspects = np.array([one.aspects for one in readings], dtype=np.uint64)
        self._well = np.array([_sign(one.well) for one in self._vectors], dtype=np.int8)
        self._postings = _postings(self._vectors)

    def similar(self, wording: str, kind: Kind, *, limit: int = MOST, least: float = RELATED) -> list[Proposal]:
        """The findings nearest to a wording, best first, then in the order given; identical ones included."""
        asked = self._rarity.vector(read(wording), kind)
        scores = self._scores(asked)
        enough = np.flatnonzero(scores >= least)
        order = enough[np.lexsort((enough, -scores[enough]))][:limit]
        return [self._proposal(asked, int(place), float(scores[place])) for place in order]

    def likeness(self, place: int) -> NDArray[np.float32]:
        """The likeness of the finding at `place` with every one, itself included: shape (findings,). None at all where
        one tells what is there and the other what is missing."""
        vector = self._vectors[place]
        return np.where(self._opposite(vector), np.float32(0), self._scores(vector))

    def shared(self, places: Sequence[int], *, most: int = 3) -> tuple[str, ...]:
        """What at least half of these findings say, most telling first, as words to show."""
        said: Counter[int | str] = Counter(
            feature for place in places for feature in self._vectors[place].weights
        )
        often = [feature for feature, count in said.items() if count * 2 >= len(places) and count > 1]
        first = self._vectors[places[0]] if len(places) == 1 else None
        features = list(first.weights) if first else often
        telling = {
            feature: sum(self._vectors[place].weights.get(feature, 0.0) for place in places)
            for feature in features
        }
        return _shown([self._vectors[place].reading for place in places], telling)[:most]

    def _scores(self, asked: Vector) -> NDArray[np.float32]:
        known = [
            (self._postings[feature], weight)
            for feature, weight in asked.weights.items()
            if feature in self._postings
        ]
        cosine = np.zeros(len(self.findings))
        for (places, weights), weight in known:
            cosine[places] += weights * weight
        return self._judged(asked, cosine)

    def _judged(self, asked: Vector, cosine: NDArray[np.float64]) -> NDArray[np.float32]:
        topics, aspects = np.uint64(asked.reading.topics), np.uint64(asked.reading.aspects)
        topic_met, aspect_met = (self._topics & topics) != 0, (self._aspects & aspects) != 0
        topic_apart = ~topic_met & (self._topics != 0) & (topics != 0)
        aspect_apart = ~aspect_met & (self._aspects != 0) & (aspects != 0)
        brought = np.where(topic_met & ~aspect_apart, np.where(aspect_met, TOGETHER, ON_TOPIC), 0.0)
        score = cosine + (1 - cosine) * brought
        score *= np.where(topic_apart, OTHER_TOPIC, 1.0) * np.where(aspect_apart, OTHER_ASPECT, 1.0)
        score = np.where(self._opposite(asked), np.minimum(score * OPPOSITE, SAME - 0.01), score)
        return np.round(np.clip(score, 0, 1), 4).astype(np.float32)

    def _opposite(self, asked: Vector) -> NDArray[np.bool_]:
        return self._well * _sign(asked.well) < 0

    def _proposal(self, asked: Vector, place: int, score: float) -> Proposal:
        other = self._vectors[place]
        telling = {
            feature: weight * other.weights[feature]
            for feature, weight in asked.weights.items()
            if feature in other.weights
        }
        shared = _shown([asked.reading, other.reading], telling)
        return Proposal(self.findings[place], round(score, 4), shared, score >= SAME)


def similar(
    wording: str, kind: Kind, others: Iterable[Finding], *, limit: int = MOST, least: float = RELATED
) -> list[Proposal]:
    """`Corpus.similar` for a question asked once.

    >>> near = similar("Pas de bus le soir.", Kind.BARRIER, [Finding(1, "Plus de bus après 19 h.", Kind.NEED)])
    >>> near[0].finding.key, near[0].shared
    (1, ('transport', 'horaires'))
    """
    return Corpus(others).similar(wording, kind, limit=limit, least=least)


def _sign(well: bool | None) -> int:
    return 0 if well is None else 1 if well else -1


def _postings(
    vectors: Sequence[Vector],
) -> dict[int | str, tuple[NDArray[np.intp], NDArray[np.float64]]]:
    """For each feature, the findings that have it and its weight there."""
    places: dict[int | str, list[int]] = {}
    weights: dict[int | str, list[float]] = {}
    for place, vector in enumerate(vectors):
        for feature, weight in vector.weights.items():
            places.setdefault(feature, []).append(place)
            weights.setdefault(feature, []).append(weight)
    return {
        feature: (np.array(held, dtype=np.intp), np.array(weights[feature])) for feature, held in places.items()
    }


def _shown(readings: Sequence[Reading], telling: dict[int | str, float]) -> tuple[str, ...]:
    """Labels of notions and words as they are spelled: topics before aspects, then the most telling; not the words that a
    shown notion stands for, nor wide notions where another says more."""
    ranked = sorted(telling, key=lambda feature: (-telling[feature], str(feature)))
    notions = [feature for feature in ranked if isinstance(feature, int)]
    narrow = [one for one in notions if not NOTIONS[one].wide] or notions
    narrow.sort(key=lambda one: NOTIONS[one].facet is not Facet.TOPIC)
    covered = {stem for reading in readings for stem in reading.covered}
    words = [
        min(reading.words[feature] for reading in readings if feature in reading.words)
        for feature in ranked
        if isinstance(feature, str) and feature not in EMPTY and not (narrow and feature in covered)
    ]
    return tuple(dict.fromkeys([NOTIONS[one].label for one in narrow] + words))
