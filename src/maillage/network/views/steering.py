"""Screens: who holds a space, who is in its bureau, since when (B7, B18, B19)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from maillage.network.actions import mandates as mandate_actions
from maillage.network.actions import steering as actions
from maillage.network.forms.memberships import LastDayForm, MandateForm, SteeringForm
from maillage.network.models import Mandate, Post, Space, SpaceHost
from maillage.network.queries.space_page import space_for
from maillage.network.queries.spaces import name_seen
from maillage.network.views.space_doors import FormScreen, of_organised_space, run_form, uid_asked
from maillage.records.clock import today
from maillage.records.requests import reader_of


@of_organised_space
def steering(request: HttpRequest, space: Space) -> HttpResponse:
    """Those who hold it, then and now, and the form for one more."""
    reader = reader_of(request)
    rows = (
        SpaceHost.objects.filter(space=space, organisation__audience__in=reader.keys)
        .select_related("organisation")
        .order_by("valid_from", "pk")
    )
    screen = FormScreen(
        title="Pilotage",
        submit="Ajouter au pilotage",
        back=reverse("network:space", args=[space.address]),
        done="C’est noté : qui coordonne pour cette organisation peut maintenant gérer l’espace.",
        lead="Qui porte l’espace, avec les mêmes droits pour tous.",
        template="network/spaces/steering.html",
    )
    return run_form(
        request,
        SteeringForm(request.POST or None, reader=reader),
        screen,
        lambda data: actions.join_steering(by=reader, space=space, **data),
        to=reverse("network:space_steering", args=[space.address]),
        context={"space": space, "rows": rows, "voiceless": _voiceless(space)},
    )


def _voiceless(space: Space) -> set[int]:
    """Organisations that hold the space while nobody there may organise it: none coordinates, none has a mandate."""
    day = today()
    holding = SpaceHost.objects.as_of(day).filter(space=space).values("organisation")
    coordinated = Post.objects.as_of(day).filter(organisation__in=holding, coordinator=True)
    mandates = Mandate.objects.as_of(day).filter(space=space, role__in=Mandate.ORGANISING)
    heard = {
        *coordinated.values_list("organisation", flat=True),
        *mandates.values_list("organisation", flat=True),
    }
    return set(holding.values_list("organisation", flat=True)) - heard


@of_organised_space
def leave(request: HttpRequest, space: Space, host: str) -> HttpResponse:
    """The last day of an organisation in the steering."""
    row = SpaceHost.objects.filter(space=space, uid=host).select_related("organisation", "space").first()
    if row is None:
        raise Http404
    screen = FormScreen(
        title=f"{row.organisation} quitte le pilotage",
        submit="Noter le départ",
        back=reverse("network:space_steering", args=[space.address]),
        done="C’est noté ; le pilotage d’avant reste lisible à sa date.",
    )
    return run_form(
        request,
        LastDayForm(request.POST or None),
        screen,
        lambda data: actions.leave_steering(by=reader_of(request), host=row, last_day=data["last_day"]),
        context={"space": space},
    )


@of_organised_space
def mandates(request: HttpRequest, space: Space) -> HttpResponse:
    """The bureau; `?groupe=` draws it from the members of another group (B7)."""
    reader = reader_of(request)
    group = space_for(uid_asked(request, "groupe"), reader)
    groups = Space.objects.visible_to(reader).filter(parent=space) | Space.objects.visible_to(reader).filter(
        pk=space.parent_id or 0
    )
    rows = (
        Mandate.objects.filter(space=space)
        .select_related("person", "organisation", "drawn_from")
        .order_by("valid_from", "pk")
    )
    screen = FormScreen(
        title="Bureau et mandats",
        submit="Confier ce mandat",
        back=reverse("network:space", args=[space.address]),
        done="Le mandat est confié.",
        lead="Le bureau et qui anime peuvent gérer cet espace et ses sous-groupes, et seulement ceux-là.",
        template="network/spaces/mandates.html",
    )
    form = MandateForm(request.POST or None, reader=reader, space=space, drawn_from=group)
    return run_form(
        request,
        form,
        screen,
        lambda data: _give(request, space, group, data),
        to=request.get_full_path(),
        context={
            "space": space,
            "rows": [(row, name_seen(row.person, reader)) for row in rows],
            "group": group,
            "groups": groups.order_by("sort_name", "pk"),
        },
    )


def _give(request: HttpRequest, space: Space, group: Space | None, data: dict[str, Any]) -> Mandate:
    post = data["post"]
    return mandate_actions.give_mandate(
        by=reader_of(request),
        space=space,
        role=data["role"],
        person=post.person if post else None,
        organisation=post.organisation if post else data["organisation"],
        drawn_from=group,
        since=data["since"],
    )


@of_organised_space
def end_mandate(request: HttpRequest, space: Space, mandate: str) -> HttpResponse:
    """The last day of a mandate."""
    row = (
        Mandate.objects.filter(space=space, uid=mandate)
        .select_related("person", "organisation", "space")
        .first()
    )
    if row is None:
        raise Http404
    who = name_seen(row.person, reader_of(request)) or str(row.organisation)
    screen = FormScreen(
        title=f"Fin du mandat de {who}",
        submit="Mettre fin au mandat",
        back=reverse("network:space_mandates", args=[space.address]),
        done="Le mandat est terminé ; il reste lisible à ses dates.",
    )
    return run_form(
        request,
        LastDayForm(request.POST or None),
        screen,
        lambda data: mandate_actions.end_mandate(by=reader_of(request), mandate=row, last_day=data["last_day"]),
        context={"space": space},
    )
