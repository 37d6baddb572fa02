"""Who may say who works where. A link from an e-mail may not: a post gives rights."""

import rules

from maillage.network.rules.organisations import administers, coordinates_for_it, holds_the_sheet

rules.add_rule("network.edit_posts", holds_the_sheet)
rules.add_rule("network.grant_coordination", administers | coordinates_for_it)
