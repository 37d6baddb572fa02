"""What the demonstration is made of, as tables that a person can read and correct."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def real() -> dict[str, Any]:
    """What five public texts say of real networks."""
    return tomllib.loads(_read("real.toml"))


@cache
def example() -> dict[str, Any]:
    """The invented centre of the Trois-Rives and its spaces."""
    return tomllib.loads(_read("example.toml"))


@cache
def offers() -> dict[str, Any]:
    """What the operators of the Trois-Rives offer: recipes of sentences, and rows that say who, where and when."""
    return tomllib.loads(_read("offers.toml"))


@cache
def chronicle() -> dict[str, Any]:
    """News of the invented network, watch notes, subscriptions."""
    return tomllib.loads(_read("chronicle.toml"))


@cache
def concertation() -> dict[str, Any]:
    """Cycles of the invented network: what it saw, what it thought of it, what it did."""
    return tomllib.loads(_read("concertation.toml"))


@cache
def consultation() -> dict[str, Any]:
    """Consultations of the invented network: statements, and how three ways of seeing lean on each."""
    return tomllib.loads(_read("consultation.toml"))


@cache
def field() -> dict[str, Any]:
    """What the invented network notices, and what it asks of a group."""
    return tomllib.loads(_read("field.toml"))


@cache
def operators() -> list[dict[str, str]]:
    """The invented operators."""
    return list(csv.DictReader(_read("operators.csv").splitlines()))


def _read(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
