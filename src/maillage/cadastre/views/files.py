"""Every answer of a search as a workbook, as CSV, or on paper."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from maillage.cadastre.models import Offer, Places
from maillage.cadastre.queries.finding import Line
from maillage.cadastre.queries.outgoing import Outgoing, Outgoings, every_answer
from maillage.cadastre.views.asking import Wanted
from maillage.cadastre.views.doors import page_of
from maillage.cadastre.views.facts import conditions_in_words, price_in_words
from maillage.cadastre.views.shown import line_shown, search_in_words
from maillage.core.tables import CSV_TYPE, XLSX_TYPE, Column, ColumnKind, Value, csv_pieces, write_xlsx
from maillage.records.clock import today
from maillage.records.requests import reader_of
from maillage.ui.allowance import Allowance
from maillage.ui.errors import too_many

FORMATS = ("xlsx", "csv", "impression")
MOST_EXPORTED = 10_000
MOST_PRINTED = 2_000
TITLE = "Cours et services"
allowance = Allowance(per_minute=30)
"""Files read far more than a page does."""

TEXT, LONG, NUMBER, DAY, YES_NO = (
    ColumnKind.TEXT,
    ColumnKind.LONG_TEXT,
    ColumnKind.NUMBER,
    ColumnKind.DAY,
    ColumnKind.YES_NO,
)
COLUMNS = (
    Column("Opérateur"),
    Column("Titre"),
    Column("Genre"),
    Column("Type"),
    Column("Niveaux"),
    Column("Horaire", LONG),
    Column("Horaire (OSM)"),
    Column("Lieu"),
    Column("Adresse"),
    Column("Commune"),
    Column("Chez"),
    Column("Du", DAY),
    Column("Au", DAY),
    Column("Entrée"),
    Column("Places"),
    Column("Nombre de places", NUMBER),
    Column("Places au", DAY),
    Column("Prix"),
    Column("Téléphone"),
    Column("Adresse e-mail"),
    Column("S’inscrire"),
    Column("Conditions", LONG),
    Column("Thèmes", LONG),
    Column("Publics", LONG),
    Column("Langues de l’accueil"),
    Column("Accueil des enfants", YES_NO),
    Column("Accessible PMR", YES_NO),
    Column("Fermé jusqu’au", DAY),
    Column("Confirmée le", DAY),
    Column("Page"),
)


def file_of(request: HttpRequest, wanted: Wanted, operators: Mapping[str, str]) -> HttpResponseBase:
    """`?format=xlsx|csv|impression`; 429 for whoever asks too often."""
    wait = allowance.wait_of(request)
    if wait:
        return too_many(request, wait_seconds=wait)
    if request.GET["format"] == "impression":
        return _to_print(request, wanted, operators)
    name = request.GET["format"]
    found = every_answer(wanted.question(), reader_of(request), today(), most=MOST_EXPORTED)
    rows = _rows(found)
    disposition = {
        "Content-Disposition": f'attachment; filename="cours-et-services-{today().isoformat()}.{name}"'
    }
    if name == "csv":
        return StreamingHttpResponse(csv_pieces(COLUMNS, rows), content_type=CSV_TYPE, headers=disposition)
    file = tempfile.TemporaryFile()  # noqa: SIM115 the response closes it once it is sent
    write_xlsx(file, TITLE, COLUMNS, rows)
    file.seek(0)
    return FileResponse(file, content_type=XLSX_TYPE, headers=disposition)


def _to_print(request: HttpRequest, wanted: Wanted, operators: Mapping[str, str]) -> HttpResponse:
    day = today()
    found = every_answer(wanted.question(), reader_of(request), day, most=MOST_PRINTED)
    context = {
        "title": TITLE,
        "asked": search_in_words(wanted, operators),
        "count": found.count,
        "cut": found.cut,
        "most": MOST_PRINTED,
        "lines": (line_shown(Line(shown, None), day) for shown in found.lines()),
        "day": day,
        "back": wanted.address(),
    }
    return render(request, "cadastre/search/print.html", context)


def _rows(found: Outgoings) -> Iterator[list[Value]]:
    for one in found.whole():
        yield _row(one)
    if found.cut:
        said = f"Les {len(found.numbers)} premières réponses sur {found.count} : resserrez la recherche."
        yield [said, *[None] * (len(COLUMNS) - 1)]


def _row(one: Outgoing) -> list[Value]:
    """In the order of `COLUMNS`."""
    shown, offer = one.shown, one.offer
    said: Mapping[str, Any] = shown["places"] or {}
    closed: Mapping[str, Any] = shown["closed"] or {}
    ways = dict(Offer.RegistrationWay.choices)
    return [
        offer.organisation.name,
        offer.title,
        str(offer.get_kind_display()),
        shown["type"],
        ", ".join(shown["levels"]),
        shown["when"],
        shown["opening_hours"],
        shown["site"] or shown["place"],
        shown["where"],
        one.commune,
        shown["host"],
        one.first_day,
        one.last_day,
        shown["entry"],
        str(Places.State(said["state"]).label) if said else "",
        said.get("count"),
        _day(said.get("on")),
        price_in_words(offer),
        shown["phone"],
        shown["email"],
        ", ".join(str(ways[way]) for way in offer.registration_ways if way in ways),
        conditions_in_words(offer),
        ", ".join(term.name for term in offer.themes.all()),
        ", ".join(term.name for term in offer.audiences.all()),
        ", ".join(shown["languages"]),
        offer.child_care,
        offer.wheelchair,
        _day(closed.get("until")),
        offer.confirmed_on,
        f"{settings.SITE_URL}{page_of(offer)}",
    ]


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
