"""Outlines of communes for the maps that one moves: kept for a year by browsers, since their address names their version."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from maillage.territory.queries.outlines import Area, areas
from maillage.ui.middleware import PUBLIC

FOR_EVER = "public, max-age=31536000, immutable"


@gzip_page
@require_safe
def outlines(request: HttpRequest, uid: str) -> HttpResponseBase:
    """`/territoires/<province>/limites.json?v=<version>`: GeoJSON of its communes; 404 where none is drawn."""
    area = areas().get(uid)
    if area is None:
        msg = "no outline here"
        raise Http404(msg)
    etag = quote_etag(area.version)
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(area.body, content_type="application/geo+json")
    response["ETag"] = etag
    response["Cache-Control"] = FOR_EVER if request.GET.get("v") == area.version else PUBLIC
    return response


def address_of(area: Area) -> str:
    return f"{reverse('territory:outlines', args=[area.uid])}?v={area.version}"
