"""« Cours et services »: the public search."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from maillage.cadastre.queries.finding import find_offers
from maillage.cadastre.queries.referrals import titles_on_sheet
from maillage.cadastre.registries import search_links
from maillage.cadastre.views.asking import wanted_of
from maillage.cadastre.views.files import FORMATS, file_of
from maillage.cadastre.views.guide import guide_of_search
from maillage.cadastre.views.shown import shown
from maillage.core.offers.keys import Family
from maillage.network.models import Organisation
from maillage.records.actions import may
from maillage.records.requests import reader_of
from maillage.ui.listing.response import swaps_the_list


@require_safe
def offers(request: HttpRequest) -> HttpResponseBase:
    """`/cours-et-services/`: words, place, filters; never an empty page without a way out."""
    reader = reader_of(request)
    wanted = wanted_of(request.GET)
    asked = wanted.values.get(Family.OPERATOR, ())
    operators = (
        dict(Organisation.objects.visible_to(reader).filter(uid__in=asked).values_list("uid", "name"))
        if asked
        else {}
    )
    if request.GET.get("format") == "guide":
        return guide_of_search(request, wanted, operators)
    if request.GET.get("format") in FORMATS:
        return file_of(request, wanted, operators)
    on_sheet = titles_on_sheet(wanted.sheet, reader) if wanted.sheet else ()
    context = {
        "found": shown(wanted, find_offers(wanted.question(), reader), operators, on_sheet),
        "may_add": may(reader, "cadastre.coordinate"),
        "links": [(one, one.address(urlencode(wanted.pairs()))) for _key, one in search_links.items()],
    }
    swapped = swaps_the_list(request)
    response = render(
        request, "cadastre/search/list.html" if swapped else "cadastre/search/offers.html", context
    )
    response.headers["Vary"] = ", ".join(filter(None, (response.headers.get("Vary"), "HX-Request")))
    return response
