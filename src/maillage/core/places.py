"""Finds a place from what a person types: a name in any language, a postal or NIS code, accents or not, mistyped or not.

In memory, over some thousands of places: an answer takes about a millisecond. What is shown of a place, and whether
it may be seen, is not known here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from maillage.core.folding import fold

LONGEST = 80
"""Signs of a question that are looked at; more than any name has."""
MOST_WORDS = 8
ABBREVIATIONS = {
    "st": ("saint", "sint", "sankt"),
    "ste": ("sainte",),
    "s": ("sur",),
    "lez": ("les",),
    "les": ("lez",),
}
LITTLE_WORDS = frozenset(("de", "du", "des", "d", "la", "le", "l"))
_DIVISION = re.compile(
    r"^(?:province|region|arrondissement|provincie|provinz) (?:de la |de l |de |du |des |d )?"
)


class Match(IntEnum):
    """How well a place answers, best first."""

    CODE = 0
    NAME = 1
    SHORT_NAME = 2
    """« Liège » for « Province de Liège »."""
    FIRST_WORDS = 3
    BEGINNING = 4
    WORDS = 5
    RESEMBLING = 6


@dataclass(frozen=True, slots=True)
class Place:
    """`names`: the usual one first. `within`: the key of the commune around a quarter, `around` its names.

    `weight` orders equal answers (the smaller first), then `population`, the larger first.
    """

    key: int
    names: tuple[str, ...]
    codes: tuple[str, ...] = ()
    postal_codes: tuple[str, ...] = ()
    within: int | None = None
    around: tuple[str, ...] = ()
    weight: int = 0
    population: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """`name` is the name that answered: worth showing when it is not the usual one."""

    place: Place
    match: Match
    name: str


@dataclass(frozen=True, slots=True)
class _Name:
    place: Place
    shown: str
    folded: str
    words: frozenset[str]
    context: frozenset[str]
    short: bool


class PlaceIndex:
    """Built once from all places, asked many times."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._names: list[_Name] = []
        self._codes: dict[str, list[Place]] = defaultdict(list)
        self._postal: dict[str, list[Place]] = defaultdict(list)
        self._by_word: dict[str, set[int]] = defaultdict(set)
        self._by_context: dict[str, set[int]] = defaultdict(set)
        for place in places:
            self._add(place)
        self._words = sorted(self._by_word.keys() | self._by_context.keys())
        self._squashed = [name.folded.replace(" ", "") for name in self._names]

    def __len__(self) -> int:
        return len({name.place.key for name in self._names})

    def find(
        self, text: str, *, limit: int, accept: Callable[[Place], bool] = lambda _place: True
    ) -> list[Hit]:
        """The best answers in order; none for an empty question."""
        question = fold(text[:LONGEST])
        if not question:
            return []
        best: dict[int, tuple[tuple[object, ...], Hit]] = {}
        for cost, hit in self._answers(question):
            if not accept(hit.place):
                continue
            place = hit.place
            rank = (hit.match, cost, place.weight, -place.population, fold(place.names[0]), place.key)
            if place.key not in best or rank < best[place.key][0]:
                best[place.key] = (rank, hit)
        return [hit for _rank, hit in sorted(best.values(), key=lambda one: one[0])[:limit]]

    def _add(self, place: Place) -> None:
        for code in place.codes:
            self._codes[fold(code).replace(" ", "")].append(place)
        for code in place.postal_codes:
            self._postal[code].append(place)
        context = frozenset(word for name in place.around for word in fold(name).split())
        for shown in dict.fromkeys(place.names):
            folded = fold(shown)
            self._add_name(_Name(place, shown, folded, frozenset(folded.split()), context, short=False))
            short = _DIVISION.sub("", folded)
            if short != folded:
                self._add_name(_Name(place, shown, short, frozenset(short.split()), context, short=True))

    def _add_name(self, name: _Name) -> None:
        number = len(self._names)
        self._names.append(name)
        for word in name.words:
            self._by_word[word].add(number)
        for word in name.context:
            self._by_context[word].add(number)

    def _answers(self, question: str) -> Iterator[tuple[int, Hit]]:
        """Answers with what it cost to reach them (0: nothing was corrected)."""
        for place in self._codes.get(question.replace(" ", ""), ()):
            yield 0, Hit(place, Match.CODE, place.names[0])
        words = question.split()[:MOST_WORDS]
        postal = [word for word in words if word.isdecimal()]
        names = [word for word in words if not word.isdecimal()]
        if not postal:
            yield from self._named(names)
            return
        around = {place.key for code in postal for place in self._at(code)}
        if names:
            named = list(self._named(names))
            there = [answer for answer in named if {answer[1].place.key, answer[1].place.within} & around]
            yield from there or named
        else:
            for code in postal:
                for place in self._at(code):
                    yield 0, Hit(place, Match.CODE, place.names[0])

    def _at(self, code: str) -> list[Place]:
        """Places with this postal code, or with one that begins so when at least two digits were typed."""
        if code in self._postal:
            return self._postal[code]
        if not 2 <= len(code) < 4:
            return []
        return [place for known, places in self._postal.items() if known.startswith(code) for place in places]

    def _named(self, words: list[str]) -> Iterator[tuple[int, Hit]]:
        exact = [self._beginning_with(word) for word in words]
        found = self._with_all(exact)
        if not found and (telling := [word for word in words if word not in LITTLE_WORDS]) != words:
            yield from self._named(telling)
            return
        if found:
            asked = [" ".join(words), *_spelled_out(words)]
            for number in found:
                name = self._names[number]
                yield 0, Hit(name.place, min(_match(question, name) for question in asked), name.shown)
            return
        corrected = [known or self._resembling(word) for known, word in zip(exact, words, strict=True)]
        yield from self._corrected(self._with_all(corrected), words)

    def _corrected(self, found: set[int], words: list[str]) -> Iterator[tuple[int, Hit]]:
        question = " ".join(words)
        for number in found:
            name = self._names[number]
            yield OSA.distance(question, name.folded), Hit(name.place, Match.RESEMBLING, name.shown)
        if not found and len(question) >= 4:
            joined = question.replace(" ", "")
            for _text, ratio, number in process.extract(
                joined, self._squashed, scorer=fuzz.ratio, score_cutoff=82, limit=20
            ):
                name = self._names[number]
                yield round(100 - ratio), Hit(name.place, Match.RESEMBLING, name.shown)

    def _with_all(self, words: list[set[str]]) -> set[int]:
        """Names that hold every word asked; words of the commune around may help, but not answer alone."""
        found: set[int] | None = None
        own: set[int] = set()
        for known in words:
            named = set().union(*(self._by_word[word] for word in known if word in self._by_word))
            near = set().union(*(self._by_context[word] for word in known if word in self._by_context))
            found = named | near if found is None else found & (named | near)
            own |= named
        return (found or set()) & own

    def _beginning_with(self, word: str) -> set[str]:
        found = set()
        for start in (word, *ABBREVIATIONS.get(word, ())):
            position = bisect_left(self._words, start)
            while position < len(self._words) and self._words[position].startswith(start):
                found.add(self._words[position])
                position += 1
        return found

    def _resembling(self, word: str) -> set[str]:
        """Words at one or two slips of the finger; short words are not guessed at."""
        slips = 0 if len(word) < 4 else 1 if len(word) < 7 else 2
        if not slips:
            return set()
        near = process.extract(word, self._words, scorer=OSA.distance, score_cutoff=slips, limit=12)
        return {known for known, _distance, _position in near}


