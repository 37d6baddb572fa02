"""Reads: who holds what and why, side by side; agreements and disagreements, none of them lost by a vote (D8, D9)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from maillage.concertation.models import OBJECTING, Cycle, Finding, Position, Recommendation, Stance
from maillage.core.readers import Reader, organises_key
from maillage.network.models import Membership
from maillage.records.clock import today
from maillage.records.dated import DatedQuerySet


@dataclass(frozen=True, slots=True)
class Camp:
    """Those who hold the same position, with their reasons."""

    stance: Stance
    positions: Sequence[Position]

    @property
    def reasons(self) -> list[Position]:
        return [one for one in self.positions if one.reason]


@dataclass(frozen=True, slots=True)
class Positions:
    """`camps`: mandated positions, one for each organisation, in the order of the stances. `opinions`: of professionals,
    shown apart, never counted. `silent`: how many member organisations have not said; 0 from outside, where only what was
    published shows (`from_outside`) and nobody can be told silent."""

    camps: Sequence[Camp]
    opinions: Sequence[Position]
    silent: int
    from_outside: bool = False

    @property
    def count(self) -> int:
        return sum(len(camp.positions) for camp in self.camps)

    @property
    def is_disputed(self) -> bool:
        """At least one agrees, at least one does not or wants it reworked."""
        held = {camp.stance for camp in self.camps}
        return Stance.AGREES in held and not held.isdisjoint(OBJECTING)


NONE = Positions((), (), 0)


def positions_on(
    items: Collection[int], cycle: Cycle, reader: Reader, *, published_only: bool = False
) -> Mapping[int, Positions]:
    """By id of the item, in two queries at most; what an organisation keeps inside the space is not seen from outside."""
    rows = Position.objects.filter(item__in=items, valid_to__isnull=True).select_related(
        "organisation", "author"
    )
    outside = published_only or not sees_all_positions(reader, cycle)
    if outside:
        rows = rows.filter(published=True, mandated=True)
    members = frozenset[int]() if outside else seated_in(cycle)
    held: dict[int, list[Position]] = defaultdict(list)
    for row in rows.order_by("organisation__sort_name", "pk"):
        held[row.item_id].append(row)
    return {pk: _positions(held[pk], members, from_outside=outside) for pk in items}


def positions_of_cycle(cycle: Cycle) -> DatedQuerySet[Position]:
    """Those that count and hold, on its retained findings and its standing recommendations, each organisation's once."""
    findings = Finding.objects.filter(cycle=cycle, state=Finding.State.RETAINED)
    standing = Recommendation.objects.filter(cycle=cycle).exclude(status=Recommendation.Status.DROPPED)
    judged = Q(item__in=findings.values("item")) | Q(item__in=standing.values("item"))
    rows = Position.objects.filter(judged, mandated=True, valid_to__isnull=True)
    return rows.order_by("item", "organisation__sort_name", "pk")


def positions_to_reread(cycle: Cycle) -> DatedQuerySet[Position]:
    """Disagreements that nobody who answers for them has read again yet (D9)."""
    return positions_of_cycle(cycle).filter(stance__in=OBJECTING, confirmed_at__isnull=True)


def sees_all_positions(reader: Reader, cycle: Cycle) -> bool:
    """Positions stay inside the space until the organisation agrees to publication."""
    return reader.has(cycle.space.key, organises_key(cycle.space.uid))


def seated_in(cycle: Cycle) -> frozenset[int]:
    """Ids of the organisations that sit in the space today."""
    seated = Membership.objects.sitting(today()).filter(space=cycle.space, organisation__isnull=False)
    return frozenset(seated.order_by().values_list("organisation_id", flat=True))


def _positions(rows: Sequence[Position], members: frozenset[int], *, from_outside: bool) -> Positions:
    mandated = [row for row in rows if row.mandated]
    camps = [
        Camp(stance, held) for stance in Stance if (held := [row for row in mandated if row.stance == stance])
    ]
    said = {row.organisation_id for row in mandated}
    opinions = [row for row in rows if not row.mandated]
    return Positions(camps, opinions, len(members - said), from_outside)
