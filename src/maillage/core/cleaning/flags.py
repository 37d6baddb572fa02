"""What cleaning says of a cell: the value kept, the further values found in it, and what the person should know."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Level(StrEnum):
    """`INFO`: something was put right. `CHECK`: a person should look. `BLOCK`: the row cannot be taken in as it is."""

    INFO = "info"
    CHECK = "check"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Flag:
    """One remark on one cell, in French. `suggestion` is a value that the person can take with one click."""

    level: Level
    message: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """`value` is empty when nothing in the cell can be kept; `others` are further values of the same cell."""

    value: str
    flags: tuple[Flag, ...] = field(default_factory=tuple)
    others: tuple[str, ...] = field(default_factory=tuple)


def info(message: str) -> Flag:
    return Flag(Level.INFO, message)


def check(message: str, suggestion: str = "") -> Flag:
    return Flag(Level.CHECK, message, suggestion)


def block(message: str) -> Flag:
    return Flag(Level.BLOCK, message)
