"""Saying what became of an organisation, and taking it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from maillage.core.readers import Reader
from maillage.network.actions import lifecycle as actions
from maillage.network.forms.lifecycle import EndForm, RenameForm, SplitForm
from maillage.network.models import Organisation
from maillage.network.queries.posts import team
from maillage.network.views.writing import Screen, answer, page_of, posted, writable
from maillage.records.clock import today
from maillage.records.requests import reader_of

END = "network.end_organisation"
KINDS = {
    "fusion": ("merged", "Fusionnée avec une autre", "La fusion est notée."),
    "reprise": ("taken_over", "Reprise par une autre", "La reprise est notée."),
    "fin": ("ceased", "A cessé ses activités", "La fin des activités est notée."),
    "doublon": ("duplicate", "Entrée deux fois dans l’annuaire", "Les deux fiches n’en font plus qu’une."),
}


def rename_organisation(request: HttpRequest, uid: str) -> HttpResponse:
    found = writable(request, uid, "network.rename_organisation")
    initial = {"version": found.version, "short_name": found.short_name}
    form = RenameForm(posted(request), initial=initial)
    screen = Screen(found, title="Changer de nom", done="Le nouveau nom est enregistré.", back=_back(found))
    return answer(
        request,
        screen,
        form,
        lambda: actions.rename_organisation(
            by=reader_of(request),
            organisation=found,
            name=form.cleaned_data["name"],
            short_name=form.cleaned_data["short_name"],
            day=form.cleaned_data["day"],
            seen=form.cleaned_data["version"],
        ),
        row=found,
    )


def what_became(request: HttpRequest, uid: str) -> HttpResponse:
    """The choice between what can become of an organisation, and what was already said."""
    found = writable(request, uid, END)
    said = found.successions.select_related("former", "successor").order_by("day", "pk")
    context = {"organisation": found, "successions": said, "kinds": KINDS}
    return render(request, "network/organisations/what_became.html", context)


def end_organisation(request: HttpRequest, uid: str, kind: str) -> HttpResponse:
    """Merged, taken over, ceased, or entered twice."""
    found = writable(request, uid, END)
    if kind not in KINDS:
        raise Http404
    code, title, done = KINDS[kind]
    reader = reader_of(request)
    form = EndForm(
        posted(request),
        kind=code,
        reader=reader,
        organisation=found,
        initial={"version": found.version},
    )
    screen = Screen(
        found, title=title, done=done, back=_back(found), submit="Noter cette suite", lead=_lead(code)
    )
    return answer(request, screen, form, lambda: _end(reader, found, code, form.cleaned_data), row=found)


def split_organisation(request: HttpRequest, uid: str) -> HttpResponse:
    found = writable(request, uid, END)
    reader = reader_of(request)
    form = SplitForm(
        posted(request),
        reader=reader,
        organisation=found,
        posts=list(team(found.pk, today())),
        sites=list(found.sites.as_of().order_by("-is_main", "pk")),
        initial={"version": found.version},
    )
    screen = Screen(
        found,
        title="Scindée en plusieurs",
        done="La scission est notée.",
        back=_back(found),
        submit="Noter cette suite",
        lead="Les nouvelles organisations sont déjà dans l’annuaire ? Sinon, ajoutez-les d’abord.",
    )
    return answer(
        request,
        screen,
        form,
        lambda: actions.split_organisation(
            by=reader,
            organisation=found,
            day=form.cleaned_data["day"],
            seen=form.cleaned_data["version"],
            shares=form.shares(),
            note=form.cleaned_data["note"],
        ),
        row=found,
    )


@require_POST
def undo_succession(request: HttpRequest, uid: str, succession: str) -> HttpResponse:
    """« Annuler »: the organisation is as it was, what was changed since is kept."""
    found = writable(request, uid, END)
    row = get_object_or_404(found.successions.select_related("former", "successor"), uid=succession)
    try:
        actions.undo_succession(by=reader_of(request), succession=row)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, "C’est annulé : l’organisation est comme avant.")
    return redirect(_back(found))


def _end(reader: Reader, found: Organisation, code: str, typed: dict[str, Any]) -> object:
    common: dict[str, Any] = {"by": reader, "organisation": found, "seen": typed["version"]}
    if code == "duplicate":
        return actions.join_duplicates(kept=typed["other"], **common)
    common |= {"note": typed["note"]}
    if code == "merged":
        return actions.merge_organisation(into=typed["other"], day=typed["day"], **common)
    if code == "taken_over":
        return actions.take_over_organisation(successor=typed["other"], day=typed["day"], **common)
    return actions.cease_organisation(kept_by=typed["other"], last_day=typed["day"], **common)


def _lead(code: str) -> str:
    if code == "ceased":
        return "Les postes et les lieux se ferment ce jour-là. La fiche reste, avec son histoire."
    if code == "duplicate":
        return "Tout ce que porte cette fiche passe à l’autre, et son adresse y mène. Cela peut s’annuler."
    return "Les postes, les lieux, les agréments et les services suivent à cette date. Cela peut s’annuler."


def _back(found: Organisation) -> str:
    return page_of(found)
