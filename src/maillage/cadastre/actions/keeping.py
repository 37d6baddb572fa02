"""Writes on all the offers of an operator at once: confirming them, carrying last year's sessions forward."""

from __future__ import annotations

from django.db.models import Prefetch

from maillage.cadastre.actions.campaign_answers import note_offers_answer
from maillage.cadastre.actions.offers import history_audience
from maillage.cadastre.actions.sessions import carry_forward
from maillage.cadastre.indexing.writing import index_offers
from maillage.cadastre.models import Offer
from maillage.cadastre.queries.keeping import sessions_to_carry
from maillage.core.readers import Reader
from maillage.journal.actions import Record, record_all
from maillage.network.models import CampaignSheet, Organisation
from maillage.records.actions import action, may, require
from maillage.records.clock import today


@action
def confirm_all_offers(
    *, by: Reader, organisation: Organisation, who: str = "", sheet: CampaignSheet | None = None
) -> int:
    """« Tout est à jour » of everything offered today; `who` when it was said on the telephone, to who
    runs the campaign of which `sheet` asked it. Returns how many."""
    if sheet is None or sheet.organisation_id != organisation.pk:
        require(by, "cadastre.add_offer", organisation)
    else:
        require(by, "cadastre.note_answer", sheet)
    offers = list(Offer.objects.visible_to(by).as_of(today()).filter(organisation=organisation))
    for offer in offers:
        offer.confirmed_on = today()
        offer.confirmed_by = (who or by.label)[:200]
        offer.kept_by_centre = not may(by, "cadastre.speak_for_operator", organisation)
    Offer.objects.bulk_update(offers, ["confirmed_on", "confirmed_by", "kept_by_centre"], batch_size=200)
    lines = [Record("confirmée", on=one, audience=history_audience(one), note=who) for one in offers]
    record_all(by=by, records=lines)
    index_offers([offer.pk for offer in offers])
    note_offers_answer(by, organisation)
    return len(offers)


@action
def carry_all_forward(*, by: Reader, organisation: Organisation) -> int:
    """Each session that has begun and was not over a year ago, again 52 weeks later; those already there are not doubled,
    those still to come wait for their own year. Returns how many were made."""
    require(by, "cadastre.add_offer", organisation)
    day = today()
    offers = Offer.objects.visible_to(by).as_of(day).filter(organisation=organisation)
    offers = offers.select_related("organisation").prefetch_related(
        Prefetch("sessions", sessions_to_carry(day), to_attr="begun")
    )
    made = 0
    for offer in offers.order_by("pk"):
        made += len(carry_forward(by=by, offer=offer, sessions=offer.begun))  # type: ignore[attr-defined]
    return made
