"""Answers to running campaigns: whoever confirms or corrects a sheet, by whatever way, has answered."""

from __future__ import annotations

from maillage.network.models import Campaign, CampaignSheet, Organisation
from maillage.network.models.campaigns import SHEETS, SheetState
from maillage.records.clock import now


def note_answer(
    organisation: Organisation, *, answer: SheetState, who: str, by_phone: bool = False, kind: str = SHEETS
) -> int:
    """Marks the sheets of running campaigns of this kind that still wait for this organisation; called inside the action
    that writes.

    A correction after a confirmation counts as « modifié »; nothing turns « modifié » back into « confirmé ».
    """
    running = CampaignSheet.objects.filter(
        organisation=organisation, campaign__state=Campaign.State.RUNNING, campaign__kind=kind
    )
    waiting = running.exclude(answer=SheetState.CHANGED)
    if answer == SheetState.CONFIRMED:
        waiting = running.filter(answer="")
    return waiting.update(
        answer=answer,
        answered_at=now(),
        answered_by=who[:200],
        by_phone=by_phone,
        next_letter="",
        lease_until=None,
    )
