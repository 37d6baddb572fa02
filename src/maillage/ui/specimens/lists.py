"""The list of the style page, made without a database."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core.paginator import Paginator

from maillage.core.tables import ColumnKind
from maillage.records.clock import today
from maillage.ui.listing.asked import Asked
from maillage.ui.listing.declaration import ListColumn, Listing
from maillage.ui.listing.shown import Chip, Facet, FacetChoice, Header, ListingPage, rows_of


@dataclass(frozen=True, slots=True)
class Place:
    name: str
    commune: str
    members: int
    confirmed_on: dt.date


def list_specimen() -> ListingPage:
    columns = (
        ListColumn("nom", "Nom", "name", sort="name", link=lambda row: "#"),  # noqa: ARG005
        ListColumn("commune", "Commune", "commune", sort="commune"),
        ListColumn("confirmee", "Confirmée", "confirmed_on", kind=ColumnKind.DAY),
        ListColumn("membres", "Membres", "members", kind=ColumnKind.NUMBER),
    )
    listing = Listing("Liste", "Aucune organisation", "organisation", "organisations", columns)
    names = ("Atelier Lire Ensemble", "École du soir des Coteaux", "La Passerelle", "Les Mots Passeurs")
    places = [Place(name, "Trois-Rives (exemple)", rank * 7, today()) for rank, name in enumerate(names, 1)]
    choices = [
        FacetChoice("a", "associatif", "#", 31, current=True),
        FacetChoice("p", "public", "#", 10, current=False),
    ]
    return ListingPage(
        listing=listing,
        asked=Asked("/style/", q="mots", chosen={"statut": "a"}, page="2"),
        count=31,
        sentence=listing.sentence(31),
        headers=[
            Header("Nom", "#", "ascending", right=False),
            Header("Commune", "#", "", right=False),
            Header("Confirmée", "", "", right=False),
            Header("Membres", "#", "", right=True),
        ],
        rows=rows_of(listing, list(columns), places),
        chips=[Chip("« mots »", "#"), Chip("Statut : associatif", "#")],
        facets=[Facet("statut", "Statut", choices, as_select=False, any_label="tous", any_value="")],
        page=Paginator(range(12 * 50), 50).page(2),
        has_search=True,
    )
