"""Answers to the campaign of offers: an operator has answered once each of its offers was confirmed, changed or ended."""

from __future__ import annotations

from maillage.cadastre.models import Offer
from maillage.cadastre.queries.campaigns import OFFERS, changed_since, is_confirmed
from maillage.core.readers import Reader
from maillage.network.actions.campaign_answers import note_answer
from maillage.network.models import Campaign, CampaignSheet, Organisation
from maillage.network.models.campaigns import SheetState
from maillage.records.actions import may
from maillage.records.clock import day_of, today


def note_offers_answer(by: Reader, organisation: Organisation) -> bool:
    """Called inside the action that wrote, after its line of the journal; what the centre writes is no answer. Returns
    whether the operator has now answered."""
    if not may(by, "cadastre.speak_for_operator", organisation):
        return False
    waiting = CampaignSheet.objects.filter(
        organisation=organisation, campaign__state=Campaign.State.RUNNING, campaign__kind=OFFERS
    )
    launched = (
        waiting.exclude(answer=SheetState.CHANGED)
        .order_by("pk")
        .values_list("campaign__launched_at", flat=True)
    )
    since = max((moment for moment in launched if moment), default=None)
    if since is None:
        return False
    day = today()
    running = Offer.objects.filter(organisation=organisation).as_of(day)
    for valid_to, confirmed_on, kept in running.values_list("valid_to", "confirmed_on", "kept_by_centre"):
        ended = valid_to is not None and valid_to <= day
        if not ended and not is_confirmed(confirmed_on, kept, day_of(since)):
            return False
    changed = changed_since(organisation, since)
    answer = SheetState.CHANGED if changed else SheetState.CONFIRMED
    return bool(note_answer(organisation, answer=answer, who=by.label, kind=OFFERS))
