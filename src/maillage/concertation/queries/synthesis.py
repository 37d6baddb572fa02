"""Reads: the synthesis of a cycle, in the order in which a person would tell it (D9, issue of the thread, section 6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from maillage.concertation.models import (
    OBJECTING,
    Action,
    Avenue,
    Contradiction,
    Cycle,
    EntryCode,
    Finding,
    Position,
    Recommendation,
)
from maillage.concertation.queries.acting import action_rows, avenue_rows
from maillage.concertation.queries.findings import FindingCard, cards_of, findings_of
from maillage.concertation.queries.judging import Positions, positions_on
from maillage.concertation.queries.recommendations import recommendations_of
from maillage.core.readers import Reader
from maillage.records.clock import today

KINDS = (
    Finding.Kind.NEED,
    Finding.Kind.BARRIER,
    Finding.Kind.ASPIRATION,
    Finding.Kind.OBSERVATION,
    Finding.Kind.RESOURCE,
)
HEADINGS = {
    Finding.Kind.NEED: "Les besoins",
    Finding.Kind.BARRIER: "Les freins",
    Finding.Kind.ASPIRATION: "Les aspirations",
    Finding.Kind.OBSERVATION: "Ce que nous observons",
    Finding.Kind.RESOURCE: "Les ressources sur lesquelles compter",
}
AGREED, DISPUTED, OPEN = "Ce sur quoi nous nous accordons", "Nos désaccords", "Pas encore discuté"


@dataclass(frozen=True, slots=True)
class Judged:
    """A retained finding with what is thought of it."""

    card: FindingCard
    positions: Positions


@dataclass(frozen=True, slots=True)
class Recommended:
    """A recommendation with what is thought of it."""

    recommendation: Recommendation
    positions: Positions


@dataclass(frozen=True, slots=True)
class Synthesis:
    """`seen`: heading and findings; `judged`: heading and findings, agreements first, disagreements never left out;
    `kept_inside`: how many positions the organisations keep in the space, and that are not told here."""

    cycle: Cycle
    day: dt.date
    inside: bool
    seen: Sequence[tuple[str, Sequence[FindingCard]]]
    public_voice: Sequence[FindingCard]
    judged: Sequence[tuple[str, Sequence[Judged]]]
    contradictions: Sequence[Contradiction]
    recommendations: Sequence[Recommended]
    avenues: Sequence[Avenue]
    actions: Sequence[Action]
    left_out: Sequence[Finding]
    organisations: Sequence[str]
    kept_inside: int


def synthesis_of(cycle: Cycle, reader: Reader, *, inside: bool) -> Synthesis:
    """`inside`: with every position, for the members; otherwise those that organisations agreed to publish."""
    findings = [one for one in findings_of(cycle, reader) if one.state != Finding.State.NEW]
    cards = cards_of(findings)
    spoken = [card for card in cards if card.finding.voice == EntryCode.Voice.PROFESSIONAL]
    retained = [card for card in cards if card.finding.state == Finding.State.RETAINED]
    recommended = list(recommendations_of(cycle, reader))
    ids = [*(card.finding.item_id for card in retained), *(one.item_id for one in recommended)]
    held = positions_on(ids, cycle, reader, published_only=not inside)
    contradictions = Contradiction.objects.filter(one__cycle=cycle, item__audience__in=reader.keys)
    actions = list(action_rows(cycle, reader))
    silent = Position.objects.filter(item__in=ids, mandated=True, valid_to__isnull=True, published=False)
    return Synthesis(
        cycle=cycle,
        day=today(),
        inside=inside,
        seen=[
            (HEADINGS[kind], found)
            for kind in KINDS
            if (found := [card for card in spoken if card.finding.kind == kind])
        ],
        public_voice=[card for card in cards if card.is_public_voice],
        judged=_judged([Judged(card, held[card.finding.item_id]) for card in retained]),
        contradictions=list(contradictions.select_related("item", "one__item", "other__item").order_by("pk")),
        recommendations=[Recommended(one, held[one.item_id]) for one in recommended],
        avenues=list(avenue_rows(cycle, reader)),
        actions=actions,
        left_out=[one for one in findings if one.state == Finding.State.LEFT_OUT],
        organisations=_named(findings, held.values(), actions),
        kept_inside=0 if inside else silent.count(),
    )


def _judged(rows: Sequence[Judged]) -> list[tuple[str, list[Judged]]]:
    """One that somebody disagrees with, or wants reworked, is a disagreement, however many agree."""
    parts: dict[str, list[Judged]] = {AGREED: [], DISPUTED: [], OPEN: []}
    for one in rows:
        objected = [camp for camp in one.positions.camps if camp.stance in OBJECTING]
        parts[DISPUTED if objected else AGREED if one.positions.camps else OPEN].append(one)
    return [(heading, found) for heading, found in parts.items() if found]


def _named(findings: Sequence[Finding], held: Iterable[Positions], actions: Sequence[Action]) -> list[str]:
    """Organisations that spoke, took position or carry, each once."""
    names = {one.organisation.name for one in findings if one.organisation}
    for positions in held:
        names |= {row.organisation.name for camp in positions.camps for row in camp.positions}
    names |= {row.organisation.name for one in actions for row in one.carriers.all()}
    return sorted(names, key=str.casefold)
