"""Screens: an open call, for everyone to read and answer (B14)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from maillage.network.actions import calls as actions
from maillage.network.forms.memberships import CallForm
from maillage.network.models import OpenCall, Space
from maillage.network.views.space_doors import FormScreen, of_organised_space, of_space, run_form
from maillage.records.actions import may
from maillage.records.clock import today
from maillage.records.requests import reader_of


@of_organised_space
def new_call(request: HttpRequest, space: Space) -> HttpResponse:
    """« Lancer un appel »."""
    screen = FormScreen(
        title="Lancer un appel",
        submit="Publier l’appel",
        back=reverse("network:space", args=[space.address]),
        done="L’appel est publié : partagez l’adresse de sa page.",
    )

    def act(data: dict[str, Any]) -> HttpResponse:
        made = actions.publish_call(by=reader_of(request), space=space, **data)
        return redirect("network:open_call", space.address, made.uid)

    return run_form(request, CallForm(request.POST or None), screen, act, context={"space": space})


def _call(space: Space, uid: str) -> OpenCall:
    found = OpenCall.objects.filter(space=space, uid=uid).select_related("space").first()
    if found is None:
        raise Http404
    return found


@of_space
def call(request: HttpRequest, space: Space, call: str) -> HttpResponse:
    """The page of the call; once closed it stays readable."""
    found = _call(space, call)
    reader = reader_of(request)
    organises = may(reader, "network.organise_space", space)
    context = {
        "space": space,
        "call": found,
        "is_open": found.is_open(today()) and may(reader, "network.ask_to_join", space),
        "not_yet": today() < found.opens_on,
        "organises": organises,
        "answers": found.answers.count() if organises else 0,
    }
    return render(request, "network/spaces/call.html", context)


@of_organised_space
def edit_call(request: HttpRequest, space: Space, call: str) -> HttpResponse:
    """Rewords, prolongs, closes sooner."""
    found = _call(space, call)
    initial = {"text": found.text, "opens_on": found.opens_on, "closes_on": found.closes_on, "uid": found.uid}
    back = reverse("network:open_call", args=[space.address, found.uid])
    screen = FormScreen("Modifier l’appel", "Enregistrer", back, "L’appel est à jour.")
    return run_form(
        request,
        CallForm(request.POST or None, initial=initial),
        screen,
        lambda data: actions.edit_call(
            by=reader_of(request),
            call=found,
            text=data["text"],
            opens_on=data["opens_on"],
            closes_on=data["closes_on"],
        ),
        context={"space": space},
    )
