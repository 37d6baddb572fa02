"""Reads the shipped schemes from their TOML files into frozen records; knows nothing of the database."""

from __future__ import annotations

import datetime as dt
import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
LANGUAGES = ("nl", "de", "en")


@dataclass(frozen=True, slots=True)
class ShippedTerm:
    notation: str
    name: str
    broader: str = ""
    definition: str = ""
    source: str = ""
    exact_match: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    details: Mapping[str, str] = field(default_factory=dict)
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    rank: int = 0


@dataclass(frozen=True, slots=True)
class ShippedExtension:
    decided_on: dt.date
    valid_to_before: dt.date
    valid_to_after: dt.date
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class ShippedScheme:
    code: str
    kind: str
    name: str
    names: Mapping[str, str]
    description: str
    source: str
    source_url: str
    columns: Mapping[str, str]
    valid_from: dt.date | None
    valid_to: dt.date | None
    replaces: str
    terms: tuple[ShippedTerm, ...]
    extensions: tuple[ShippedExtension, ...]


def shipped_schemes() -> list[ShippedScheme]:
    """All of them; a scheme that replaces another comes after it."""
    found = [_scheme(tomllib.loads(path.read_text("utf-8"))) for path in sorted(FOLDER.glob("*.toml"))]
    return sorted(found, key=lambda scheme: (bool(scheme.replaces), scheme.code))


def fingerprint(shipped: ShippedScheme | ShippedTerm) -> str:
    """Changes when what is shipped changes; the terms of a scheme have their own."""
    said = [(one.name, str(getattr(shipped, one.name))) for one in fields(shipped) if one.name != "terms"]
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _scheme(data: dict[str, Any]) -> ShippedScheme:
    return ShippedScheme(
        code=data["code"],
        kind=data["kind"],
        name=data["name"],
        names=data.get("names", {}),
        description=data.get("description", ""),
        source=data.get("source", ""),
        source_url=data.get("source_url", ""),
        columns=data.get("columns", {}),
        valid_from=data.get("valid_from"),
        valid_to=data.get("valid_to"),
        replaces=data.get("replaces", ""),
        terms=tuple(_term(rank, row) for rank, row in enumerate(data["terms"], start=1)),
        extensions=tuple(ShippedExtension(**row) for row in data.get("extensions", [])),
    )


def _term(rank: int, row: dict[str, Any]) -> ShippedTerm:
    names = {language: row[language] for language in LANGUAGES if language in row}
    said = {name: value for name, value in row.items() if name not in LANGUAGES}
    return ShippedTerm(names=names, rank=rank * 10, **said)
