"""Who may write the profile and the partnerships of an organisation: whoever may edit its sheet."""

import rules

from maillage.network.rules.organisations import came_by_its_link, holds_the_sheet

rules.add_rule("network.edit_profile", holds_the_sheet | came_by_its_link)
