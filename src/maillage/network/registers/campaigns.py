"""What campaigns add to lower rooms: their links, their letters."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from maillage.accounts.registries import LinkPurpose, link_purposes
from maillage.core.readers import Reader
from maillage.network.actions.organisations import confirm_sheet
from maillage.network.campaign_letters import write_letters_once
from maillage.network.models import CampaignSheet
from maillage.network.models.campaigns import SHEETS
from maillage.network.queries.campaigns import sheets_to_confirm, silences
from maillage.network.registries import CampaignKind, DeskLine, campaign_kinds, desk_lines
from maillage.network.rules.organisations import CONFIRM_LINK
from maillage.records.work import DurableWork, durable_work

LIFETIME = dt.timedelta(days=60)


def lines_of_campaigns(reader: Reader, day: dt.date) -> list[DeskLine]:
    """Silent organisations to remind, for who coordinates; one's own sheets to confirm."""
    lines = [
        DeskLine(
            label=ngettext("%(n)s organisation sans réponse", "%(n)s organisations sans réponse", count)
            % {"n": count},
            url=reverse(campaign_kinds[campaign.kind].page, args=[campaign.address]),
            detail=campaign.name,
        )
        for campaign, count in silences(reader)
    ]
    return lines + [
        DeskLine(
            label=gettext("Votre fiche est-elle encore à jour ?"),
            url=reverse("network:confirm_by_link", args=[organisation.uid]),
            detail=organisation.name,
        )
        for organisation in sheets_to_confirm(reader, day)
    ]


def _confirm(by: Reader, sheet: CampaignSheet, who: str) -> object:
    return confirm_sheet(by=by, organisation=sheet.organisation, who=who)


def register() -> None:
    campaign_kinds.add(
        SHEETS,
        CampaignKind(
            label="fiches de l’annuaire",
            page="network:campaign",
            letter="network/campaigns/mail",
            link=CONFIRM_LINK,
            confirm=_confirm,
            correct=lambda organisation: reverse("network:organisation", args=[organisation.address]),
            asks="notez qui l’a dit, la fiche est confirmée à la date d’aujourd’hui.",
        ),
    )
    desk_lines.add("campaigns", lines_of_campaigns)
    link_purposes.add(
        CONFIRM_LINK,
        LinkPurpose(
            title="confirmer la fiche de votre organisation",
            landing="network:confirm_by_link",
            lifetime=LIFETIME,
        ),
    )
    durable_work.add("campaign_letters", DurableWork("lettres des campagnes", write_letters_once), rank=50)
