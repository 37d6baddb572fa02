"""What this room adds to the rooms below it."""

from maillage.records.health import HealthCheck, health_checks
from maillage.search.health import index_problems


def register() -> None:
    health_checks.add("search", HealthCheck("Recherche", index_problems))
