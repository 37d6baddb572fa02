"""Screens: sister spaces, and the organisation that a space is or became (A12, B15, B21)."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from maillage.network.actions import kinship as actions
from maillage.network.forms.memberships import SisterForm
from maillage.network.forms.spaces import LegalPersonForm
from maillage.network.models import Space, SpaceLink
from maillage.network.views.space_doors import FormScreen, of_organised_space, run_form
from maillage.records.requests import reader_of


@of_organised_space
def sisters(request: HttpRequest, space: Space) -> HttpResponse:
    """The links of this space with others, and the form for one more."""
    reader = reader_of(request)
    rows = (
        SpaceLink.objects.filter(space=space, valid_to__isnull=True, other__audience__in=reader.keys)
        .select_related("other")
        .order_by("pk")
    )
    screen = FormScreen(
        title="Espaces liés",
        submit="Lier",
        back=reverse("network:space", args=[space.address]),
        done="Le lien se voit des deux côtés.",
        template="network/spaces/sisters.html",
    )
    return run_form(
        request,
        SisterForm(request.POST or None, reader=reader, space=space),
        screen,
        lambda data: actions.link_sister(by=reader, space=space, **data),
        to=reverse("network:space_kin", args=[space.address]),
        context={"space": space, "rows": rows},
    )


@require_POST
@of_organised_space
def unlink(request: HttpRequest, space: Space, link: str) -> HttpResponse:
    """Takes a link away."""
    row = SpaceLink.objects.filter(space=space, uid=link, valid_to__isnull=True).select_related("space").first()
    if row is None:
        raise Http404
    actions.unlink_sister(by=reader_of(request), link=row)
    messages.success(request, "Le lien est retiré.")
    return redirect("network:space_kin", space.address)


@of_organised_space
def legal_person(request: HttpRequest, space: Space) -> HttpResponse:
    """One history shows the space and the organisation."""
    form = LegalPersonForm(
        request.POST or None,
        reader=reader_of(request),
        initial={
            "organisation": space.legal_person,
            "since": space.legal_person_since,
            "source": space.legal_person_source,
        },
    )
    screen = FormScreen(
        title="Est devenu une organisation",
        submit="Enregistrer",
        back=reverse("network:space", args=[space.address]),
        done="L’espace et l’organisation partagent maintenant leur histoire.",
        lead="Pour une plateforme constituée en asbl, ou une coordination qui siège elle-même ailleurs.",
    )
    return run_form(
        request,
        form,
        screen,
        lambda data: actions.become_legal_person(by=reader_of(request), space=space, **data),
        context={"space": space},
    )
