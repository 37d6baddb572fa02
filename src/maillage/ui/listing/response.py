"""The answers of a list: page, HTMX partial, XLSX, CSV, a sheet to print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify

from maillage.core.readers import Reader
from maillage.core.tables import CSV_TYPE, XLSX_TYPE, Column, csv_bytes, xlsx_bytes
from maillage.records.clock import today
from maillage.records.requests import reader_of
from maillage.ui.listing.asked import Asked, asked_of
from maillage.ui.listing.declaration import ListColumn, Listing
from maillage.ui.listing.shown import columns_for, page_of, rows_asked, rows_of

PARTIAL_TARGET = "liste"
CHUNK = 1_000
MOST_PRINTED = 2_000


def listing_response(
    request: HttpRequest,
    listing: Listing,
    queryset: QuerySet[Any],
    *,
    template: str = "ui/listing/page.html",
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """What the address asks for. `queryset`: what the reader may see, with its related rows selected."""
    asked = asked_of(request, listing)
    reader = reader_of(request)
    if asked.format in {"xlsx", "csv"}:
        return _file(listing, asked, rows_asked(listing, asked, queryset), reader)
    if asked.format == "impression":
        return _to_print(request, listing, asked, queryset, reader)
    shown = {**(context or {}), "listing": page_of(listing, asked, queryset, reader)}
    response = render(request, "ui/listing/list.html" if swaps_the_list(request) else template, shown)
    response.headers["Vary"] = ", ".join(filter(None, (response.headers.get("Vary"), "HX-Request")))
    return response


def swaps_the_list(request: HttpRequest) -> bool:
    htmx: Any = getattr(request, "htmx", None)
    return bool(htmx) and htmx.target == PARTIAL_TARGET and not htmx.history_restore_request


def _file(listing: Listing, asked: Asked, rows: QuerySet[Any], reader: Reader) -> HttpResponse:
    columns = columns_for(listing, reader, on_screen=False)
    heads = [Column(column.label, column.kind) for column in columns]
    if asked.format == "xlsx":
        body, kind = xlsx_bytes(listing.title, heads, _values(listing, columns, rows)), XLSX_TYPE
    else:
        body, kind = csv_bytes(heads, _values(listing, columns, rows)), CSV_TYPE
    name = f"{slugify(listing.title) or 'liste'}-{today().isoformat()}.{asked.format}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=kind, headers=headers)


def _values(listing: Listing, columns: list[ListColumn], rows: QuerySet[Any]) -> Iterator[list[Any]]:
    found = rows.iterator(chunk_size=CHUNK)
    while part := list(islice(found, CHUNK)):
        listing.complete(part)
        for row in part:
            yield [column.exported(row) for column in columns]


def _to_print(
    request: HttpRequest, listing: Listing, asked: Asked, queryset: QuerySet[Any], reader: Reader
) -> HttpResponse:
    """Every row on paper, without the frame of the site."""
    page = page_of(listing, asked, queryset, reader)
    columns = columns_for(listing, reader, on_screen=True)
    rows = rows_of(listing, columns, rows_asked(listing, asked, queryset)[:MOST_PRINTED])
    context = {
        "listing": page,
        "rows": rows,
        "day": today(),
        "cut": page.count > MOST_PRINTED,
        "back": page.asked.as_format("").address(),
    }
    return render(request, "ui/listing/print.html", context)
