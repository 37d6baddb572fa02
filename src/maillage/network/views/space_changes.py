"""Screens: a space changes state, ground or visibility (B10, M2)."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from maillage.core.transitions import TransitionRefused
from maillage.network.actions import space_changes as actions
from maillage.network.forms.spaces import ScopeForm, StatusForm
from maillage.network.models import Space
from maillage.network.queries.spaces import scopes_on
from maillage.network.states import SPACE
from maillage.network.views.space_doors import FormScreen, of_organised_space, run_form
from maillage.records.clock import today
from maillage.records.requests import reader_of


def _page(space: Space) -> str:
    return reverse("network:space", args=[space.address])


@of_organised_space
def status(request: HttpRequest, space: Space, verb: str) -> HttpResponse:
    """« Mettre en veille », « Clôturer »…: one line of the table, with its day and reason."""
    if verb not in {step.verb for step in SPACE.transitions}:
        raise Http404
    try:
        step = SPACE.take(verb, state=space.status)
    except TransitionRefused:
        step = next(one for one in SPACE.transitions if one.verb == verb)
    form = StatusForm(request.POST or None, reason_needed=step.reason_needed)
    screen = FormScreen(
        title=f"{step.label} : {space.name}",
        submit=step.label,
        back=_page(space),
        done="L’état a changé ; le précédent reste lisible à sa date.",
        lead=f"Actuellement : {space.get_status_display()}.",
        kind="danger" if step.target == Space.Status.CLOSED else "primary",
    )
    return run_form(
        request,
        form,
        screen,
        lambda data: actions.change_status(
            by=reader_of(request), space=space, verb=verb, day=data["day"], reason=data["reason"]
        ),
        context={"space": space},
    )


def _ground(space: Space) -> str:
    """« Aujourd’hui : Laeken. », nothing while no territory was said."""
    present = scopes_on(today()).filter(space=space).first()
    if present is None:
        return ""
    return f"Aujourd’hui : {present.wording or ', '.join(str(one) for one in present.territories.all())}."


@of_organised_space
def scope(request: HttpRequest, space: Space) -> HttpResponse:
    """« Changer de territoire »: the former one stays readable, with the reason."""
    screen = FormScreen(
        title="Changer de territoire",
        submit="Changer de territoire",
        back=_page(space),
        done="Le territoire a changé ; le précédent reste lisible, avec la raison.",
        lead=_ground(space),
    )
    return run_form(
        request,
        ScopeForm(request.POST or None),
        screen,
        lambda data: actions.change_scope(
            by=reader_of(request),
            space=space,
            territories=data["territories"],
            wording=data["wording"],
            day=data["day"],
            reason=data["reason"],
        ),
        context={"space": space},
    )


@of_organised_space
def visibility(request: HttpRequest, space: Space) -> HttpResponse:
    """« Réserver aux membres », or open again; the button says which, so that it is never sent twice by mistake."""
    closing = not space.restricted
    lead = (
        "L’espace, ses sous-groupes, son histoire et tout ce qui s’y rattache n’existeront plus que pour ses membres"
        " et ses organisateurs : ni dans les listes, ni dans la recherche, ni dans les fichiers exportés."
        if closing
        else "L’espace redevient visible de tous, avec son histoire et ses membres."
    )
    title = "Réserver aux membres" if closing else "Rendre visible de tous"
    screen = FormScreen(title, title, _page(space), "La visibilité a changé.", lead=lead)
    return run_form(
        request,
        ConfirmForm(request.POST or None, initial={"restricted": closing}),
        screen,
        lambda data: actions.change_visibility(
            by=reader_of(request), space=space, restricted=data["restricted"]
        ),
        context={"space": space},
    )


class ConfirmForm(forms.Form):
    """What the person agreed to, kept in the form: sent twice it is the same wish."""

    restricted = forms.BooleanField(required=False, widget=forms.HiddenInput)
