"""The table of everyday words that this room ships."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from maillage.core.analysis import surface
from maillage.core.offers.everyday import Everyday, Expression
from maillage.core.offers.keys import Family, key

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


@cache
def everyday() -> Everyday:
    """The table of `everyday.toml`, read once."""
    written = tomllib.loads(FILE.read_text(encoding="utf-8"))
    small = frozenset(surface(word) for word in written["small"])
    return Everyday([*_terms(written["expression"]), *_times(written["time"])], small)


def _terms(rows: list[dict[str, Any]]) -> list[Expression]:
    found = []
    for row in rows:
        keys = tuple(key(_FAMILIES[name], one) for name in row if name in _FAMILIES for one in row[name])
        words_too, also, titled = not row.get("only", False), tuple(row.get("also", ())), tuple(row.get("titled", ()))
        held = tuple(key(Family.ORAL, one) for one in row.get("and_oral", ()))
        found += [
            Expression(say, keys, row["said"], words_too=words_too, also=also, titled=titled, held=held)
            for say in row["say"]
        ]
    return found


def _times(rows: list[dict[str, Any]]) -> list[Expression]:
    return [
        Expression(say, days=tuple(row.get("days", ())), periods=tuple(row.get("periods", ())))
        for row in rows
        for say in row["say"]
    ]
