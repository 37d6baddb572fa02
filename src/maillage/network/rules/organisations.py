"""Who may write on an organisation's sheet: its own workers, who coordinates the network, who came by its link."""

from __future__ import annotations

import rules

from maillage.core.readers import ADMINISTRATORS, COORDINATORS, Reader, coordinates_key, link_key, works_key
from maillage.network.models import Organisation

CONFIRM_LINK = "confirm_sheet"


def _coordinates_the_network(reader: Reader, _on: object = None) -> bool:
    return reader.has(COORDINATORS, ADMINISTRATORS)


def _administers(reader: Reader, _on: object = None) -> bool:
    return reader.has(ADMINISTRATORS)


def _works_there(reader: Reader, organisation: Organisation) -> bool:
    """Also for the services inside one's organisation, and for the sheets that one's organisation keeps."""
    near = (organisation, organisation.part_of, organisation.kept_by)
    return reader.has(*(works_key(one.uid) for one in near if one is not None))


def _coordinates_for_it(reader: Reader, organisation: Organisation) -> bool:
    return reader.has(coordinates_key(organisation.uid))


def _came_by_its_link(reader: Reader, organisation: Organisation) -> bool:
    return reader.has(link_key(CONFIRM_LINK, organisation.uid))


coordinates_the_network = rules.predicate(_coordinates_the_network)
administers = rules.predicate(_administers)
works_there = rules.predicate(_works_there)
coordinates_for_it = rules.predicate(_coordinates_for_it)
came_by_its_link = rules.predicate(_came_by_its_link)
holds_the_sheet = coordinates_the_network | works_there

rules.add_rule("network.register_organisation", coordinates_the_network)
rules.add_rule("network.edit_organisation", holds_the_sheet | came_by_its_link)
rules.add_rule("network.confirm_sheet", holds_the_sheet | came_by_its_link)
rules.add_rule("network.speak_for_organisation", works_there | came_by_its_link)
rules.add_rule("network.make_host", administers)
