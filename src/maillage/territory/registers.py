"""What the territory room adds to the rooms below it."""

from __future__ import annotations

from maillage.records.file_imports import FileImport, file_imports
from maillage.records.reference import ReferenceLoader, reference_loaders
from maillage.records.work import Timer, timers
from maillage.search.registries import Facet, SearchSource, facets, sources
from maillage.territory import rules as _rules  # noqa: F401 adds the rules
from maillage.territory.actions.containment import rebuild_containment
from maillage.territory.actions.figures import import_population_file
from maillage.territory.loading import load_reference
from maillage.territory.queries.documents import KIND, all_ids, documents_for, names_of
from maillage.ui.menu import MenuEntry, foot_menu


def register() -> None:
    sources.add(
        KIND,
        SearchSource("territoire", "territoires", documents_for, all_ids, "territory:territories", icon="map"),
        rank=60,
    )
    facets.add(KIND, Facet("Territoire", names_of))
    file_imports.add("population", FileImport("Population (Statbel)", import_population_file))
    reference_loaders.add("territory", ReferenceLoader("Territoires", load_reference), rank=20)
    foot_menu.add("territory", MenuEntry("Territoires", "territory:territories", "/territoires/"), rank=10)
    timers.add("territory.containment", Timer("Composition des zones", rebuild_containment))
