"""Who may write to groups: who coordinates for the host in whose name the letter leaves."""

import rules

from maillage.network.rules.organisations import administers, coordinates_for_it

rules.add_rule("network.write_to_group", administers | coordinates_for_it)
