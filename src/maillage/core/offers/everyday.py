"""Words of every day that mean terms: « cours de français », « apprendre à lire », « mardi soir », « gratuit ».

A table says what people type and what it means; the longest expression wins, inflections are met by stems. Its words may
stand in another order, and words that say nothing may stand between them. Days and parts of the day are crossed into cells
of the week strip. What is left are words like any others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import permutations

from maillage.core.analysis import STOP_WORDS, VERBS, Query, stems, surface, understand, words_of
from maillage.core.hours import PERIODS, mask_for
from maillage.core.offers.asking import Meant
from maillage.core.offers.keys import Family, cells_of, key
from maillage.core.offers.moments import moments_in

TELLING = frozenset(("pas", "avec", "en"))
"""Small words that change what an expression says: « ne parle pas français », « avec mes enfants », « en anglais »."""
MOST_BETWEEN = 3
"""Words that may stand between those of an expression."""
ANY_ORDER = 3
"""Words of the longest expressions that may be typed in another order."""


@dataclass(frozen=True, slots=True)
class Expression:
    """`say`: one way to type it; `keys`: what it means; `days` (0 is Monday) and `periods` for words of time.

    `words_too`: offers whose title holds the very words answer as well; `also`: other words that say the same, wherever an
    offer holds them. `said`: what the page says that it understood.
    """

    say: str
    keys: tuple[str, ...] = ()
    said: str = ""
    days: tuple[int, ...] = ()
    periods: tuple[str, ...] = ()
    words_too: bool = True
    also: tuple[str, ...] = ()
    titled: tuple[str, ...] = ()
    held: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Understood:
    """What a text means: expressions, and the other words."""

    meant: tuple[Meant, ...]
    words: Query


@dataclass(frozen=True, slots=True)
class _Typed:
    """One word of a text; those of a compound share their `run`."""

    spelled: str
    run: int
    forms: frozenset[str]
    small: bool

    @property
    def plain(self) -> str:
        return surface(self.spelled)


_Entry = tuple[tuple[frozenset[str], ...], Expression]


@dataclass(slots=True)
class Everyday:
    """The expressions, by the stems of their words. `small`: words that say nothing as soon as others do
    (« je cherche », « aide »). `words`: every word of the table that a mistyped one may have meant, without accents → as
    it is spelled."""

    expressions: Iterable[Expression]
    small: frozenset[str] = frozenset()
    words: dict[str, str] = field(default_factory=dict, init=False)
    _by_word: dict[str, list[_Entry]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self.words = {word: word for word in sorted(self.small)}
        for expression in self.expressions:
            said = [
                one for one in self._typed(expression.say) if surface(one.spelled) not in STOP_WORDS - TELLING
            ]
            entry = (tuple(one.forms for one in said), expression)
            for token in {token for one in said[: _anchors(said)] for token in one.forms}:
                self._by_word.setdefault(token, []).append(entry)
            self.words |= {surface(one.spelled): one.spelled for one in said}

    def understand(self, text: str) -> Understood:
        """
        >>> table = Everyday([Expression("cours de français", ("y:fle",), "français")])
        >>> table.understand("cours de francais jemeppe").meant[0].keys
        ('y:fle',)
        """
        rest, hours, asked_periods = moments_in(text)
        words = self._typed(rest)
        meant: list[Meant] = []
        left: list[_Typed] = []
        days: set[int] = set()
        periods: set[str] = set(asked_periods)
        typed_times: list[str] = [hours] if hours else []
        at = 0
        while at < len(words):
            used, expression = self._longest(words, at)
            if expression is None:
                left.append(words[at])
                at += 1
                continue
            typed = " ".join(one.spelled for one in words[at : max(used) + 1])
            if expression.days or expression.periods:
                days.update(expression.days)
                periods.update(expression.periods)
                typed_times.append(typed)
            else:
                meant.append(_meant(expression, typed, [words[one].spelled for one in sorted(used)]))
                if expression.held:
                    meant.append(Meant(typed, expression.held, Query()))
            at = max(used) + 1
        if typed_times:
            cells = cells_of(mask_for(sorted(days), [one for one in PERIODS if one in periods]))
            meant.append(Meant(" ".join(typed_times), tuple(key(Family.CELL, cell) for cell in cells), Query()))
        said = [one for one in left if not one.small]
        if said or meant:
            left = said
        return Understood(tuple(dict.fromkeys(meant)), understand(_joined(left)) if left else Query())

    def _typed(self, text: str) -> list[_Typed]:
        found = []
        for run, word in enumerate(words_of(text)):
            for spelled in word.parts or (word.spelled,):
                plain = surface(spelled)
                if plain:
                    small = plain in self.small or plain in STOP_WORDS
                    verb = VERBS.get(plain, plain)
                    found.append(_Typed(spelled, run, stems(spelled) | stems(verb) | {plain, verb}, small))
        return found

    def _longest(self, words: Sequence[_Typed], at: int) -> tuple[Sequence[int], Expression | None]:
        """Where the words of the longest expression stand that begins at `at`; in its order rather than in another,
        then the one spelled like it: « habits » are clothes, « habitants » share their stem only."""
        candidates = {id(entry): entry for token in words[at].forms for entry in self._by_word.get(token, ())}
        found: list[tuple[int, bool, int, int, Sequence[int], Expression]] = []
        for rank, (wanted, expression) in enumerate(candidates.values()):
            used = _in_order(wanted, words, at)
            turned = not used and 1 < len(wanted) <= ANY_ORDER
            if turned:
                used = _in_any_order(wanted, words, at)
            if used:
                alike = sum(any(words[place].plain in one for one in wanted) for place in used)
                found.append((-len(wanted), turned, -alike, rank, used, expression))
        return min(found, key=lambda one: one[:4])[4:] if found else ((), None)


def _anchors(said: Sequence[_Typed]) -> int:
    """At how many of its first words an expression may begin."""
    return len(said) if len(said) <= ANY_ORDER else 1


def _in_order(wanted: Sequence[frozenset[str]], words: Sequence[_Typed], at: int) -> list[int]:
    used: list[int] = []
    for one in wanted:
        while used and at < len(words) and words[at].small and one.isdisjoint(words[at].forms):
            at += 1
        if at >= len(words) or one.isdisjoint(words[at].forms):
            return []
        used.append(at)
        at += 1
    return used if used[-1] - used[0] < len(used) + MOST_BETWEEN else []


def _in_any_order(wanted: Sequence[frozenset[str]], words: Sequence[_Typed], at: int) -> list[int]:
    used: list[int] = []
    for place in range(at, min(len(words), at + len(wanted) + MOST_BETWEEN)):
        if any(not one.isdisjoint(words[place].forms) for one in wanted):
            used.append(place)
        elif not words[place].small:
            break
        if len(used) == len(wanted):
            break
    if len(used) < len(wanted):
        return []
    for order in permutations(used):
        if all(not one.isdisjoint(words[place].forms) for one, place in zip(wanted, order, strict=True)):
            return used
    return []


def _meant(expression: Expression, typed: str, words: Sequence[str]) -> Meant:
    return Meant(
        typed,
        expression.keys,
        understand(" ".join(words)),
        expression.said,
        tuple(understand(one) for one in expression.also),
        strict=not expression.words_too,
        titled=tuple(understand(one) for one in expression.titled),
    )


def _joined(words: Sequence[_Typed]) -> str:
    """Words as they were typed, compounds together."""
    found = ""
    before: int | None = None
    for one in words:
        found += f"{'-' if one.run == before else ' '}{one.spelled}"
        before = one.run
    return found.strip()
