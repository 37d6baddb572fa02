"""Screens: which centre is competent where, on a day, with its source (A11)."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from maillage.core.readers import COORDINATORS, Reader
from maillage.network.actions import competence as actions
from maillage.network.forms.around import CompetenceForm
from maillage.network.forms.memberships import LastDayForm
from maillage.network.models import CompetenceTerritory
from maillage.network.queries.competence import competent_around
from maillage.network.views.space_doors import FormScreen, organisation_url, run_form
from maillage.records.actions import action, may
from maillage.records.requests import reader_of
from maillage.territory.models import Territory
from maillage.ui.days import day_asked
from maillage.ui.doors import let_in
from maillage.ui.listing import ColumnKind, ListColumn, Listing, listing_response


def competences(request: HttpRequest) -> HttpResponse:
    """« Centres compétents », au a chosen date."""
    reader, day = reader_of(request), day_asked(request)
    rows = (
        CompetenceTerritory.objects.as_of(day)
        .filter(centre__audience__in=reader.keys)
        .select_related("centre")
        .prefetch_related(Prefetch("territory", Territory.objects.defer("shape")))
    )
    context = {"day": day, "may_edit": may(reader, "network.edit_competence")}
    return listing_response(
        request, _listing(), rows, template="network/spaces/competences.html", context=context
    )


def _end_words(row: CompetenceTerritory) -> str:
    return "" if row.valid_to else "Mettre fin"


def _listing() -> Listing:
    return Listing(
        title="Centres compétents",
        lead="Le centre régional compétent pour chaque territoire, avec sa source.",
        nothing="Aucun ressort noté",
        one="ressort",
        many="ressorts",
        columns=(
            ListColumn("territoire", "Territoire", "territory.name", sort="territory__sort_name"),
            ListColumn("niveau", "Niveau", "territory.get_level_display", sort="territory__level"),
            ListColumn(
                "centre",
                "Centre",
                "centre.name",
                sort="centre__sort_name",
                link=lambda row: organisation_url(row.centre),
            ),
            ListColumn("depuis", "Depuis le", "valid_from", sort="valid_from", kind=ColumnKind.DAY),
            ListColumn("jusque", "Jusqu’au", "valid_to", kind=ColumnKind.DAY),
            ListColumn("source", "Source", "source"),
            ListColumn(
                "fin",
                "",
                _end_words,
                link=lambda row: reverse("network:end_competence", args=[row.uid]),
                in_files=False,
                needs=(COORDINATORS,),
            ),
        ),
        search=competent_around,
        search_label="Commune, territoire ou centre",
        keeps=("au",),
        per_page=100,
        empty_hint="Là où aucune source ne nomme le centre, la page du territoire dit « à compléter ».",
    )


def new_competence(request: HttpRequest) -> HttpResponse:
    """One centre, several territories at once."""
    let_in(request, "network.edit_competence")
    reader = reader_of(request)
    screen = FormScreen(
        title="Noter un centre compétent",
        submit="Enregistrer",
        back=reverse("network:competences"),
        done="C’est noté.",
    )
    return run_form(
        request,
        CompetenceForm(request.POST or None, reader=reader),
        screen,
        lambda data: _declare_all(by=reader, data=data),
        context={"space": None},
    )


@action
def _declare_all(*, by: Reader, data: dict[str, Any]) -> None:
    """All of them or none: a refused territory leaves nothing half written."""
    for territory in data["territories"]:
        actions.declare_competence(
            by=by, centre=data["centre"], territory=territory, source=data["source"], since=data["since"]
        )


def end_competence(request: HttpRequest, row: str) -> HttpResponse:
    """The last day of a competence."""
    let_in(request, "network.edit_competence")
    found = CompetenceTerritory.objects.filter(uid=row).select_related("centre", "territory").first()
    if found is None:
        raise Http404
    screen = FormScreen(
        title=f"{found.centre} n’est plus compétent pour {found.territory}",
        submit="Mettre fin",
        back=reverse("network:competences"),
        done="C’est noté ; la situation d’avant reste lisible à sa date.",
    )
    return run_form(
        request,
        LastDayForm(request.POST or None),
        screen,
        lambda data: actions.end_competence(by=reader_of(request), row=found, last_day=data["last_day"]),
        context={"space": None},
    )
