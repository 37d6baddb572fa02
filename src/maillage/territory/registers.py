"""What the territory room adds to the rooms below it."""

from __future__ import annotations

from maillage.records.reference import ReferenceLoader, reference_loaders
from maillage.records.work import Timer, timers
from maillage.territory.actions.containment import rebuild_containment
from maillage.territory.loading import load_reference


def register() -> None:
    reference_loaders.add("territory", ReferenceLoader("Territoires", load_reference), rank=20)
    timers.add("territory.containment", Timer("Composition des zones", rebuild_containment))
