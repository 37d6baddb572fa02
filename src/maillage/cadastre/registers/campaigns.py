"""The yearly campaign of offers, as a kind of campaign of the network."""

from __future__ import annotations

from django.urls import reverse

from maillage.cadastre.actions.keeping import confirm_all_offers
from maillage.cadastre.models.offers import KEEP_OFFERS_LINK
from maillage.cadastre.queries.campaigns import OFFERS
from maillage.core.readers import Reader
from maillage.network.models import Organisation
from maillage.network.registries import CampaignKind, campaign_kinds


def _confirm(by: Reader, organisation: Organisation, who: str) -> object:
    return confirm_all_offers(by=by, organisation=organisation, who=who)


def register() -> None:
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
        ),
    )
