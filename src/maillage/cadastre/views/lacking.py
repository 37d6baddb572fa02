"""« À compléter »: what sheets lack, and which are to be confirmed; for who coordinates. Never a grade, never a ranking."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from maillage.cadastre.models import Offer
from maillage.cadastre.queries.lacking import (
    Lack,
    held_in,
    hidden_on,
    lack_counts,
    lacks_on,
    lacks_shown,
    of_members,
    offers_to_complete,
    to_confirm_on,
)
from maillage.cadastre.views.doors import keep_page_of, page_of
from maillage.core.freshness import Freshness, freshness_on
from maillage.core.readers import COORDINATORS, Reader
from maillage.network.models import Space
from maillage.records.clock import today
from maillage.records.requests import reader_of
from maillage.territory.models import Territory
from maillage.ui.doors import let_in
from maillage.ui.listing import ColumnKind, Filter, ListColumn, Listing, Option, listing_response

AGES = {
    Freshness.FRESH: "",
    Freshness.TO_CONFIRM: "à confirmer",
    Freshness.NEVER: "jamais confirmée",
    Freshness.STALE: "hors de la recherche publique",
}


@require_safe
def to_complete(request: HttpRequest) -> HttpResponse:
    """`/cours-et-services/a-completer/`."""
    let_in(request, "cadastre.coordinate")
    reader, day = reader_of(request), today()
    found = offers_to_complete(reader, day)
    context = {"sentences": sentences_of(lack_counts(found, day), f"{request.path}?")}
    template = "cadastre/keeping/to_complete.html"
    return listing_response(
        request, listing_of(request, reader, day), found, template=template, context=context
    )


def sentences_of(counts: list[tuple[Lack, int]], address: str) -> list[tuple[str, str]]:
    """« 12 offres sans horaire », each with the address of the list narrowed to them."""
    return [
        (
            ngettext("%(n)s offre %(without)s", "%(n)s offres %(without)s", count)
            % {"n": count, "without": lack.without},
            f"{address}manque={lack.key}",
        )
        for lack, count in counts
    ]


def listing_of(request: HttpRequest, reader: Reader, day: dt.date) -> Listing:
    return Listing(
        title="Offres à compléter",
        lead="Ce qui manquerait à quelqu’un qui cherche une place : à demander aux opérateurs.",
        nothing="Rien à compléter",
        one="offre à compléter",
        many="offres à compléter",
        audience=COORDINATORS,
        columns=(
            ListColumn("offre", "Offre", "title", sort="sort_title", link=page_of),
            ListColumn(
                "operateur",
                "Opérateur",
                "organisation.name",
                sort=("organisation__sort_name", "sort_title"),
                link=lambda row: keep_page_of(row.organisation),
            ),
            ListColumn("manque", "Ce qui manque", lambda row: lacks_shown(row, day)),
            ListColumn(
                "confirmee",
                "Confirmée",
                "confirmed_on",
                sort="confirmed_on",
                kind=ColumnKind.DAY,
                show=lambda row: _confirmed(row, day),
            ),
            ListColumn(
                "telephone",
                "Téléphone",
                _phone,
                show=lambda row: _phone(row).replace(" ", "\u00a0"),
            ),
            ListColumn(
                "courriel",
                "Adresse e-mail",
                lambda row: row.email or row.organisation.email,
                on_screen=False,
            ),
        ),
        filters=_filters(request, reader, day),
        search=("sort_title", "organisation__sort_name"),
        default_sort="operateur",
        empty_hint="Toutes les offres disent ce qu’il faut, et ont été confirmées dans l’année.",
    )


def _filters(request: HttpRequest, reader: Reader, day: dt.date) -> tuple[Filter, ...]:
    ages = (
        Option("12", "à confirmer (12 mois)", to_confirm_on(day) & ~hidden_on(day)),
        Option("24", "hors de la recherche publique (24 mois)", hidden_on(day)),
    )
    return (
        Filter(
            "manque",
            "Ce qui manque",
            options=tuple(Option(lack.key, lack.label, lack.condition) for lack in lacks_on(day)),
        ),
        Filter("fiche", "Fiche", options=ages),
        Filter(
            "operateur",
            "Opérateur",
            field="organisation__uid",
            label_field="organisation__name",
            as_select=True,
        ),
        Filter(
            "espace",
            "Plateforme ou groupe",
            choices=lambda: list(
                Space.objects.visible_to(reader)
                .as_of(day)
                .order_by("sort_name", "pk")
                .values_list("uid", "name")
            ),
            apply=lambda rows, uid: _of_space(rows, uid, reader, day),
            as_select=True,
        ),
        Filter(
            "territoire",
            "Territoire",
            choices=lambda: _places(request),
            apply=lambda rows, uid: held_in(rows, Territory.objects.defer("shape").get(uid=uid), day),
            as_select=True,
        ),
    )


def _of_space(rows: Any, uid: str, reader: Reader, day: dt.date) -> Any:
    return of_members(rows, Space.objects.get(uid=uid), reader, day)


def _places(request: HttpRequest) -> list[tuple[str, str]]:
    """Regions and provinces, and the territory that a link brought along."""
    asked = request.GET.get("territoire", "")[:20].replace("\x00", "")
    broad = Q(level__in=(Territory.Level.REGION, Territory.Level.PROVINCE))
    found = Territory.objects.as_of().filter(broad | Q(uid=asked)).order_by("sort_name", "pk")
    return list(found.values_list("uid", "name"))


def _confirmed(row: Any, day: dt.date) -> Any:
    """Words, never colour alone."""
    said = AGES[freshness_on(row.confirmed_on, day).grade]
    written = f"{row.confirmed_on:%d/%m/%Y}" if row.confirmed_on else ""
    return format_html('<span class="tag warn">{}</span> {}', said, written) if said else written


def _phone(offer: Offer) -> str:
    return offer.phone or offer.organisation.phone
