"""What offers add to lower rooms: the entry « Cours et services », what the search finds, panels, the calendar."""

from maillage.cadastre import alerts
from maillage.cadastre.actions.calendar import follow_calendar
from maillage.cadastre.actions.following import follow_sheets, follow_succession, undo_succession
from maillage.cadastre.health.offers import index_problems, offer_problems
from maillage.cadastre.panels.offers import offers_of_operator_panel, offers_on_territory_panel
from maillage.cadastre.queries import documents
from maillage.mailing.registries import digest_sources
from maillage.network.registries import MergeFollower, merge_followers, organisation_panels, sheet_followers
from maillage.records.health import HealthCheck, health_checks
from maillage.records.work import Timer, timers
from maillage.search.registries import SearchSource, sources
from maillage.territory.registries import territory_panels
from maillage.ui.menu import MenuEntry, foot_menu, menu


def register() -> None:
    merge_followers.add("offers", MergeFollower(follow_succession, undo_succession), rank=60)
    sheet_followers.add("offers", follow_sheets)
    entry = MenuEntry(
        "Cours et services", "cadastre:offers", "/cours-et-services/", also=("/fiche-d-orientation/",)
    )
    menu.add("offers", entry, rank=5)
    organisation_panels.add("offers", offers_of_operator_panel, rank=10)
    territory_panels.add("offers", offers_on_territory_panel, rank=15)
    sources.add(
        documents.OFFER,
        SearchSource(
            label="cours ou service",
            label_plural="cours et services",
            documents_for=documents.offer_documents,
            all_ids=documents.all_offer_ids,
            list_url_name="cadastre:offers",
            icon="academic-cap",
        ),
        rank=15,
    )
    health_checks.add("offers", HealthCheck("Offres", offer_problems))
    health_checks.add("offers_index", HealthCheck("Recherche de cours et services", index_problems))
    foot_menu.add(
        "open_data", MenuEntry("Données ouvertes", "cadastre:open_data", "/donnees-ouvertes/"), rank=30
    )
    digest_sources.add(alerts.OFFERS, alerts.source, rank=5)
    timers.add("offers_calendar", Timer("calendrier des offres", follow_calendar))
