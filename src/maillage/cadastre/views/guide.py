"""« Le guide en PDF »: every answer of a search as a booklet."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.text import slugify

from maillage.cadastre.documents.guide import By, Cover, guide_pdf
from maillage.cadastre.queries.outgoing import every_answer
from maillage.cadastre.views.asking import Wanted
from maillage.cadastre.views.shown import search_in_words, where_in_words
from maillage.records.clock import today
from maillage.records.requests import reader_of
from maillage.ui.allowance import Allowance
from maillage.ui.errors import too_many

MOST_OFFERS = 3_000
PDF_TYPE = "application/pdf"
allowance = Allowance(per_minute=6)
"""A booklet costs seconds."""


def guide_of_search(request: HttpRequest, wanted: Wanted, operators: Mapping[str, str]) -> HttpResponseBase:
    """`?format=guide`, by type of course and service; `&par=theme` by theme. Too long a guide is refused, with advice."""
    wait = allowance.wait_of(request)
    if wait:
        return too_many(request, wait_seconds=wait)
    day = today()
    found = every_answer(wanted.question(), reader_of(request), day, most=MOST_OFFERS)
    if not found.count:
        return redirect(wanted.address())
    if found.cut:
        context = {"count": found.count, "most": MOST_OFFERS, "back": wanted.address()}
        return render(request, "cadastre/search/too_long.html", context, status=400)
    where = where_in_words(wanted)
    cover = Cover(
        territory=_as_title(where) or "Toute l’offre",
        asked=[words for words in search_in_words(wanted, operators) if words != where],
        centre=settings.PUBLISHER or "Maillage",
        site=settings.SITE_URL,
        day=day,
    )
    by = By.THEME if request.GET.get("par") == By.THEME else By.TYPE
    name = f"guide-{slugify(where) or 'cours-et-services'}-{day.isoformat()}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(guide_pdf(found.whole(), cover, by), content_type=PDF_TYPE, headers=headers)


def _as_title(where: str) -> str:
    """« à 5 km de Seraing » → « À 5 km de Seraing »."""
    return where[:1].upper() + where[1:]
