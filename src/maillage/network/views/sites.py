"""Adding and editing the sites of an organisation."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from maillage.network.actions import sites as actions
from maillage.network.forms.sites import EditSiteForm, NewSiteForm, initial_of
from maillage.network.views.writing import Screen, answer, page_of, posted, writable
from maillage.records.requests import reader_of

RULE = "network.edit_sites"


def add_site(request: HttpRequest, uid: str) -> HttpResponse:
    found = writable(request, uid, RULE)
    form = NewSiteForm(posted(request))
    screen = Screen(found, title="Ajouter un lieu", done="Le lieu est ajouté.", back=f"{page_of(found)}#lieux")
    return answer(
        request,
        screen,
        form,
        lambda: actions.add_site(
            by=reader_of(request),
            organisation=found,
            fields=form.fields_given(),
            uid=form.cleaned_data["uid"],
        ),
    )


def edit_site(request: HttpRequest, uid: str, site: str) -> HttpResponse:
    found = writable(request, uid, RULE)
    row = get_object_or_404(found.sites.select_related("organisation"), uid=site)
    form = EditSiteForm(posted(request), initial=initial_of(row))
    screen = Screen(
        found,
        title="Modifier le lieu",
        done="Le lieu est enregistré.",
        back=f"{page_of(found)}#lieux",
        lead="Pour un lieu qui ferme, écrivez son dernier jour : il reste visible dans le passé.",
    )
    return answer(
        request,
        screen,
        form,
        lambda: actions.edit_site(
            by=reader_of(request), site=row, seen=form.cleaned_data["version"], fields=form.fields_given()
        ),
        row=row,
    )
