"""Deciding on rows: many at once in the list, or one with all its cells."""

from __future__ import annotations

import re

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from maillage.core.transitions import TransitionRefused
from maillage.exchange import actions, states
from maillage.exchange.forms import RowForm
from maillage.exchange.models import ImportRow, ImportRun
from maillage.exchange.registries import Previewer
from maillage.exchange.views.doors import back_to, importer_of, run_of, say
from maillage.records.requests import reader_of

_TAKEN = re.compile(r"([0-9]{1,7})-([0-9]{1,3})")
_DECISION = re.compile(r"row-([0-9]{1,7})")


@require_POST
def decide(request: HttpRequest, uid: str) -> HttpResponse:
    run = run_of(request, uid)
    choices = {
        int(found[1]): str(value)
        for name, value in request.POST.items()
        if (found := _DECISION.fullmatch(name))
    }
    try:
        changed = actions.decide_rows(by=reader_of(request), run=run, choices=choices)
        taken = _take(request, run)
    except TransitionRefused as refusal:
        say(request, refusal)
        return back_to(run)
    messages.success(request, taken or _said(changed))
    back = request.POST.get("back", "")
    here = reverse("exchange:run", args=[run.uid])
    safe = back.startswith(here) and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return redirect(back if safe else here)


def _take(request: HttpRequest, run: ImportRun) -> str:
    """« Utiliser … », pressed on one remark of one row; what was chosen elsewhere on the page is kept too."""
    found = _TAKEN.fullmatch(request.POST.get("take", ""))
    row = run.rows.filter(number=int(found[1])).first() if found else None
    if found is None or row is None:
        return ""
    actions.take_suggestion(
        by=reader_of(request), run=run, row=row, flag=int(found[2]), previewer=_previewer(request, run, row)
    )
    return f"Ligne {row.number} corrigée."


def _said(changed: int) -> str:
    if not changed:
        return "Aucun choix n’a changé."
    return "1 ligne modifiée." if changed == 1 else f"{changed} lignes modifiées."


def row(request: HttpRequest, uid: str, number: int) -> HttpResponse:
    run = run_of(request, uid)
    found = get_object_or_404(run.rows, number=number)
    if run.state != states.PREVIEWED:
        return back_to(run)
    importer = importer_of(run)
    posted = request.method == "POST"
    form = RowForm(found, importer.fields, request.POST if posted else None)
    if posted and form.is_valid():
        try:
            actions.correct_row(
                by=reader_of(request),
                run=run,
                row=found,
                cells=form.cells(),
                choice=form.cleaned_data["choice"],
                previewer=_previewer(request, run, found),
            )
        except TransitionRefused as refusal:
            say(request, refusal)
            return back_to(run)
        messages.success(request, f"Ligne {number} enregistrée.")
        return redirect("exchange:row" if found.to_check else "exchange:run", *_where(run, found))
    context = {
        "run": run,
        "row": found,
        "importer": importer,
        "form": form,
        "next": _next_to_check(run, number),
    }
    return render(request, "exchange/row.html", context, status=422 if posted else 200)


def _where(run: ImportRun, found: ImportRow) -> list[object]:
    return [run.uid, found.number] if found.to_check else [run.uid]


def _previewer(request: HttpRequest, run: ImportRun, found: ImportRow) -> Previewer:
    """Knows the rows before this one, as when the file was first looked at."""
    previewer = importer_of(run).previewer(reader_of(request))
    for other in run.rows.filter(number__lt=found.number).order_by("number").iterator(chunk_size=500):
        previewer.remember(other.number, other.values, other.details)
    return previewer


def _next_to_check(run: ImportRun, number: int) -> int | None:
    waiting = run.rows.filter(to_check=True, number__gt=number).order_by("number")
    return waiting.values_list("number", flat=True).first()
