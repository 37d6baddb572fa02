"""Words of every day that mean terms: « cours de français », « apprendre à lire », « mardi soir », « gratuit ».

A table says what people type and what it means; the longest expression wins, inflections are met by stems. Days and parts
of the day are crossed into cells of the week strip. What is left are words like any others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from maillage.core.analysis import Query, stems, surface, understand, words_of
from maillage.core.hours import PERIODS, mask_for
from maillage.core.offers.asking import Meant
from maillage.core.offers.keys import Family, cells_of, key


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


@dataclass(frozen=True, slots=True)
class Understood:
    """What a text means: expressions, and the other words."""

    meant: tuple[Meant, ...]
    words: Query


@dataclass(slots=True)
class Everyday:
    """The expressions, by the stems of their first word. `small`: words that say nothing as soon as others do
    (« je cherche », « aide »)."""

    expressions: Iterable[Expression]
    small: frozenset[str] = frozenset()
    _by_first: dict[str, list[tuple[tuple[frozenset[str], ...], Expression]]] = field(
        default_factory=dict, init=False
    )

    def __post_init__(self) -> None:
        for expression in self.expressions:
            forms = tuple(_forms(word) for word in _words(expression.say))
            for token in forms[0]:
                self._by_first.setdefault(token, []).append((forms, expression))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def understand(self, text: str) -> Understood:
        """
        >>> table = Everyday([Expression("cours de français", ("y:fle",), "français")])
        >>> table.understand("cours de francais jemeppe").meant[0].keys
        ('y:fle',)
        """
        words = _words(text)
        forms = [_forms(word) for word in words]
        meant: list[Meant] = []
        left: list[str] = []
        days: set[int] = set()
        periods: set[str] = set()
        typed_times: list[str] = []
        at = 0
        while at < len(words):
            length, expression = self._longest(forms[at:])
            if expression is None:
                left.append(words[at])
                at += 1
                continue
            typed = " ".join(words[at : at + length])
            at += length
            if expression.days or expression.periods:
                days.update(expression.days)
                periods.update(expression.periods)
                typed_times.append(typed)
            else:
                also = tuple(understand(one) for one in expression.also)
                meant.append(
                    Meant(
                        typed,
                        expression.keys,
                        understand(typed),
                        expression.said,
                        also,
                        strict=not expression.words_too,
                    )
                )
        if typed_times:
            cells = cells_of(mask_for(sorted(days), [one for one in PERIODS if one in periods]))
            meant.append(Meant(" ".join(typed_times), tuple(key(Family.CELL, cell) for cell in cells), Query()))
        said = [word for word in left if surface(word) not in self.small]
        if said or meant:
            left = said
        return Understood(tuple(meant), understand(" ".join(left)) if left else Query())

    def _longest(self, forms: Sequence[frozenset[str]]) -> tuple[int, Expression | None]:
        seen = set()
        candidates = []
        for token in forms[0]:
            for entry in self._by_first.get(token, ()):
                if id(entry[1]) not in seen:
                    seen.add(id(entry[1]))
                    candidates.append(entry)
        for wanted, expression in sorted(candidates, key=lambda entry: -len(entry[0])):
            if len(wanted) <= len(forms) and all(
                not one.isdisjoint(other) for one, other in zip(wanted, forms, strict=False)
            ):
                return len(wanted), expression
        return 0, None


def _words(text: str) -> list[str]:
    """The words that say something; « de », « à » and the like count for nothing (`core.analysis.STOP_WORDS`)."""
    query = understand(text)
    kept = {term.spelled for term in query.terms}
    return [word.spelled for word in words_of(text) if word.spelled in kept]


def _forms(word: str) -> frozenset[str]:
    return stems(word) | {surface(word)}
