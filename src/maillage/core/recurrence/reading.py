"""Reads the wording of a finding: the notions in it, and the words that remain. Knows nothing of other findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from maillage.core.analysis import STOP_WORDS, VERBS, sound, stems, surface, words_of
from maillage.core.recurrence.aspects import ASPECTS, NEGATIVE
from maillage.core.recurrence.findings import Kind
from maillage.core.recurrence.notions import EMPTY, Facet, Notion
from maillage.core.recurrence.topics import TOPICS

NOTIONS = (*TOPICS, *ASPECTS)
BETWEEN = 3
"""Words that may stand between those of an expression."""
SHORTEST_BY_EAR = 6
"""Letters of the shortest word that is met by its sound when its spelling meets nothing (« logeman »)."""
_TELLING = frozenset(["pas", "plus", "rien", "sans"])
"""Small words that an expression may need: « pas de », « rien pour »."""
_SMALL = STOP_WORDS - _TELLING


@dataclass(frozen=True, slots=True)
class Reading:
    """`notions`: places in `NOTIONS`. `words`: stem → word as spelled, of the words that say something; `covered`: stems of
    those that a notion stands for already. `topics` and `aspects`: bits of the notions that are not wide."""

    notions: frozenset[int]
    words: dict[str, str]
    covered: frozenset[str]
    topics: int
    aspects: int


@dataclass(frozen=True, slots=True)
class _Said:
    spelled: str
    plain: str
    forms: frozenset[str]
    by_ear: str


_Expression = tuple[tuple[frozenset[str], ...], int]


def goes_well(kind: Kind, reading: Reading) -> bool | None:
    """Whether a finding tells what is there (True) or what fails (False); None when an observation tells neither."""
    if kind is Kind.OBSERVATION:
        return False if any(NOTIONS[one].label in NEGATIVE for one in reading.notions) else None
    return kind is Kind.RESOURCE


@lru_cache(maxsize=32_768)
def read(wording: str) -> Reading:
    """The notions and words of a wording, longest expressions first; a word serves one topic and one aspect."""
    said = _typed(wording)
    found: set[int] = set()
    covered: set[int] = set()
    for facet in Facet:
        used: set[int] = set()
        for places, numbers in _met(said, facet):
            if used.isdisjoint(places):
                used.update(places)
                found.update(numbers)
        covered |= used
    telling = {
        at: _stem(one)
        for at, one in enumerate(said)
        if one.plain not in EMPTY and one.plain not in STOP_WORDS and len(one.plain) > 1
    }
    return Reading(
        frozenset(found),
        {stem: said[at].spelled for at, stem in telling.items()},
        frozenset(telling[at] for at in covered if at in telling),
        _bits(found, Facet.TOPIC),
        _bits(found, Facet.ASPECT),
    )


def _bits(notions: set[int], facet: Facet) -> int:
    first = 0 if facet is Facet.TOPIC else len(TOPICS)
    bits = 0
    for one in notions:
        if NOTIONS[one].facet is facet and not NOTIONS[one].wide:
            bits |= 1 << (one - first)
    return bits


def _typed(wording: str) -> list[_Said]:
    """The words in order, those of a compound one by one."""
    spelled = (one for word in words_of(wording) for one in (word.parts or (word.spelled,)))
    return [said for said in map(_said, spelled) if said.plain]


@lru_cache(maxsize=65_536)
def _said(spelled: str) -> _Said:
    plain = surface(spelled)
    forms = stems(plain) | {plain} | frozenset(form for one in _verbs(plain) for form in stems(one))
    ear = sound(spelled) if len(plain) >= SHORTEST_BY_EAR else ""
    return _Said(spelled, plain, forms, f"~{ear}" if ear else "")


def _verbs(plain: str) -> list[str]:
    """The forms that a third person plural answers to, which Snowball leaves alone: `refusent` is refuse, `attendent`
    attendre. Words in -ement are nouns (logement)."""
    if plain in VERBS:
        return [VERBS[plain]]
    if len(plain) < 6 or not plain.endswith("ent") or plain.endswith("ement"):
        return []
    return [plain[:-2], f"{plain[:-3]}re"]


def _stem(one: _Said) -> str:
    """The one form that a word shares with its inflections, whatever its accents."""
    spelled = next(iter(_verbs(one.plain)), one.plain)
    return min(stems(spelled), default=one.plain)


def _met(said: Sequence[_Said], facet: Facet) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Where expressions of a facet stand, with the notions that they mean: most words first, then in order."""
    table = _table(facet)
    found: dict[tuple[int, ...], set[int]] = {}
    for at, one in enumerate(said):
        forms = one.forms if any(form in table for form in one.forms) else {one.by_ear}
        for form in forms:
            for wanted, number in table.get(form, ()):
                places = _places(wanted, said, at)
                if places:
                    found.setdefault(places, set()).add(number)
    for places in sorted(found, key=lambda one: (-len(one), one)):
        yield places, tuple(sorted(found[places]))


def _places(wanted: Sequence[frozenset[str]], said: Sequence[_Said], at: int) -> tuple[int, ...]:
    """Where the words of an expression stand when its first one stands at `at`, the others near it in any order."""
    places = [at]
    for one in wanted[1:]:
        near = range(max(0, at - BETWEEN), min(len(said), at + len(wanted) + BETWEEN))
        meets = (
            place
            for place in sorted(near, key=lambda place: (abs(place - at), -place))
            if place not in places and not one.isdisjoint(said[place].forms)
        )
        place = next(meets, None)
        if place is None:
            return ()
        places.append(place)
    return tuple(sorted(places))


@cache
def _table(facet: Facet) -> dict[str, list[_Expression]]:
    """Expressions by every form of their first word."""
    table: dict[str, list[_Expression]] = {}
    for number, notion in enumerate(NOTIONS):
        if notion.facet is not facet:
            continue
        for words in _expressions(notion):
            wanted = tuple(one.forms for one in words)
            for form in {*words[0].forms, *([words[0].by_ear] if words[0].by_ear else [])}:
                table.setdefault(form, []).append((wanted, number))
    return table


def _expressions(notion: Notion) -> Iterator[list[_Said]]:
    for expression in notion.said.split(","):
        if expression.strip().startswith("="):
            plain = surface(expression.strip(" ="))
            yield [_Said(plain, plain, frozenset([plain]), "")]
            continue
        words = [one for one in _typed(expression) if one.plain not in _SMALL]
        if words:
            yield words
