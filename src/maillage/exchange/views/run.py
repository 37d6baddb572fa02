"""The page of an import, whatever its state: progress, preview, result; and the buttons that move it on."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from maillage.core.transitions import TransitionRefused
from maillage.exchange import actions, states
from maillage.exchange.models import ImportRow, ImportRun
from maillage.exchange.queries import (
    PREVIEW_FILTERS,
    RESULT_FILTERS,
    RowFilter,
    choices_of,
    filter_counts,
    preview_counts,
    rows_of,
)
from maillage.exchange.views.columns import AT_ONCE, SMALL
from maillage.exchange.views.doors import back_to, importer_of, run_of, say
from maillage.exchange.work import carry_on
from maillage.records.actions import NotAllowed
from maillage.records.requests import reader_of
from maillage.ui.templatetags.components import Tab

PER_PAGE = 50
SLICE = 1.5
"""Seconds of work that a page may do itself when it asks how far things are."""


def run(request: HttpRequest, uid: str) -> HttpResponse:
    found = run_of(request, uid)
    if found.is_working:
        return render(request, "exchange/progress.html", {"run": found})
    if found.state == states.UPLOADED:
        if found.problem:
            messages.error(request, found.problem)
        return redirect(
            "exchange:columns" if found.file else "exchange:imports", *([uid] if found.file else [])
        )
    if found.state == states.PREVIEWED:
        return _preview(request, found)
    return _result(request, found)


def _preview(request: HttpRequest, found: ImportRun) -> HttpResponse:
    page, tabs = _rows(request, found, PREVIEW_FILTERS)
    context = {
        "run": found,
        "importer": importer_of(found),
        "counts": preview_counts(found),
        "page": page,
        "lines": [(row, choices_of(row)) for row in page],
        "tabs": tabs,
        "shown": request.GET.get("montrer", ""),
    }
    return render(request, "exchange/preview.html", context)


def _result(request: HttpRequest, found: ImportRun) -> HttpResponse:
    importer, reader = importer_of(found), reader_of(request)
    page, tabs = _rows(request, found, RESULT_FILTERS)
    there = [row.object_id for row in page if row.object_id and row.outcome != ImportRow.Outcome.UNDONE]
    links = importer.links(there, reader)
    offers = [(one, one.choices(reader)) for one in importer.follow_ups] if found.may_be_undone else []
    context = {
        "run": found,
        "importer": importer,
        "counts": filter_counts(found, RESULT_FILTERS),
        "page": page,
        "lines": [(row, links.get(row.object_id or 0, "")) for row in page],
        "tabs": tabs,
        "offers": [(one, choices) for one, choices in offers if choices],
        "shown": request.GET.get("montrer", ""),
    }
    return render(request, "exchange/result.html", context)


def _rows(
    request: HttpRequest, found: ImportRun, filters: tuple[RowFilter, ...]
) -> tuple[Page[ImportRow], list[Tab]]:
    """The page asked for, and the filters as links; those that would show nothing are left out."""
    shown = request.GET.get("montrer", "")
    counts = filter_counts(found, filters)
    base = reverse("exchange:run", args=[found.uid])
    tabs = [
        Tab(one.label, f"{base}?montrer={one.key}" if one.key else base, one.key == shown, counts[one.key])
        for one in filters
        if counts[one.key] or not one.key or one.key == shown
    ]
    return Paginator(rows_of(found, filters, shown), PER_PAGE).get_page(request.GET.get("page")), tabs


@require_POST
def advance(request: HttpRequest, uid: str) -> HttpResponse:
    """How far is it? Does a little of the work itself, so that an installation without a worker gets there too."""
    found = run_of(request, uid)
    if found.is_working:
        carry_on(found, seconds=SLICE)
    if not request.headers.get("HX-Request"):
        return back_to(found)
    if found.is_working:
        return render(request, "exchange/progress_bar.html", {"run": found})
    response = HttpResponse()
    response["HX-Redirect"] = reverse("exchange:run", args=[found.uid])
    return response


@require_POST
def confirm(request: HttpRequest, uid: str) -> HttpResponse:
    found = run_of(request, uid)
    return _moved_on(request, found, lambda: actions.confirm_import(by=reader_of(request), run=found))


@require_POST
def refuse(request: HttpRequest, uid: str) -> HttpResponse:
    found = run_of(request, uid)
    try:
        actions.refuse_import(by=reader_of(request), run=found)
    except TransitionRefused as refusal:
        say(request, refusal)
        return back_to(found)
    messages.success(request, "L’import est abandonné : rien n’a été enregistré, le fichier est effacé.")
    return redirect("exchange:imports")


def take_back(request: HttpRequest, uid: str) -> HttpResponse:
    """Says what will happen, then does it."""
    found = run_of(request, uid)
    if request.method == "POST":
        return _moved_on(request, found, lambda: actions.take_back_import(by=reader_of(request), run=found))
    if not found.may_be_undone:
        return back_to(found)
    context = {"run": found, "importer": importer_of(found), "counts": filter_counts(found, RESULT_FILTERS)}
    return render(request, "exchange/take_back.html", context)


@require_POST
def follow_up(request: HttpRequest, uid: str, key: str) -> HttpResponse:
    found = run_of(request, uid)
    chosen = next((one for one in importer_of(found).follow_ups if one.key == key), None)
    if chosen is None:
        raise Http404
    choice = request.POST.get("choice", "")
    try:
        made = actions.add_follow_up(by=reader_of(request), run=found, follow_up=chosen, choice=choice)
    except NotAllowed:
        messages.warning(request, "Choisissez dans la liste.")
    except (TransitionRefused, ValidationError) as refusal:
        messages.warning(request, " ".join(getattr(refusal, "messages", [str(refusal)])))
    else:
        label = dict(chosen.choices(reader_of(request))).get(choice, "")
        text = (
            f"C’est fait : {made} dans « {label} »." if made else f"Elles étaient déjà toutes dans « {label} »."
        )
        messages.success(request, text)
    return back_to(found)


def _moved_on(request: HttpRequest, found: ImportRun, move: Callable[[], object]) -> HttpResponse:
    """Small imports are done at once, larger ones go on while the person leaves the page."""
    try:
        move()
    except TransitionRefused as refusal:
        say(request, refusal)
    else:
        if found.total <= SMALL:
            carry_on(found, seconds=AT_ONCE)
    return back_to(found)
