"""What demand and its coverage add to lower rooms: their import, panels, lists to count again."""

from __future__ import annotations

from maillage.cadastre.actions.demand import follow_succession_of_source, undo_succession_of_source
from maillage.cadastre.health.demand import demand_problems
from maillage.cadastre.imports.demand import DemandImporter
from maillage.cadastre.panels.coverage import coverage_panel, desk_lines_of_demand
from maillage.exchange.registries import importers
from maillage.network.registries import MergeFollower, desk_lines, merge_followers
from maillage.records.health import HealthCheck, health_checks
from maillage.territory.registries import territory_panels
from maillage.ui.menu import MenuEntry, foot_menu


def register() -> None:
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
