"""The sentences of `cases.toml`, and how well the check meets them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from maillage.core.anonymity import found

FILE = Path(__file__).with_name("cases.toml")
Case = tuple[str, frozenset[tuple[str, str]]]
"""A sentence, with kind and words of what must be found in it."""


@dataclass(frozen=True, slots=True)
class Measured:
    """`precision`: of what was found, what should be (kind and very words). `recall`: of what should be found, what was.
    `noticed`: of the sentences that give someone away, those in which anything was found."""

    precision: float
    recall: float
    noticed: float
    wrong: tuple[str, ...]
    missed: tuple[str, ...]


def cases(half: str) -> list[Case]:
    written = tomllib.loads(FILE.read_text(encoding="utf-8"))[half]
    return [
        *((text, frozenset(zip(rest[::2], rest[1::2], strict=True))) for text, *rest in written["found"]),
        *((text, frozenset()) for text in written["nothing"]),
    ]


def measured(half: str) -> Measured:
    right = proposed = wanted = noticed = 0
    wrong, missed = [], []
    given_away = [text for text, due in cases(half) if due]
    for text, due in cases(half):
        met = {(one.kind.value, one.text) for one in found(text)}
        right += len(met & due)
        proposed += len(met)
        wanted += len(due)
        noticed += bool(met and due)
        wrong += [f"{text} -> {kind}: {words}" for kind, words in met - due]
        missed += [f"{text} -> {kind}: {words}" for kind, words in due - met]
    return Measured(
        right / proposed, right / wanted, noticed / len(given_away), tuple(sorted(wrong)), tuple(sorted(missed))
    )
