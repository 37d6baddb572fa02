"""Reads: the board of a cycle, phase by phase, as one reader may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from maillage.concertation.models import Action, Contradiction, Cycle, Finding, Phase, Recommendation
from maillage.concertation.queries.acting import AvenueCard, actions_of, avenues_of, is_late
from maillage.concertation.queries.findings import FindingCard, cards_of, findings_of, silent_sectors
from maillage.concertation.queries.judging import NONE, Positions, positions_on
from maillage.concertation.queries.recommendations import recommendations_of
from maillage.core.readers import Reader
from maillage.records.clock import today
from maillage.thread.models import Link

FOLDED = 6
"""Cards of a phase that is not the current one; the others are a tap away."""


@dataclass(frozen=True, slots=True)
class Column:
    """A phase with its cards; `more` of them are folded away, none where it is `wide`."""

    phase: Phase
    cards: Sequence[FindingCard]
    more: int
    summary: str
    wide: bool = False
    judged: Sequence[tuple[FindingCard, Positions]] = ()
    contradictions: Sequence[Contradiction] = ()
    avenues: Sequence[AvenueCard] = ()
    recommendations: Sequence[Recommendation] = ()
    actions: Sequence[tuple[Action, bool]] = ()
    """With whether it is late."""

    @property
    def is_empty(self) -> bool:
        return not (self.cards or self.contradictions or self.avenues or self.recommendations or self.actions)


@dataclass(frozen=True, slots=True)
class Board:
    columns: Sequence[Column]
    current: Phase
    silent: Sequence[str]
    waiting: int
    left_out: int
    links: Sequence[tuple[str, str]]
    """Uids of steps, source first: the red lines between cards."""


def board_of(cycle: Cycle, reader: Reader, *, open_phase: str = "", whole: bool = False) -> Board:
    """`open_phase`: the kind of phase to show wide instead of the current one. `whole`: all of them, for paper."""
    phases = list(cycle.phases.all())
    current = next(one for one in phases if one.is_current)
    wide = next((one for one in phases if one.kind == open_phase), current)
    findings = list(findings_of(cycle, reader))
    cards = cards_of(findings)
    drawn = {
        Phase.Kind.SEE: _seen,
        Phase.Kind.JUDGE: _judged,
        Phase.Kind.ACT: _done,
    }
    columns = [
        drawn[Phase.Kind(one.kind)](one, cards, cycle, reader, wide=whole or one == wide) for one in phases
    ]
    return Board(
        columns=columns,
        current=current,
        silent=silent_sectors(cycle, findings),
        waiting=sum(one.state == Finding.State.NEW for one in findings),
        left_out=sum(one.state == Finding.State.LEFT_OUT for one in findings),
        links=_links(cycle, reader),
    )


def _seen(phase: Phase, cards: Sequence[FindingCard], cycle: Cycle, reader: Reader, *, wide: bool) -> Column:
    del cycle, reader
    own = [card for card in cards if card.finding.state in (Finding.State.SHARED, Finding.State.RETAINED)]
    gathered = sum(len(card.originals) for card in own)
    said = _counted(len(own), "constat", "constats")
    shown = own if wide else own[:FOLDED]
    summary = f"{said}, {gathered} réunis" if gathered > 1 else said
    return Column(phase, shown, len(own) - len(shown), summary, wide)


def _judged(phase: Phase, cards: Sequence[FindingCard], cycle: Cycle, reader: Reader, *, wide: bool) -> Column:
    own = [card for card in cards if card.finding.state == Finding.State.RETAINED]
    held = positions_on([card.finding.item_id for card in own], cycle, reader)
    own.sort(key=lambda card: (-held[card.finding.item_id].count, card.finding.pk))
    disputed = sum(held[card.finding.item_id].is_disputed for card in own)
    shown = own if wide else own[:FOLDED]
    avenues = avenues_of(cycle, reader)
    parts = [_counted(len(own), "retenu", "retenus")]
    if disputed:
        parts.append(_counted(disputed, "désaccord", "désaccords"))
    if avenues:
        parts.append(_counted(len(avenues), "piste", "pistes"))
    recommendations = list(recommendations_of(cycle, reader))
    if recommendations:
        parts.append(_counted(len(recommendations), "recommandation", "recommandations"))
    contradictions = Contradiction.objects.filter(
        one__cycle=cycle, item__audience__in=reader.keys, settled_on__isnull=True
    )
    return Column(
        phase,
        shown,
        len(own) - len(shown),
        ", ".join(parts),
        wide,
        judged=[(card, held.get(card.finding.item_id, NONE)) for card in shown],
        contradictions=list(contradictions.select_related("item", "one__item", "other__item").order_by("pk")),
        avenues=avenues,
        recommendations=recommendations,
    )


def _done(phase: Phase, cards: Sequence[FindingCard], cycle: Cycle, reader: Reader, *, wide: bool) -> Column:
    del cards
    day = today()
    rows = [(one, is_late(one, day)) for one in actions_of(cycle, reader)]
    late = sum(is_over for _one, is_over in rows)
    said = _counted(len(rows), "action", "actions")
    shown = rows if wide else rows[:FOLDED]
    summary = f"{said}, {late} en retard" if late else said
    return Column(phase, (), len(rows) - len(shown), summary, wide, actions=shown)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number < 2 else many}"


def _links(cycle: Cycle, reader: Reader) -> list[tuple[str, str]]:
    found = Link.objects.visible_to(reader).filter(source__space=cycle.space, valid_to__isnull=True)
    mine = (
        found.filter(source__finding__cycle=cycle)
        | found.filter(source__avenue__cycle=cycle)
        | found.filter(source__recommendation__cycle=cycle)
    )
    return list(mine.order_by("pk").values_list("source__uid", "target__uid"))
