"""The lists behind a figure of the coverage table: the sessions counted, and for those who may, the statements."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from maillage.cadastre.models import ExpressedDemand, OfferSession
from maillage.cadastre.queries.coverage import Coverage, coverage_of, levels_in_order, narrowed_supplies
from maillage.cadastre.queries.demand import demand_list
from maillage.cadastre.queries.stock import publics, stock_on
from maillage.cadastre.views.coverage_question import KEPT, Asked, asked_of, ground_asked
from maillage.cadastre.views.demand_listing import demand_listing
from maillage.core.readers import COORDINATORS, PUBLIC
from maillage.records.actions import may
from maillage.records.requests import reader_of
from maillage.ui.days import in_words
from maillage.ui.listing import ColumnKind, ListColumn, Listing, listing_response


@require_safe
def counted_sessions(request: HttpRequest) -> HttpResponse:
    """The sessions that a figure counts, or those left out because nobody said how many places they have."""
    found, asked = _coverage(request)
    keys = {row.uid: row.pk for row in found.ground.rows}
    ids = _unsized(found, asked) if asked.unsized else found.behind(asked.line, asked.column, keys)[1]
    rows = (
        OfferSession.objects.filter(pk__in=ids)
        .select_related("offer__organisation", "site__territory")
        .defer("site__territory__shape")
        .prefetch_related("offer__levels__entry", "offer__levels__exit")
    )
    context = {"back": asked.but(line="", column="", unsized=False).address()}
    return listing_response(
        request, _sessions(found, asked), rows, template="cadastre/coverage/behind.html", context=context
    )


@require_safe
def counted_demands(request: HttpRequest) -> HttpResponse:
    """The statements that a figure counts: for those who coordinate; nobody else has this page."""
    if not may(reader_of(request), "cadastre.see_small_counts"):
        raise Http404
    found, asked = _coverage(request)
    keys = {row.uid: row.pk for row in found.ground.rows}
    ids = found.behind(asked.line, asked.column, keys)[0]
    rows = demand_list(ExpressedDemand.objects.visible_to(reader_of(request)).filter(pk__in=ids))
    listing = demand_listing(
        title="Demandes comptées", lead=_about(found, asked), audience=COORDINATORS, keeps=KEPT, filters=()
    )
    context = {"back": asked.but(line="", column="").address()}
    return listing_response(request, listing, rows, template="cadastre/coverage/behind.html", context=context)


def _coverage(request: HttpRequest) -> tuple[Coverage, Asked]:
    reader, asked = reader_of(request), asked_of(request)
    stock = stock_on(asked.day)
    ground = ground_asked(asked, stock, reader)
    if ground is None:
        raise Http404
    return coverage_of(ground, asked.wish, stock, reader, levels_in_order()), asked


def _unsized(found: Coverage, asked: Asked) -> list[int]:
    inside = [one for one in stock_on(asked.day).unsized if one.territory in found.ground.inside]
    return [int(str(one.key)) for one in narrowed_supplies(inside, found.wish, publics())]


def _about(found: Coverage, asked: Asked) -> str:
    """« Seraing, niveau O1, au 3 mars 2026 »: what the figure that was clicked is about."""
    names = {row.uid: row.name for row in found.ground.rows}
    parts = [names.get(asked.line, found.ground.name)]
    if asked.column:
        parts.append("niveau non précisé" if asked.column == "autre" else f"niveau {asked.column}")
    return f"{', '.join(parts)}, au {in_words(asked.day)}."


def _sessions(found: Coverage, asked: Asked) -> Listing:
    return Listing(
        title="Sessions sans nombre de places" if asked.unsized else "Sessions comptées",
        lead=_about(found, asked),
        audience=PUBLIC,
        nothing="Aucune session",
        one="session",
        many="sessions",
        columns=(
            ListColumn("cours", "Cours", "offer.title", sort="offer__sort_title", link=_offer_url),
            ListColumn(
                "operateur",
                "Opérateur",
                "offer.organisation.name",
                sort="offer__organisation__sort_name",
                link=_operator_url,
            ),
            ListColumn("lieu", "Lieu", _place),
            ListColumn("niveaux", "Niveaux", lambda row: ", ".join(map(str, row.offer.levels.all()))),
            ListColumn("du", "Du", "first_day", sort="first_day", kind=ColumnKind.DAY),
            ListColumn("au-jour", "Au", "last_day", sort="last_day", kind=ColumnKind.DAY),
            ListColumn("places", "Places ouvertes", "capacity", sort="capacity", kind=ColumnKind.NUMBER),
        ),
        keeps=KEPT,
        empty_hint="Aucune session n’entre dans ce chiffre.",
    )


def _place(row: Any) -> str:
    if row.site is not None and row.site.territory is not None:
        return str(row.site.territory.name)
    return "à distance" if row.online else ""


def _operator_url(row: OfferSession) -> str:
    return reverse("network:organisation", args=[row.offer.organisation.address])


def _offer_url(row: OfferSession) -> str:
    try:
        return reverse("cadastre:offer", args=[row.offer.address])
    except NoReverseMatch:
        return ""
