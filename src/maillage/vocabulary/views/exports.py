"""Downloads of a scheme: XLSX, CSV, SKOS."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from maillage.core.tables import CSV_TYPE, XLSX_TYPE, csv_bytes, xlsx_bytes
from maillage.vocabulary.exports import skos_of, table_of
from maillage.vocabulary.models import Scheme

TURTLE_TYPE = "text/turtle; charset=utf-8"


def export_scheme(request: HttpRequest, uid: str, kind: str) -> HttpResponse:
    """`kind`: xlsx, csv or ttl."""
    del request
    scheme = get_object_or_404(Scheme.objects.select_related("replaces"), uid=uid)
    if kind == "xlsx":
        body: bytes | str = xlsx_bytes(scheme.name, *table_of(scheme))
    elif kind == "csv":
        body = csv_bytes(*table_of(scheme))
    elif kind == "ttl":
        body = skos_of(scheme)
    else:
        raise Http404
    types = {"xlsx": XLSX_TYPE, "csv": CSV_TYPE, "ttl": TURTLE_TYPE}
    headers = {"Content-Disposition": f'attachment; filename="{scheme.code}.{kind}"'}
    return HttpResponse(body, content_type=types[kind], headers=headers)
