"""THE list of every room: declared once, answered as a page, an HTMX partial, XLSX, CSV or a sheet to print.

    ORGANISATIONS = Listing(
        title="Annuaire",
        nothing="Aucune organisation", one="organisation", many="organisations",
        columns=(
            ListColumn("nom", "Nom", "name", sort="sort_name", link=lambda row: row.url),
            ListColumn("statut", "Statut", "get_ownership_display", sort="ownership"),
            ListColumn("confirmee", "Confirmée", "confirmed_on", sort="confirmed_on", kind=ColumnKind.DAY,
                       show=lambda row: freshness_tag(row.confirmed_on)),
            ListColumn("courriel", "Courriel", "email", on_screen=False, needs=(MEMBERS,)),
        ),
        filters=(
            Filter("statut", "Statut", field="ownership", choices=Organisation.Ownership.choices),
            Filter("secteur", "Secteur", field="main_sector__notation", label_field="main_sector__name"),
            Filter("fiche", "Fiche", options=(Option("a-confirmer", "à confirmer", Q(confirmed_on__lt=limit)),)),
        ),
        search=("sort_name",),
    )

    def organisations(request):
        found = Organisation.objects.visible_to(request.reader).select_related("main_sector")
        return listing_response(request, ORGANISATIONS, found)

The queryset is already cut to what the reader may see and carries its `select_related` and `prefetch_related`: the
number of queries is constant (one count, one page, one for each filter with counts, one for each prefetch).
Addresses: `?q=` words, one parameter for each filter, `?tri=nom` or `?tri=-nom`, `?page=`, and
`?format=xlsx`, `csv` or `impression`. What is not known is left aside; a page too far shows the last one.
A listing that depends on the day or the reader is made by a function; `keeps` names the parameters it reads (« au »).
A page of its own extends `ui/listing/page.html` (blocks `before`, `head`, `aside_filters`) and is given as `template`;
`rows_template` draws the rows otherwise than as a table (it gets `listing.rows`, each with `.object` and `.cells`).
"""

from maillage.core.tables import ColumnKind
from maillage.ui.listing.asked import Asked
from maillage.ui.listing.declaration import Filter, ListColumn, Listing, Option
from maillage.ui.listing.response import listing_response
from maillage.ui.listing.shown import ListingPage, page_of

__all__ = [
    "Asked",
    "ColumnKind",
    "Filter",
    "ListColumn",
    "Listing",
    "ListingPage",
    "Option",
    "listing_response",
    "page_of",
]
