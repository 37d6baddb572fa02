"""What the territory room adds to the rooms below it."""

from __future__ import annotations

from maillage.records.file_imports import FileImport, file_imports
from maillage.records.reference import ReferenceLoader, reference_loaders
from maillage.records.work import Timer, timers
from maillage.territory import rules as _rules  # noqa: F401 adds the rules
from maillage.territory.actions.containment import rebuild_containment
from maillage.territory.actions.figures import import_population_file
from maillage.territory.loading import load_reference


def register() -> None:
    file_imports.add("population", FileImport("Population (Statbel)", import_population_file))
    reference_loaders.add("territory", ReferenceLoader("Territoires", load_reference), rank=20)
    timers.add("territory.containment", Timer("Composition des zones", rebuild_containment))
