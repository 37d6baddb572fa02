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


@dataclass(frozen=True, slots=True)
class Near:
    """Kilometres to each territory within reach, by id; entries elsewhere do not answer."""

    kilometres: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Meant:
    """Typed words that also mean keys: « cours de français » means the course types alpha and fle (`said` names them).

    An entry answers when it bears one of `keys`, or all the words of `words`.
    """

    typed: str
    keys: tuple[str, ...]
    words: Query
    said: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """`filters`: for each family, the keys of which one must be borne. `seen_with`: the reader's keys.

    `words`: terms that must all be held; `meant`: expressions of every day, understood apart from `words`.
    """

    seen_with: frozenset[str]
    words: Query = field(default_factory=Query)
    meant: tuple[Meant, ...] = ()
    filters: Mapping[Family, tuple[str, ...]] = field(default_factory=dict)
    near: Near | None = None
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    per_page: int = PER_PAGE
    facets: bool = True
