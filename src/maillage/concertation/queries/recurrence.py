"""Reads: findings that say the same, in a cycle and from one place to another (D5, D11)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from maillage.concertation.models import Cycle, EntryCode, Finding
from maillage.concertation.models.findings import FindingQuerySet
from maillage.core import recurrence
from maillage.core.readers import Reader
from maillage.journal.remembered import remembered
from maillage.records.clock import today
from maillage.territory.models import Territory

MOST_COMPARED = 2_000
"""The latest findings in sight; beyond, a theme that comes back is in them all the same."""
_ASKING = (Finding.Kind.NEED, Finding.Kind.BARRIER, Finding.Kind.ASPIRATION, Finding.Kind.OBSERVATION)


@dataclass(frozen=True, slots=True)
class Theme:
    """Findings that say the same in several places. `words`: what they share, to show; `places`: names, in order."""

    words: Sequence[str]
    places: Sequence[str]
    findings: Sequence[Finding]


_Found = tuple[list[int], Sequence[str], list[str]]
"""Ids of findings, the words they share, names of places: what is remembered names nobody."""


def alike_in(cycle: Cycle, reader: Reader) -> list[list[Finding]]:
    """Groups of findings of a cycle that may be gathered: proposals, people decide."""

    def groups() -> list[list[int]]:
        pure = _pure(_compared(reader).filter(cycle=cycle))
        return [[int(str(one.key)) for one in group.findings] for group in recurrence.groups(pure)]

    found = remembered(f"alike in {cycle.pk}", reader, today(), groups)
    rows = _rows([pk for group in found for pk in group], reader)
    return [[rows[pk] for pk in group if pk in rows] for group in found]


def themes_that_come_back(reader: Reader) -> list[Theme]:
    """What is found in at least two territories, over all the cycles in sight."""
    found = _found(reader)
    rows = _rows([pk for members, _words, _places in found for pk in members], reader)
    return [_theme(one, rows) for one in found]


def elsewhere(finding: Finding, reader: Reader) -> list[Theme]:
    """The theme that this finding is part of, when it comes back; a list of one, or of none."""
    wanted = finding.gathered_in_id or finding.pk
    mine = [one for one in _found(reader) if wanted in one[0]]
    rows = _rows([pk for members, _words, _places in mine for pk in members], reader)
    return [_theme(one, rows) for one in mine]


def _found(reader: Reader) -> list[_Found]:
    """Most places first. A common wording carries the places of its originals, so it may come back by itself."""

    def compute() -> list[_Found]:
        rows = {one.pk: one for one in _compared(reader).filter(kind__in=_ASKING)[:MOST_COMPARED]}
        grouped: list[tuple[list[int], Sequence[str]]] = [
            ([int(str(one.key)) for one in group.findings], group.label)
            for group in recurrence.groups(_pure(rows.values()))
        ]
        taken = {pk for members, _label in grouped for pk in members}
        grouped += [([pk], ()) for pk in rows if pk not in taken]
        themes = [(members, label, _places(rows[pk] for pk in members)) for members, label in grouped]
        several = [one for one in themes if len(one[2]) > 1]
        return sorted(several, key=lambda one: (-len(one[2]), -len(one[0]), one[0]))

    return remembered("themes that come back", reader, today(), compute)


def _rows(ids: Iterable[int], reader: Reader) -> dict[int, Finding]:
    found = Finding.objects.visible_to(reader).filter(pk__in=ids).select_related("item", "cycle__space")
    return {one.pk: one for one in found}


def _theme(found: _Found, rows: dict[int, Finding]) -> Theme:
    members, words, places = found
    return Theme(words, places, [rows[pk] for pk in members if pk in rows])


def _compared(reader: Reader) -> FindingQuerySet:
    names = Prefetch(
        "territories", Territory.objects.only("id", "name", "sort_name").order_by("sort_name", "pk")
    )
    return (
        Finding.objects.visible_to(reader)
        .filter(state__in=(Finding.State.SHARED, Finding.State.RETAINED), voice=EntryCode.Voice.PROFESSIONAL)
        .select_related("item", "cycle__space")
        .prefetch_related(names)
        .order_by("-pk")
    )


def _pure(rows: Iterable[Finding]) -> list[recurrence.Finding]:
    return [recurrence.Finding(one.pk, one.wording, recurrence.Kind(one.kind), _ground(one)) for one in rows]


def _ground(finding: Finding) -> int | None:
    first = next(iter(finding.territories.all()), None)
    return first.pk if first else None


def _places(findings: Iterable[Finding]) -> list[str]:
    return sorted({place.name for one in findings for place in one.territories.all()})
