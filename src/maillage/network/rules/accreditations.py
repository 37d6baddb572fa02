"""Who may write the accreditations of an organisation: its workers and who coordinates the network."""

import rules

from maillage.network.rules.organisations import holds_the_sheet

rules.add_rule("network.edit_accreditations", holds_the_sheet)
