"""Who may ask the organisations whether their sheets are right: who coordinates for the host of the campaign."""

from __future__ import annotations

import rules

from maillage.core.readers import ADMINISTRATORS, Reader
from maillage.network.models import Campaign
from maillage.network.rules.organisations import administers, coordinates_for_it


def _runs_the_campaign(reader: Reader, campaign: Campaign) -> bool:
    return reader.has(ADMINISTRATORS, campaign.audience)


rules.add_rule("network.prepare_campaign", administers | coordinates_for_it)
rules.add_rule("network.run_campaign", rules.predicate(_runs_the_campaign))
