"""What organisations add to lower rooms: the entry « Annuaire », what the search finds, the panel of a territory."""

from __future__ import annotations

from maillage.network.queries import documents
from maillage.network.queries.territories import organisations_of
from maillage.records.work import Timer, timers
from maillage.search.actions import index_objects
from maillage.search.registries import Facet, SearchSource, facets, sources
from maillage.territory.registries import territory_panels
from maillage.ui.menu import MenuEntry, menu
from maillage.ui.panels import Panel


def hide_silent_sheets() -> int:
    """Sheets silent for two years leave the public search on that day (invariant 18)."""
    return index_objects(kind=documents.ORGANISATION, ids=documents.gone_silent())


def register() -> None:
    menu.add("organisations", MenuEntry("Annuaire", "network:organisations", "/annuaire/"), rank=10)
    sources.add(
        documents.ORGANISATION,
        SearchSource(
            label="organisation",
            label_plural="organisations",
            documents_for=documents.organisation_documents,
            all_ids=documents.all_organisation_ids,
            list_url_name="network:organisations",
            icon="building-office-2",
        ),
        rank=10,
    )
    facets.add("secteur", Facet("Secteur", documents.sector_names), rank=30)
    timers.add("silent-sheets", Timer("Fiches sans nouvelles depuis deux ans", hide_silent_sheets))
    territory_panels.add(
        "organisations", Panel("network/organisations/territory_panel.html", organisations_of), rank=20
    )
