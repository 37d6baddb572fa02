"""Adding, prolonging and ending accreditations."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from maillage.network.actions import accreditations as actions
from maillage.network.forms.accreditations import AccreditationForm, LastDayForm, ProlongForm
from maillage.network.models import Organisation
from maillage.network.views.writing import Screen, answer, page_of, posted, writable
from maillage.records.requests import reader_of

RULE = "network.edit_accreditations"


def add_accreditation(request: HttpRequest, uid: str) -> HttpResponse:
    found = writable(request, uid, RULE)
    form = AccreditationForm(posted(request))
    screen = _screen(found, "Ajouter un agrément", "L’agrément est ajouté.")
    return answer(
        request,
        screen,
        form,
        lambda: actions.add_accreditation(by=reader_of(request), organisation=found, **form.cleaned_data),
    )


def prolong_accreditation(request: HttpRequest, uid: str, accreditation: str) -> HttpResponse:
    found = writable(request, uid, RULE)
    row = get_object_or_404(found.accreditations.select_related("term", "organisation"), uid=accreditation)
    form = ProlongForm(posted(request))
    screen = _screen(found, f"Prolonger l’agrément : {row.term}", "L’agrément est prolongé.")
    return answer(
        request,
        screen,
        form,
        lambda: actions.prolong_accreditation(by=reader_of(request), accreditation=row, **form.cleaned_data),
    )


def end_accreditation(request: HttpRequest, uid: str, accreditation: str) -> HttpResponse:
    found = writable(request, uid, RULE)
    row = get_object_or_404(found.accreditations.select_related("term", "organisation"), uid=accreditation)
    form = LastDayForm(posted(request))
    screen = _screen(found, f"Fin de l’agrément : {row.term}", "La fin de l’agrément est notée.")
    return answer(
        request,
        screen,
        form,
        lambda: actions.end_accreditation(
            by=reader_of(request), accreditation=row, day=form.cleaned_data["day"]
        ),
    )


def _screen(found: Organisation, title: str, done: str) -> Screen:
    return Screen(found, title=title, done=done, back=f"{page_of(found)}#agrements")
