"""Who may write in the cadastre: who works for the operator, who came by its link, who coordinates the network."""

from __future__ import annotations

import rules

from maillage.cadastre.models import ExpressedDemand, Offer
from maillage.cadastre.models.offers import KEEP_OFFERS_LINK
from maillage.cadastre.queries.campaigns import OFFERS
from maillage.core.readers import (
    ADMINISTRATORS,
    COORDINATORS,
    Reader,
    link_key,
    organises_key,
    works_key,
)
from maillage.network.models import Campaign, CampaignSheet, Organisation
from maillage.network.rules.organisations import administers, coordinates_the_network, works_there


def _speaks_for(reader: Reader, organisation: Organisation) -> bool:
    """A coordinator who opens the link of an operator to see what it does still speaks for the centre."""
    by_link = reader.has(link_key(KEEP_OFFERS_LINK, organisation.uid)) and not reader.has(
        COORDINATORS, ADMINISTRATORS
    )
    return by_link or bool(works_there.test(reader, organisation))


def _speaks_for_offer(reader: Reader, offer: Offer) -> bool:
    return _speaks_for(reader, offer.organisation)


def _coordinates(reader: Reader, _on: object = None) -> bool:
    return reader.has(COORDINATORS)


def _sees(reader: Reader, offer: Offer) -> bool:
    """Whoever sees an offer may speak of it to somebody."""
    return reader.has(offer.audience) and reader.has(offer.organisation.audience)


sees = rules.predicate(_sees)
speaks_for = rules.predicate(_speaks_for)
speaks_for_offer = rules.predicate(_speaks_for_offer)
coordinates = rules.predicate(_coordinates)

rules.add_rule("cadastre.add_offer", speaks_for | coordinates_the_network)
rules.add_rule("cadastre.edit_offer", speaks_for_offer | coordinates_the_network)
rules.add_rule("cadastre.speak_for_offer", speaks_for_offer)
rules.add_rule("cadastre.speak_for_operator", speaks_for)
rules.add_rule("cadastre.coordinate", coordinates)


def _works_at_source(reader: Reader, organisation: Organisation | None) -> bool:
    return organisation is not None and bool(works_there.test(reader, organisation))


def _works_at_source_of(reader: Reader, demand: ExpressedDemand) -> bool:
    return _works_at_source(reader, demand.organisation)


def _works_somewhere(reader: Reader, _on: object = None) -> bool:
    return any(key.startswith(works_key("")) for key in reader.keys)


works_at_source = rules.predicate(_works_at_source)
works_at_source_of = rules.predicate(_works_at_source_of)
works_somewhere = rules.predicate(_works_somewhere)

rules.add_rule("cadastre.keep_demand", works_somewhere | coordinates_the_network)
rules.add_rule("cadastre.state_demand", works_at_source | coordinates_the_network)
rules.add_rule("cadastre.edit_demand", works_at_source_of | coordinates_the_network)
rules.add_rule("cadastre.import_demand", coordinates_the_network)
rules.add_rule("cadastre.see_small_counts", coordinates_the_network)
rules.add_rule("cadastre.take_snapshot", coordinates_the_network)
rules.add_rule("cadastre.hand_over", sees)
rules.add_rule("cadastre.import_offers", coordinates_the_network)
rules.add_rule("cadastre.send_link", coordinates_the_network)
rules.add_rule("cadastre.propose_session", coordinates_the_network)
rules.add_rule("cadastre.keep_school_calendar", administers)


def _organises_somewhere(reader: Reader, _on: object = None) -> bool:
    return any(key.startswith(organises_key("")) for key in reader.keys)


def _runs_its_campaign(reader: Reader, sheet: CampaignSheet) -> bool:
    """A running campaign of offers says whose answers may be written down, and by whom."""
    campaign = sheet.campaign
    running = campaign.kind == OFFERS and campaign.state == Campaign.State.RUNNING
    return running and reader.has(campaign.audience)


def _keeps_its_offers(reader: Reader, sheet: CampaignSheet) -> bool:
    return bool(coordinates_the_network.test(reader)) or _speaks_for(reader, sheet.organisation)


organises_somewhere = rules.predicate(_organises_somewhere)
runs_its_campaign = rules.predicate(_runs_its_campaign)
keeps_its_offers = rules.predicate(_keeps_its_offers)

rules.add_rule("cadastre.run_campaigns", coordinates_the_network | organises_somewhere)
rules.add_rule("cadastre.note_answer", keeps_its_offers | runs_its_campaign)
