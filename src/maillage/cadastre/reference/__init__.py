"""The table of everyday words that this room ships."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from maillage.core.analysis import surface
from maillage.core.offers.everyday import Everyday, Expression
from maillage.core.offers.keys import Family, key
from maillage.vocabulary.reference.files import shipped_schemes

FILE = Path(__file__).parent / "everyday.toml"
_FAMILIES = {
    "course": Family.COURSE,
    "service": Family.SERVICE,
    "theme": Family.THEME,
    "audience": Family.AUDIENCE,
    "kind": Family.KIND,
    "flag": Family.FLAG,
    "oral": Family.ORAL,
    "written": Family.WRITTEN,
    "language": Family.LANGUAGE,
    "places": Family.PLACES,
}


_SCHEMES = {
    "course-type": Family.COURSE,
    "service-type": Family.SERVICE,
    "theme": Family.THEME,
    "audience": Family.AUDIENCE,
    "language": Family.LANGUAGE,
}
_LEARNT = frozenset(("fr", "nl", "de", "en"))
"""Languages whose name alone says what one wants to learn."""


@cache
def everyday() -> Everyday:
    """The table of `everyday.toml`, read once."""
    written = tomllib.loads(FILE.read_text(encoding="utf-8"))
    small = frozenset(surface(word) for word in written["small"])
    return Everyday([*_terms(written["expression"]), *_times(written["time"]), *_named_terms()], small)


def _terms(rows: list[dict[str, Any]]) -> list[Expression]:
    found = []
    for row in rows:
        keys = tuple(key(_FAMILIES[name], one) for name in row if name in _FAMILIES for one in row[name])
        words_too, also, titled = (
            not row.get("only", False),
            tuple(row.get("also", ())),
            tuple(row.get("titled", ())),
        )
        says = [*row["say"]]
        if "language" in row:
            says += [f"{before} {say}" for say in row["say"] for before in ("en", "parle")]
        held = tuple(key(Family.ORAL, one) for one in row.get("and_oral", ()))
        found += [
            Expression(say, keys, row["said"], words_too=words_too, also=also, titled=titled, held=held)
            for say in says
        ]
    return found


def _times(rows: list[dict[str, Any]]) -> list[Expression]:
    return [
        Expression(say, days=tuple(row.get("days", ())), periods=tuple(row.get("periods", ())))
        for row in rows
        for say in row["say"]
    ]


def _named_terms() -> Iterator[Expression]:
    """What the vocabularies call their terms, in every language: where the table says nothing else, they mean themselves."""
    for scheme in shipped_schemes():
        family = _SCHEMES.get(scheme.code)
        for term in scheme.terms if family else ():
            if family is None or (family is Family.LANGUAGE and term.notation in _LEARNT):
                continue
            for name in (term.name, *term.names.values()):
                yield Expression(name.partition("(")[0], (key(family, term.notation),), term.name)
