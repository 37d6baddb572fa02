"""Who may say what became of an organisation: who coordinates the network; its own workers may rename it."""

import rules

from maillage.network.rules.organisations import coordinates_the_network, holds_the_sheet

rules.add_rule("network.rename_organisation", holds_the_sheet)
rules.add_rule("network.end_organisation", coordinates_the_network)
