"""The findings of `pairs.toml` as a corpus, and how well proposals meet the themes they were sorted into by hand."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from maillage.core.recurrence import Corpus, Finding, Kind, groups

FILE = Path(__file__).with_name("pairs.toml")


@dataclass(frozen=True, slots=True)
class Measured:
    """`precision`: of the merges proposed, those between findings of one theme. `recall`: of the findings of the same theme
    that five proposals could hold, those proposed; `shown` counts those among them that are shown as related too."""

    precision: float
    recall: float
    shown: float
    wrong: tuple[str, ...]
    missed: tuple[str, ...]


def sorted_findings(half: str) -> Iterator[tuple[str, Finding]]:
    """Theme and finding; keys are the wordings."""
    for theme in tomllib.loads(FILE.read_text(encoding="utf-8"))["theme"]:
        if theme["half"] == half:
            for wording in theme["said"]:
                yield theme["name"], Finding(wording, wording, Kind(theme["kind"]))


def all_findings() -> Iterator[tuple[str, Finding]]:
    for half in ("tuned", "heldout", "fresh"):
        yield from sorted_findings(half)


def measured(half: str) -> Measured:
    """Each finding asked against all the others of its half, five proposals at most."""
    themes = {finding: theme for theme, finding in sorted_findings(half)}
    proposed = right = shown = wanted = 0
    wrong, missed = [], []
    for finding, theme in themes.items():
        corpus = Corpus(other for other in themes if other is not finding)
        listed = corpus.similar(finding.wording, finding.kind, limit=5)
        near = [one for one in listed if one.same]
        mates = {other for other in themes if themes[other] == theme and other is not finding}
        met = {one.finding for one in near}
        proposed += len(near)
        right += len(met & mates)
        shown += len({one.finding for one in listed} & mates)
        wanted += min(5, len(mates))
        wrong += [f"{finding.wording} | {one.wording}" for one in met - mates]
        missed += [f"{finding.wording} | {one.wording}" for one in mates - met]
    return Measured(
        right / proposed, right / wanted, shown / wanted, tuple(sorted(wrong)), tuple(sorted(missed))
    )


def grouped(half: str) -> tuple[float, float]:
    """Of the pairs of findings in one group, those of one theme; of the pairs of one theme, those in one group."""
    themes = {finding.key: theme for theme, finding in sorted_findings(half)}
    together = {
        frozenset((one.key, other.key))
        for group in groups(finding for _theme, finding in sorted_findings(half))
        for one, other in combinations(group.findings, 2)
    }
    wanted = {frozenset(pair) for pair in combinations(themes, 2) if themes[pair[0]] == themes[pair[1]]}
    return len(together & wanted) / len(together), len(together & wanted) / len(wanted)
