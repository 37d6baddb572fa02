"""Who may ask organisations whether what is said of them is right: who coordinates for the host of the campaign; for the
kinds that allow it, organisers of a space ask its members."""

from __future__ import annotations

import rules

from maillage.core.readers import ADMINISTRATORS, COORDINATORS, Reader
from maillage.network.models import Campaign
from maillage.network.rules.organisations import administers, coordinates_for_it
from maillage.network.rules.spaces import organises


def _runs_the_campaign(reader: Reader, campaign: Campaign) -> bool:
    return reader.has(ADMINISTRATORS, campaign.audience)


def _redirects_letters(reader: Reader, campaign: Campaign) -> bool:
    """The link of a letter opens what the organisation says: only who could write it anyway chooses where it goes."""
    return _runs_the_campaign(reader, campaign) and reader.has(ADMINISTRATORS, COORDINATORS)


rules.add_rule("network.prepare_campaign", administers | coordinates_for_it)
rules.add_rule("network.run_campaign", rules.predicate(_runs_the_campaign))
rules.add_rule("network.prepare_space_campaign", rules.predicate(organises))
rules.add_rule("network.redirect_letters", rules.predicate(_redirects_letters))
