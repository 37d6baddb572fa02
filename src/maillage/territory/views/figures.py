"""Importing the population of a year, and seeing where every figure comes from: for administrators."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from maillage.records.actions import may
from maillage.records.file_imports import RefusedFile
from maillage.records.requests import reader_of
from maillage.territory.actions.figures import CannotWithdraw, import_population, withdraw_figures
from maillage.territory.forms import PopulationForm
from maillage.territory.imports.statbel import read_structure
from maillage.territory.models import FigureSource


@require_http_methods(["GET", "HEAD", "POST"])
def population(request: HttpRequest) -> HttpResponse:
    _administrators_only(request)
    form = PopulationForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            source = import_population(
                by=reader_of(request),
                structure=read_structure(file.file, name=file.name),
                file_name=file.name,
                control_total=form.cleaned_data["control_total"],
            )
        except RefusedFile as refused:
            form.add_error("file", _("%(reason)s Rien n’a été importé.") % {"reason": refused})
        else:
            said = _("La population au 1er janvier %(year)s est importée, total vérifié.") % {
                "year": source.day.year
            }
            messages.success(request, said)
            return redirect("territory:population")
    sources = FigureSource.objects.order_by("-day", "status", "-imported_at").select_related("indicator")
    return render(request, "territory/population.html", {"form": form, "sources": sources})


@require_POST
def withdraw_population(request: HttpRequest, uid: str) -> HttpResponse:
    _administrators_only(request)
    source = get_object_or_404(FigureSource, uid=uid)
    try:
        withdraw_figures(by=reader_of(request), source=source)
    except CannotWithdraw as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("L’import est annulé ; les chiffres d’avant sont de nouveau en vigueur."))
    return redirect("territory:population")


def _administrators_only(request: HttpRequest) -> None:
    if not may(reader_of(request), "territory.import_figures"):
        raise Http404
