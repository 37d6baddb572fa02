"""What campaigns add to lower rooms: their links, their letters."""

from __future__ import annotations

import datetime as dt

from maillage.accounts.registries import LinkPurpose, link_purposes
from maillage.network.campaign_letters import write_letters_once
from maillage.network.rules.organisations import CONFIRM_LINK
from maillage.records.work import DurableWork, durable_work

LIFETIME = dt.timedelta(days=60)


def register() -> None:
    link_purposes.add(
        CONFIRM_LINK,
        LinkPurpose(
            title="confirmer la fiche de votre organisation",
            landing="network:confirm_by_link",
            lifetime=LIFETIME,
        ),
    )
    durable_work.add("campaign_letters", DurableWork("lettres des campagnes", write_letters_once), rank=50)
