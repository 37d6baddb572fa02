"""Screens: creating a space after « Qu’existe-t-il déjà ici ? », editing its sheet and objectives (B1, B5, B11, B12)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from maillage.core.readers import Reader
from maillage.network.actions import spaces as actions
from maillage.network.actions.spaces import SpaceFields
from maillage.network.forms.spaces import EditSpaceForm, NewSpaceForm, ObjectivesForm, initial_of
from maillage.network.models import Space, SpaceObjective
from maillage.network.queries.similar import Similar, similar_spaces
from maillage.network.views.space_doors import FormScreen, of_organised_space, run_form
from maillage.records.requests import reader_of
from maillage.ui.doors import let_in

SHEET = ("name", "kind", "purpose", "contact", "contact_phone", "contact_email", "source")


def new_space(request: HttpRequest) -> HttpResponse:
    """« Créer une plateforme ou un groupe »."""
    let_in(request, "network.create_space")
    return _create(request, None)


@of_organised_space
def new_subgroup(request: HttpRequest, space: Space) -> HttpResponse:
    """A sub-group inherits territory, themes and visibility, and has its own members."""
    return _create(request, space)


def _create(request: HttpRequest, parent: Space | None) -> HttpResponse:
    reader = reader_of(request)
    form = NewSpaceForm(request.POST or None, reader=reader, parent=parent)
    screen = FormScreen(
        title="Créer un sous-groupe" if parent else "Créer une plateforme ou un groupe",
        submit="Créer",
        back=reverse("network:space", args=[parent.address]) if parent else reverse("network:spaces"),
        done="C’est créé. Il reste à compléter la fiche et à nommer le bureau.",
        lead="Trois minutes suffisent : le reste se complète plus tard.",
        template="network/spaces/new.html",
    )
    similar = _similar(reader, form) if request.method == "POST" and form.is_valid() else []
    if similar and not form.cleaned_data["distinct"]:
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data["distinct"] = "on"  # type: ignore[index]
        return render(
            request, screen.template, {"form": form, "screen": screen, "similar": similar, "space": parent}
        )
    return run_form(
        request,
        form,
        screen,
        lambda data: redirect("network:space", _created(reader, form, data, parent).address),
        context={"space": parent},
    )


def _similar(reader: Reader, form: NewSpaceForm) -> list[Similar]:
    """For a sub-group nobody asks: it belongs to its parent."""
    if form.parent is not None:
        return []
    data = form.cleaned_data
    return similar_spaces(
        reader=reader,
        themes=list(data["themes"]),
        territories=data["territories"],
        kind=data["kind"],
        members=data["members"],
    )


def _created(reader: Reader, form: NewSpaceForm, data: dict[str, Any], parent: Space | None) -> Space:
    return actions.create_space(
        by=reader,
        uid=data["uid"],
        name=data["name"],
        kind=data["kind"],
        purpose=data["purpose"],
        themes=data["themes"],
        territories=data["territories"],
        hosts=form.hosting(),
        members=data["members"],
        parent=parent,
        restricted=data["restricted"],
        status=data["status"],
        since=data["since"],
    )


@of_organised_space
def edit_space(request: HttpRequest, space: Space) -> HttpResponse:
    """« Modifier la fiche »; two people editing it are told."""
    form = EditSpaceForm(request.POST or None, space=space, initial=initial_of(space))

    def act(data: dict[str, Any]) -> object:
        fields = {name: data[name] for name in SHEET}
        edited = actions.edit_space(
            by=reader_of(request),
            space=space,
            seen=data["version"],
            themes=data["themes"],
            fields=SpaceFields(**fields),  # type: ignore[typeddict-item]
        )
        return redirect("network:space", edited.address)

    back = reverse("network:space", args=[space.address])
    screen = FormScreen("Modifier la fiche", "Enregistrer", back, "La fiche est à jour.")
    return run_form(request, form, screen, act, row=space, context={"space": space})


@of_organised_space
def edit_objectives(request: HttpRequest, space: Space) -> HttpResponse:
    """One objective a line."""
    current = SpaceObjective.objects.filter(space=space, valid_to__isnull=True).order_by("rank", "pk")
    form = ObjectivesForm(request.POST or None, initial={"texts": "\n".join(row.text for row in current)})
    back = reverse("network:space", args=[space.address])
    screen = FormScreen("Objectifs", "Enregistrer", back, "Les objectifs sont notés.")
    return run_form(
        request,
        form,
        screen,
        lambda data: actions.set_objectives(
            by=reader_of(request), space=space, texts=data["texts"], day=data["day"]
        ),
        context={"space": space},
    )
