"""The kinds of steps that this room hangs on the thread, and what follows a space that opens or closes."""

from __future__ import annotations

from maillage.concertation import health
from maillage.concertation.models import Cycle
from maillage.core.readers import PUBLIC
from maillage.network.models import Space
from maillage.network.registries import audience_followers
from maillage.records.health import HealthCheck, health_checks
from maillage.thread.registries import ItemKind, item_kinds


def follow_audience(space: Space, old: str, new: str) -> None:
    """A space that becomes restricted takes its cycles along; one that opens leaves to its organisers what to show."""
    del old
    if new == PUBLIC:
        return
    Cycle.objects.filter(space=space).exclude(audience=space.key).update(audience=space.key)


def register() -> None:
    item_kinds.add("signal", ItemKind("signal", "signaux", "see", "concertation:signal"), rank=5)
    item_kinds.add(
        "request",
        ItemKind("demande d’intervention", "demandes d’intervention", "act", "concertation:intervention"),
        rank=45,
    )
    item_kinds.add("finding", ItemKind("constat", "constats", "see", "concertation:finding"), rank=10)
    item_kinds.add(
        "contradict",
        ItemKind("contradiction", "contradictions", "judge", "concertation:contradiction"),
        rank=20,
    )
    item_kinds.add("avenue", ItemKind("piste", "pistes", "judge", "concertation:avenue"), rank=30)
    item_kinds.add(
        "recommend",
        ItemKind("recommandation", "recommandations", "judge", "concertation:recommendation"),
        rank=35,
    )
    item_kinds.add("action", ItemKind("action", "actions", "act", "concertation:act"), rank=40)
    item_kinds.add("outcome", ItemKind("résultat", "résultats", "act", "concertation:outcome"), rank=50)
    audience_followers.add("concertation", follow_audience)
    health_checks.add("recommendations", HealthCheck("Recommandations", health.recommendation_problems))
    health_checks.add("actions", HealthCheck("Actions", health.action_problems))
    health_checks.add("steps", HealthCheck("Étapes des espaces réservés", health.audience_problems))
