"""What this room adds to the rooms below it."""

from maillage.cadastre import rules  # noqa: F401 the rules are known once the room is
from maillage.cadastre.actions.calendar import follow_calendar
from maillage.cadastre.actions.following import follow_sheets, follow_succession, undo_succession
from maillage.cadastre.registering import campaigns, imports, keeping, links, suggestions
from maillage.network.registries import MergeFollower, merge_followers, sheet_followers
from maillage.records.work import Timer, timers
from maillage.ui.menu import MenuEntry, menu


def register() -> None:
    merge_followers.add("offers", MergeFollower(follow_succession, undo_succession), rank=60)
    sheet_followers.add("offers", follow_sheets)
    menu.add("offers", MenuEntry("Cours et services", "cadastre:offers", "/cours-et-services/"), rank=5)
    timers.add("offers_calendar", Timer("calendrier des offres", follow_calendar))
    suggestions.register()
    links.register()
    keeping.register()
    campaigns.register()
    imports.register()