def sure(hits: list[Hit]) -> Hit | None:
    """The first answer when nothing else can have been meant: otherwise the person is asked.

    A quarter that bears the name of its own commune does not cast doubt on the commune.
    """
    if not hits or hits[0].match == Match.RESEMBLING:
        return None
    first = hits[0]
    if first.match > Match.SHORT_NAME:
        return first if len(hits) == 1 else None
    rivals = (hit for hit in hits[1:] if hit.match == first.match and hit.place.within != first.place.key)
    return None if any(rivals) else first


def of_place(name: str) -> str:
    """A place as the complement of a noun: « de Seraing », « d’Anvers », « du Roeulx », « des Bons Villers ».

    >>> of_place("Le Roeulx"), of_place("Écaussinnes"), of_place("La Louvière")
    ('du Roeulx', 'd’Écaussinnes', 'de La Louvière')
    """
    for article, contracted in (("Le ", "du "), ("Les ", "des ")):
        if name.startswith(article):
            return contracted + name.removeprefix(article)
    return f"d’{name}" if fold(name)[:1] in ("a", "e", "i", "o", "u") else f"de {name}"


def _spelled_out(words: list[str]) -> list[str]:
    """The question with « st », « ste » and the like written in full, one way at a time."""
    found = []
    for position, word in enumerate(words):
        for full in ABBREVIATIONS.get(word, ()):
            found.append(" ".join([*words[:position], full, *words[position + 1 :]]))
    return found


def _match(question: str, name: _Name) -> Match:
    if name.folded == question:
        return Match.SHORT_NAME if name.short else Match.NAME
    rest = question.removeprefix(name.folded + " ")
    if rest != question and set(rest.split()) <= name.context:
        return Match.NAME
    if name.folded.startswith(question + " "):
        return Match.FIRST_WORDS
    if name.folded.startswith(question):
        return Match.BEGINNING
    return Match.WORDS
