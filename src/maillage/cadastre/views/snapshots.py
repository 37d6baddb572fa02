"""Screens: the years that were kept, keeping one, taking it again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maillage.cadastre.actions.snapshots import replace_snapshot as do_replace
from maillage.cadastre.actions.snapshots import take_snapshot
from maillage.cadastre.forms.demand import ReplaceSnapshotForm, SnapshotForm
from maillage.cadastre.models import CoverageSnapshot
from maillage.network.views.space_doors import FormScreen, run_form
from maillage.records.requests import reader_of
from maillage.ui.doors import let_in


@require_http_methods(["GET", "HEAD", "POST"])
def snapshots(request: HttpRequest) -> HttpResponse:
    """For those who coordinate; everyone compares with them on the coverage page."""
    let_in(request, "cadastre.take_snapshot")
    screen = FormScreen(
        title=_("Relevés annuels"),
        submit=_("Garder ces chiffres"),
        back=reverse("cadastre:coverage"),
        done="",
        lead=_("Les demandes et les places d’un jour, gardées telles quelles : l’année suivante s’y compare."),
        template="cadastre/coverage/snapshots.html",
    )

    def take(data: dict[str, Any]) -> HttpResponse:
        kept = take_snapshot(by=reader_of(request), day=data["day"], note=data["note"], uid=data["uid"])
        messages.success(request, _("Les chiffres de %(year)s sont gardés.") % {"year": kept.year})
        return redirect("cadastre:snapshots")

    rows = CoverageSnapshot.objects.defer("demands", "supplies")
    return run_form(request, SnapshotForm(request.POST or None), screen, take, context={"snapshots": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def replace_snapshot(request: HttpRequest, year: int) -> HttpResponse:
    let_in(request, "cadastre.take_snapshot")
    row = get_object_or_404(CoverageSnapshot, year=year)
    screen = FormScreen(
        title=_("Remplacer le relevé %(year)s") % {"year": year},
        submit=_("Remplacer"),
        back=reverse("cadastre:snapshots"),
        done=_("Le relevé est remplacé."),
        lead=_("Les chiffres gardés seront repris de ce que Maillage sait aujourd’hui de ce jour-là."),
        template="cadastre/coverage/form.html",
        kind="danger",
    )
    form = ReplaceSnapshotForm(request.POST or None, initial={"version": row.version, "day": row.day})
    return run_form(
        request,
        form,
        screen,
        lambda data: do_replace(
            by=reader_of(request), snapshot=row, seen=data["version"], day=data["day"], note=data["note"]
        ),
        row=row,
    )
