"""The families of keys: a letter, a colon, a value. Only this module knows the letters."""

from __future__ import annotations

from enum import StrEnum

from maillage.core.hours import PERIODS

LONGEST = 80


class Family(StrEnum):
    """What a key says of an entry. Those of `FACETS` are counted for what is left of a search."""

    AUDIENCE_KEY = "a"
    """Who may see it (a reader's key)."""
    WORD = "w"
    TITLE_WORD = "n"
    KIND = "k"
    COURSE = "y"
    SERVICE = "v"
    MODE = "m"
    THEME = "t"
    AUDIENCE = "p"
    LANGUAGE = "l"
    ORAL = "o"
    WRITTEN = "e"
    FRENCH = "q"
    """A level of French that is enough to take part."""
    CELL = "s"
    """A cell of the week strip, 0 (Monday morning) to 20 (Sunday evening)."""
    PLACES = "x"
    FLAG = "f"
    INSIDE = "g"
    """A territory that contains it, its own included."""
    AT = "h"
    """Its own territory."""
    OPERATOR = "r"
    EVERYTHING = "z"


FACETS = (
    Family.KIND,
    Family.COURSE,
    Family.SERVICE,
    Family.MODE,
    Family.THEME,
    Family.AUDIENCE,
    Family.LANGUAGE,
    Family.ORAL,
    Family.WRITTEN,
    Family.FRENCH,
    Family.CELL,
    Family.PLACES,
    Family.FLAG,
)
EVERY = frozenset({Family.FLAG})
"""Families of which an answer bears every value asked; of the others, one of them is enough."""
ALL = f"{Family.EVERYTHING}:"


def key(family: Family, value: object) -> str:
    """
    >>> key(Family.KIND, "training")
    'k:training'
    """
    return f"{family}:{value}"[:LONGEST]


def cells_of(mask: int) -> list[int]:
    """The numbers of the cells that are set in a week strip (`core.hours`), lowest first."""
    return [number for number in range(7 * len(PERIODS)) if mask >> number & 1]
