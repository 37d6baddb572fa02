"""Tokens that say what a document is rather than what it says: who may see it, its kind, what it can be narrowed by.

They stand in the same full-text index as its words, so that the engine crosses them with the words before any row is
read. A mark starts with a zero and a letter that no stem takes; words typed by people never become marks.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

_AUDIENCE, _KIND, _FACET = "0a", "0k", "0q"
_NAME = re.compile(r"[a-z]{1,20}")
_VALUE = re.compile(r"[a-z0-9]{1,40}")
_OTHER = re.compile(r"[^a-z0-9]")


def audience_mark(key: str) -> str:
    """Two keys could share a mark: it only speeds reading up, the `audience` column decides.

    >>> audience_mark("space:abcd2345")
    '0aspace0abcd2345'
    """
    return _AUDIENCE + _OTHER.sub("0", key.lower())


def kind_mark(kind: str) -> str:
    return _KIND + _named(kind)


def facet_mark(facet: str, value: str) -> str:
    """Raises `ValueError` unless the facet is made of small letters and the value of small letters and digits."""
    if not is_value(value):
        msg = f"{facet}: {value!r} is not made of small letters and digits"
        raise ValueError(msg)
    return f"{_FACET}{_named(facet)}0{value}"


def is_value(text: str) -> bool:
    """Whether a text can be the value of a facet: a uid can."""
    return _VALUE.fullmatch(text) is not None


def marks_of(kind: str, audience: str, facets: Mapping[str, Iterable[str]]) -> str:
    """All the marks of a document, a space around each, always in the same order: equal documents, equal marks."""
    borne = sorted({facet_mark(facet, value) for facet, values in facets.items() for value in values})
    return f" {' '.join([kind_mark(kind), *borne, audience_mark(audience)])} "


def counted(
    groups: Iterable[tuple[str, int]], *, kind: str = ""
) -> tuple[dict[str, int], dict[str, dict[str, int]]]:
    """From (marks, how many documents) to counts by kind, and by facet and value among documents of `kind` if given."""
    by_kind: dict[str, int] = defaultdict(int)
    by_mark: dict[str, int] = defaultdict(int)
    for marks, count in groups:
        own, *others = marks.split()
        by_kind[own[2:]] += count
        if kind in {"", own[2:]}:
            for mark in others:
                by_mark[mark] += count
    by_facet: dict[str, dict[str, int]] = defaultdict(dict)
    for mark, count in by_mark.items():
        if mark.startswith(_FACET):
            facet, value = mark[2:].split("0", 1)
            by_facet[facet][value] = count
    return dict(by_kind), dict(by_facet)


def _named(name: str) -> str:
    if not _NAME.fullmatch(name):
        msg = f"{name!r} is not made of small letters"
        raise ValueError(msg)
    return name
