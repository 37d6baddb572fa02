"""Findings grouped into themes that come back (inventory D11), the same whatever the order in which they are given.

Average linkage: at each step the two groups whose findings are on average nearest become one. A group never drifts: two of
its findings that have next to nothing in common (`linkage.APART`) keep their groups apart, however many stand between them.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from maillage.core.recurrence.corpus import Corpus
from maillage.core.recurrence.findings import Finding
from maillage.core.recurrence.linkage import APART, linked

ENOUGH = 0.45
"""Average likeness of two groups that become one; a little under `corpus.SAME`: several findings bear each other out."""
SEVERAL = 2
"""Territories from which a theme is recurrent."""
_Row = tuple[NDArray[np.intp], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Group:
    """A theme. `findings` are sorted by wording; `territories` in the order of their findings, each once; `label`: words to
    show; `recurrent`: found in several territories."""

    findings: tuple[Finding, ...]
    territories: tuple[Hashable, ...]
    label: tuple[str, ...]
    recurrent: bool


def groups(findings: Iterable[Finding], *, several: int = SEVERAL, enough: float = ENOUGH) -> list[Group]:
    """Groups of two findings at least: recurrent ones first, most territories, most findings, then by wording.

    Raises ValueError when two findings bear the same key.
    """
    corpus = Corpus(sorted(findings, key=_place_in_order))
    found = [_group(corpus, members, several) for members in _grouped(corpus, enough)]
    return sorted(
        found,
        key=lambda one: (
            not one.recurrent,
            -len(one.territories),
            -len(one.findings),
            _place_in_order(one.findings[0]),
        ),
    )


def _place_in_order(finding: Finding) -> tuple[str, str, str, str]:
    return (finding.wording, finding.kind, str(finding.territory), str(finding.key))


def _group(corpus: Corpus, members: Sequence[int], several: int) -> Group:
    findings = tuple(corpus.findings[one] for one in members)
    territories = tuple(dict.fromkeys(one.territory for one in findings if one.territory is not None))
    return Group(findings, territories, corpus.shared(members), len(territories) >= several)


def _grouped(corpus: Corpus, enough: float) -> list[list[int]]:
    """Places of the findings of each group of two at least, lowest first."""
    rows = [_kept(corpus.likeness(place)) for place in range(len(corpus.findings))]
    found = []
    for members in _connected([places[values >= enough] for places, values in rows]):
        within = np.full(len(rows), -1, dtype=np.intp)
        within[members] = np.arange(len(members))
        block = np.zeros((len(members), len(members)))
        for line, member in enumerate(members):
            places, values = rows[member]
            inside = within[places] >= 0
            block[line, within[places[inside]]] = values[inside]
        found += [[int(members[one]) for one in group] for group in linked(block, enough) if len(group) > 1]
    return found


def _kept(likeness: NDArray[np.float32]) -> _Row:
    """Where a likeness counts, and how much: under `APART` it only keeps findings apart."""
    places = np.flatnonzero(likeness >= APART)
    return places, likeness[places]


def _connected(near: Sequence[NDArray[np.intp]]) -> list[NDArray[np.intp]]:
    """Findings that can be reached from one another; what is linked never leaves such a set."""
    seen: set[int] = set()
    found = []
    for start in range(len(near)):
        if start in seen:
            continue
        seen.add(start)
        members, waiting = [start], [start]
        while waiting:
            fresh = [one for one in near[waiting.pop()].tolist() if one not in seen]
            seen.update(fresh)
            members += fresh
            waiting += fresh
        if len(members) > 1:
            found.append(np.array(sorted(members), dtype=np.intp))
    return found
