"""What this room adds to lower ones, and to its own registries: spaces."""

import datetime as dt

from maillage.accounts.registries import (
    LinkPurpose,
    PersonalData,
    Retention,
    key_sources,
    link_purposes,
    personal_data,
    retention,
)
from maillage.network.actions.membership_mail import follow_audience
from maillage.network.actions.requests import forget_unanswered_requests
from maillage.network.actions.space_followers import (
    charges_of,
    close_charges,
    follow_succession,
    hand_over_charge,
    undo_succession,
)
from maillage.network.actions.space_personal import erase_places, export_places
from maillage.network.panels import (
    centre_panel,
    competences_panel,
    desk_lines_of_spaces,
    joined,
    own_space_panel,
    sheet_confirmed,
    spaces_here_panel,
    spaces_of_organisation_panel,
)
from maillage.network.queries.grid import accreditations, functions, sectors
from maillage.network.queries.space_documents import KIND, all_space_ids, documents_of_spaces, names_of_themes
from maillage.network.queries.space_keys import keys_of_spaces
from maillage.network.registries import (
    DepartureFollower,
    MergeFollower,
    WhoDoesWhat,
    audience_followers,
    departure_followers,
    desk_lines,
    last_signs,
    merge_followers,
    organisation_panels,
    who_does_what_columns,
)
from maillage.network.rules.spaces import INVITATION_LINK
from maillage.search.registries import Facet, SearchSource, facets, sources
from maillage.territory.registries import COMPETENCE, territory_panels
from maillage.ui.menu import MenuEntry, menu
from maillage.ui.registries import PrivacyPurpose, privacy_purposes

INVITATION_LIFETIME = dt.timedelta(days=60)

REQUESTS = PrivacyPurpose(
    title="Répondre à qui demande à participer à une plateforme ou à un groupe",
    data="nom, organisation, adresse e-mail, mot d’accompagnement",
    basis="mission d’intérêt public ou intérêt légitime (RGPD, articles 6.1.e et 6.1.f)",
    kept="jusqu’à la réponse ; 12 mois si personne ne répond",
    seen_by="les organisateurs et les membres de l’espace",
)


def register() -> None:
    key_sources.add("spaces", keys_of_spaces)
    personal_data.add("spaces", PersonalData("Plateformes et groupes", export_places, erase_places), rank=40)
    retention.add(
        "requests",
        Retention(
            "Demandes de participation restées sans réponse",
            "elles n’attendent plus rien",
            "12 mois sans réponse",
            forget_unanswered_requests,
        ),
    )
    privacy_purposes.add("network.requests", REQUESTS, rank=35)
    link_purposes.add(
        INVITATION_LINK,
        LinkPurpose("répondre à une invitation", "network:invitation_by_link", INVITATION_LIFETIME),
    )
    audience_followers.add("messages", follow_audience)
    departure_followers.add("spaces", DepartureFollower(charges_of, close_charges, hand_over_charge))
    merge_followers.add("spaces", MergeFollower(follow_succession, undo_succession))
    organisation_panels.add("own_space", own_space_panel, rank=10)
    organisation_panels.add("spaces", spaces_of_organisation_panel, rank=20)
    organisation_panels.add("competences", competences_panel, rank=30)
    territory_panels.add(COMPETENCE, centre_panel, rank=10)
    territory_panels.add("spaces", spaces_here_panel, rank=40)
    who_does_what_columns.add("secteurs", WhoDoesWhat("Secteurs", sectors), rank=10)
    who_does_what_columns.add("agrements", WhoDoesWhat("Agréments", accreditations), rank=20)
    who_does_what_columns.add("fonctions", WhoDoesWhat("Métiers", functions), rank=30)
    last_signs.add("membership", joined)
    last_signs.add("sheet", sheet_confirmed)
    desk_lines.add("spaces", desk_lines_of_spaces)
    sources.add(
        KIND,
        SearchSource(
            "plateforme ou groupe",
            "plateformes et groupes",
            documents_of_spaces,
            all_space_ids,
            list_url_name="network:spaces",
            icon="user-group",
        ),
    )
    facets.add("theme", Facet("Thème", names_of_themes))
    menu.add("spaces", MenuEntry("Plateformes et groupes", "network:spaces", "/plateformes/"), rank=20)
