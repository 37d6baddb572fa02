"""Reads: the recommendations of a cycle with their support by kind of actor, and what the network voted on them (K3).

Support is counted on positions taken in the name of organisations; a vote in a consultation is somebody's, told beside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from maillage.concertation.models import (
    OBJECTING,
    Consultation,
    Cycle,
    Position,
    Recommendation,
    Stance,
    Statement,
)
from maillage.concertation.queries.consultation_results import Share
from maillage.concertation.queries.judging import Positions, positions_on
from maillage.concertation.queries.recommendations import recommendations_of
from maillage.core.disclosure import SMALLEST_TOLD
from maillage.core.readers import Reader, organises_key
from maillage.network.models import Organisation

COLUMNS = {"genre": "par genre d’organisation", "secteur": "par secteur"}
NO_SECTOR = "sans secteur"


@dataclass(frozen=True, slots=True)
class Support:
    """How many agree among the organisations of one kind that took position."""

    agree: int
    said: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What the people of a consultation voted on it; masked for those outside when too few voted."""

    consultation: Consultation
    share: Share


@dataclass(frozen=True, slots=True)
class Entry:
    """One recommendation of the shortlist. `support` follows the kinds of the shortlist."""

    recommendation: Recommendation
    positions: Positions
    support: Sequence[Support]
    asked: Sequence[Asked]

    def held(self, *stances: str) -> int:
        return sum(len(camp.positions) for camp in self.positions.camps if camp.stance in stances)

    @property
    def agree(self) -> int:
        return self.held(Stance.AGREES)

    @property
    def object(self) -> int:
        """Do not agree, or want it reworked: told beside, whatever their number."""
        return self.held(*OBJECTING)


@dataclass(frozen=True, slots=True)
class Shortlist:
    """`kinds`: names of the kinds of actor that took position. The most agreed with first, then the least objected to."""

    kinds: Sequence[str]
    entries: Sequence[Entry]

    @property
    def is_asked(self) -> bool:
        return any(one.asked for one in self.entries)


def shortlist_of(cycle: Cycle, reader: Reader, *, by: str) -> Shortlist:
    """`by`: a key of `COLUMNS`. An organisation of several sectors counts in each. Six queries, however many there are."""
    rows = list(recommendations_of(cycle, reader))
    ids = [one.item_id for one in rows]
    held, asked = positions_on(ids, cycle, reader), asked_of_network(ids, reader)
    kinds = _kinds_of({row.organisation for one in held.values() for row in _counted(one)}, by)
    names = sorted(
        {name for found in kinds.values() for name in found}, key=lambda name: (name == NO_SECTOR, name)
    )
    entries = [
        Entry(
            one,
            held[one.item_id],
            [_support(held[one.item_id], name, kinds) for name in names],
            asked[one.item_id],
        )
        for one in rows
    ]
    return Shortlist(names, sorted(entries, key=lambda one: (-one.agree, one.object, one.recommendation.pk)))


def _counted(positions: Positions) -> list[Position]:
    return [row for camp in positions.camps for row in camp.positions]


def _kinds_of(organisations: Iterable[Organisation], by: str) -> dict[int, list[str]]:
    if by == "genre":
        return {one.pk: [str(one.get_ownership_display() or "genre non précisé")] for one in organisations}
    found: dict[int, list[str]] = {one.pk: [] for one in organisations}
    named = Organisation.objects.filter(pk__in=found, sectors__isnull=False).order_by("sectors__sort_name")
    for pk, name in named.values_list("pk", "sectors__name"):
        found[pk].append(name)
    return {pk: names or [NO_SECTOR] for pk, names in found.items()}


def _support(positions: Positions, kind: str, kinds: Mapping[int, list[str]]) -> Support:
    mine = [row for row in _counted(positions) if kind in kinds[row.organisation_id]]
    return Support(sum(row.stance == Stance.AGREES for row in mine), len(mine))


def asked_of_network(items: Collection[int], reader: Reader) -> Mapping[int, Sequence[Asked]]:
    """By id of the item, the votes on the statements that take it up, the latest consultation first. One query."""
    rows = (
        Statement.objects.filter(
            item__in=items, state=Statement.State.SHOWN, consultation__audience__in=reader.keys
        )
        .select_related("consultation__space")
        .order_by("-consultation__opens_on", "-pk")
    )
    found: dict[int, list[Asked]] = defaultdict(list)
    for one in rows:
        cast = one.agree + one.disagree + one.passed
        inside = reader.has(organises_key(one.consultation.space.uid))
        masked = not inside and 0 < cast < SMALLEST_TOLD
        found[one.item_id or 0].append(Asked(one.consultation, Share(one.agree, cast, masked=masked)))
    return {pk: found[pk] for pk in items}
