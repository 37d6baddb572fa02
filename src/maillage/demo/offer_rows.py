"""Reads the rows of `content/offers.toml`: who offers what, where, at which level, when. Writes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from maillage.demo.content import offers

_TITLE = re.compile("«\u00a0(.*?)\u00a0»")
_TEXT = re.compile("“(.*?)”")


@dataclass(frozen=True)
class Row:
    """One offer: `levels` and `hours` as written, empty when the recipe says them. `number` counts within the recipe."""

    recipe: dict[str, Any]
    number: int
    operator: str
    place: str
    levels: str
    hours: str
    particular: str

    @cached_property
    def title(self) -> str:
        found = _TITLE.search(self.particular)
        return found.group(1) if found else ""

    @cached_property
    def what(self) -> str:
        """A sentence of its own, instead of one of the recipe."""
        found = _TEXT.search(self.particular)
        return found.group(1) if found else ""

    @cached_property
    def flags(self) -> frozenset[str]:
        words = _TEXT.sub("", _TITLE.sub("", self.particular))
        of_all = self.recipe.get("flags", "")
        return frozenset(one.strip() for one in f"{words},{of_all}".split(",") if one.strip())

    def has(self, *flags: str) -> bool:
        return not self.flags.isdisjoint(flags)

    def said(self, prefix: str) -> list[str]:
        """« lang:ar » and « lang:en » are `["ar", "en"]` for `lang`, sorted."""
        start = f"{prefix}:"
        return sorted(one[len(start) :] for one in self.flags if one.startswith(start))

    def from_pool(self, name: str, step: int = 1) -> str:
        """The value of the recipe's pool that this row takes: rows walk through it."""
        pool = self.recipe[name]
        return str(pool[(self.number * step) % len(pool)])


def rows() -> Iterator[Row]:
    """Every row, in the order of the file."""
    for recipe in offers()["recipes"]:
        for number, line in enumerate(recipe["rows"].strip().splitlines()):
            cells = [cell.strip() for cell in line.split("|")]
            operator, place, *rest = cells
            levels, hours, particular = (*rest, "", "", "")[:3]
            yield Row(recipe, number, operator, place, levels, hours, particular)


def added_operators() -> Iterator[tuple[str, str, str, str]]:
    """Operators elsewhere than in the four arrondissements: name, kind, sector, commune."""
    for group in offers()["operators"]:
        for line in group["rows"].strip().splitlines():
            name, kind, sector, commune = line.split("|")
            yield name, kind, sector, commune


def told_levels(text: str) -> Iterator[tuple[str, str, str]]:
    """« OD>O1 ED>E1 », « A1>A2 », « o:A1>A2 »: skill (`oral`, `written`), entry and exit notations."""
    for part in text.split():
        only_oral = part.startswith("o:")
        entry, _, leaving = part.removeprefix("o:").partition(">")
        if entry.startswith("E"):
            yield "written", entry, leaving
        elif entry.startswith("O"):
            yield "oral", entry, leaving
        else:
            yield "oral", entry, leaving
            if not only_oral:
                yield "written", entry, leaving
