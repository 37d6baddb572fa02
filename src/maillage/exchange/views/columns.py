"""What the columns are: guessed, shown with examples, changed by the person."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from maillage.core.columns import guess_columns
from maillage.core.sheets import Sheet, UnreadableFile
from maillage.core.transitions import TransitionRefused
from maillage.exchange import states
from maillage.exchange.actions import choose_columns
from maillage.exchange.forms import ColumnsForm
from maillage.exchange.models import ImportRun
from maillage.exchange.reading import chosen_sheet, layout_for, sheets_of
from maillage.exchange.views.doors import back_to, importer_of, run_of, say
from maillage.exchange.work import carry_on
from maillage.records.requests import reader_of
from maillage.ui.templatetags.components import Tab

SMALL = 600
"""Rows up to which the preview is prepared at once."""
AT_ONCE = 8.0


def columns(request: HttpRequest, uid: str) -> HttpResponse:
    run = run_of(request, uid)
    if run.state not in {states.UPLOADED, states.PREVIEWED}:
        return back_to(run)
    importer = importer_of(run)
    asked = request.POST if request.method == "POST" else request.GET
    try:
        sheets = sheets_of(run)
    except UnreadableFile as refusal:
        say(request, refusal)
        return back_to(run)
    sheet = chosen_sheet(sheets, asked.get("sheet") or run.sheet)
    run.header_row = _header_row(asked.get("header_row"), run, sheet)
    layout = layout_for(run, sheet, importer.fields)
    guesses = guess_columns(layout, [one.hint for one in importer.fields])
    header = layout.header_row or 0
    start = {"sheet": sheet.name, "header_row": header, **_chosen_before(run, sheet, header)}
    posted = request.method == "POST"
    form = ColumnsForm(
        guesses, importer.fields, importer.required, request.POST if posted else None, initial=start
    )
    if posted and form.is_valid():
        return _to_preview(request, run, form, sheet.name, header, len(layout.rows))
    context = {
        "run": run,
        "importer": importer,
        "form": form,
        "header_row": header,
        "notices": sheet.notices,
        "row_count": len(layout.rows),
        "tabs": _tabs(run, sheets, sheet) if len(sheets) > 1 else [],
        "sheet_name": sheet.name,
    }
    return render(request, "exchange/columns.html", context, status=422 if posted else 200)


def _to_preview(
    request: HttpRequest, run: ImportRun, form: ColumnsForm, sheet: str, header: int, count: int
) -> HttpResponse:
    try:
        choose_columns(by=reader_of(request), run=run, sheet=sheet, header_row=header, mapping=form.mapping())
    except TransitionRefused as refusal:
        say(request, refusal)
        return back_to(run)
    if count <= SMALL:
        carry_on(run, seconds=AT_ONCE)
        if run.problem:
            messages.error(request, run.problem)
    return back_to(run)


def _header_row(asked: str | None, run: ImportRun, sheet: Sheet) -> int | None:
    """The number that the person typed, else the one kept from before for this sheet, else a guess."""
    if asked is not None and asked.isascii() and asked.isdigit() and len(asked) < 7:
        return int(asked)
    return run.header_row if run.sheet == sheet.name else None


def _chosen_before(run: ImportRun, sheet: Sheet, header: int) -> dict[str, str]:
    """Coming back to this page shows what was chosen, not the guess."""
    if not run.mapping or run.sheet != sheet.name or run.header_row != header:
        return {}
    chosen = dict(run.mapping)
    return {f"c{position}": chosen.get(position, "") for position in range(sheet.width)}


def _tabs(run: ImportRun, sheets: list[Sheet], current: Sheet) -> list[Tab]:
    base = reverse("exchange:columns", args=[run.uid])
    return [
        Tab(
            sheet.name,
            f"{base}?{urlencode({'sheet': sheet.name})}",
            sheet.name == current.name,
            len(sheet.rows),
        )
        for sheet in sheets
    ]
