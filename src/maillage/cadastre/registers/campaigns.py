"""The yearly campaign of offers, as a kind of campaign of the network."""

from __future__ import annotations

from django.urls import reverse

from maillage.cadastre.actions.keeping import confirm_all_offers
from maillage.cadastre.models.offers import KEEP_OFFERS_LINK
from maillage.cadastre.panels.campaigns import campaign_of_space_panel
from maillage.cadastre.queries.campaigns import OFFERS
from maillage.core.readers import Reader
from maillage.network.models import CampaignSheet
from maillage.network.registries import CampaignKind, campaign_kinds, space_panels


def _confirm(by: Reader, sheet: CampaignSheet, who: str) -> object:
    return confirm_all_offers(by=by, organisation=sheet.organisation, who=who, sheet=sheet)


def register() -> None:
    space_panels.add("offer_campaign", campaign_of_space_panel, rank=75)
    campaign_kinds.add(
        OFFERS,
        CampaignKind(
            label="cours et services",
            page="cadastre:offer_campaign",
            letter="cadastre/campaigns/mail",
            link=KEEP_OFFERS_LINK,
            confirm=_confirm,
            correct=lambda organisation: reverse("cadastre:keep_offers", args=[organisation.address]),
            asks="notez qui l’a dit, toutes ses offres sont confirmées à la date d’aujourd’hui, tenues par le centre.",
            by_organisers=True,
        ),
    )
