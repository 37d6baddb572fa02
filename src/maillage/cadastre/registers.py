"""What this room adds to the rooms below it."""

from maillage.cadastre import rules  # noqa: F401 the rules are known once the room is
from maillage.cadastre.actions.calendar import follow_calendar
from maillage.cadastre.actions.demand import follow_succession_of_source, undo_succession_of_source
from maillage.cadastre.actions.following import follow_succession, undo_succession
from maillage.cadastre.health import demand_problems
from maillage.cadastre.imports.demand import DemandImporter
from maillage.cadastre.panels import coverage_panel, desk_lines_of_demand
from maillage.exchange.registries import importers
from maillage.network.registries import MergeFollower, desk_lines, merge_followers
from maillage.records.health import HealthCheck, health_checks
from maillage.records.work import Timer, timers
from maillage.territory.registries import territory_panels
from maillage.ui.menu import MenuEntry, foot_menu


def register() -> None:
    merge_followers.add("offers", MergeFollower(follow_succession, undo_succession), rank=60)
    timers.add("offers_calendar", Timer("calendrier des offres", follow_calendar))
    merge_followers.add(
        "demand", MergeFollower(follow_succession_of_source, undo_succession_of_source), rank=61
    )
    importers.add(DemandImporter.kind, DemandImporter(), rank=30)
    desk_lines.add("demand", desk_lines_of_demand)
    health_checks.add("demand", HealthCheck("Demandes de cours", demand_problems))
    territory_panels.add("coverage", coverage_panel, rank=30)
    foot_menu.add(
        "coverage",
        MenuEntry("Couverture de la demande", "cadastre:coverage", "/cours-et-services/couverture/"),
        rank=5,
    )
