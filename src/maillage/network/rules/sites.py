"""Who may write the sites of an organisation: whoever may edit its sheet."""

import rules

from maillage.network.rules.organisations import came_by_its_link, holds_the_sheet

rules.add_rule("network.edit_sites", holds_the_sheet | came_by_its_link)
