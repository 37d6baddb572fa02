"""What is asked: groups of keys that an answer must bear one of, words, a place with a radius, an order, a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from maillage.core.analysis import Query
from maillage.core.offers.keys import Family

PER_PAGE = 20


class Sort(StrEnum):
    RELEVANCE = "relevance"
    DISTANCE = "distance"
    NEXT_START = "next_start"


class Weight(StrEnum):
    """What an expression is to the question. A level or an hour always holds; a condition (women only, free, a language)
    gives way when nothing would be left, a second subject too. A kind (« cours », « permanence ») narrows only where there
    is no subject; beside one it says what comes first."""

    SUBJECT = "subject"
    KIND = "kind"
    ALWAYS = "always"
    CONDITION = "condition"


_WEIGHTS = {
    str(Family.COURSE): Weight.SUBJECT,
    str(Family.SERVICE): Weight.SUBJECT,
    str(Family.THEME): Weight.SUBJECT,
    str(Family.KIND): Weight.KIND,
    str(Family.ORAL): Weight.ALWAYS,
    str(Family.WRITTEN): Weight.ALWAYS,
    str(Family.CELL): Weight.ALWAYS,
}


@dataclass(frozen=True, slots=True)
class Near:
    """Kilometres to each territory within reach, by id; entries elsewhere do not answer."""

    kilometres: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Meant:
    """Typed words that also mean keys: « cours de français » means the course types alpha and fle (`said` names them).

    An entry answers when it bears one of `keys`, holds all the words of `words` or of one of `titled` in its title, or of
    one of `also` anywhere.
    Keys of the family of the first one are what is meant above all: their bearers come first. `anywhere`: `words` may
    stand in the text as well, because nothing else answered; never when `strict`.
    """

    typed: str
    keys: tuple[str, ...]
    words: Query
    said: str = ""
    also: tuple[Query, ...] = ()
    anywhere: bool = False
    strict: bool = False
    titled: tuple[Query, ...] = ()

    @property
    def weight(self) -> Weight:
        return _WEIGHTS.get(self.keys[0][:1], Weight.CONDITION) if self.keys else Weight.SUBJECT


@dataclass(frozen=True, slots=True)
class Asked:
    """`filters`: for each family, the keys of which one must be borne. `seen_with`: the reader's keys.

    `words`: terms that must all be held; `meant`: expressions of every day, understood apart from `words`. `wished` and
    `preferred`: words and expressions whose bearers come first, the others after them.
    """

    seen_with: frozenset[str]
    words: Query = field(default_factory=Query)
    meant: tuple[Meant, ...] = ()
    wished: Query = field(default_factory=Query)
    preferred: tuple[Meant, ...] = ()
    filters: Mapping[Family, tuple[str, ...]] = field(default_factory=dict)
    near: Near | None = None
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    per_page: int = PER_PAGE
    facets: bool = True
