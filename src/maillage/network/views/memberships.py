"""Screens: members are added, named, change place, leave (A12, B1)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from maillage.network.actions import memberships as actions
from maillage.network.actions.membership_mail import invitation_address
from maillage.network.forms.memberships import AddMembersForm, DayForm, LeaveForm, RepresentativesForm
from maillage.network.models import Membership, Space
from maillage.network.queries.spaces import name_seen
from maillage.network.states import MEMBERSHIP
from maillage.network.views.space_doors import FormScreen, of_organised_space, of_space, run_form
from maillage.records.actions import may
from maillage.records.requests import reader_of
from maillage.ui.doors import let_in


def _members(space: Space) -> str:
    return reverse("network:space_members", args=[space.address])


@of_organised_space
def add(request: HttpRequest, space: Space) -> HttpResponse:
    """A pasted list; says how many were added and how many sat there already."""
    reader = reader_of(request)
    screen = FormScreen("Ajouter ou inviter des membres", "Ajouter", _members(space), "")

    def act(data: dict[str, Any]) -> HttpResponse:
        added = actions.add_members(
            by=reader,
            space=space,
            organisations=data["organisations"],
            status=data["status"],
            since=data["since"],
        )
        messages.success(request, _said(len(added), len(data["organisations"]) - len(added)))
        if data["status"] == Membership.Status.INVITED:
            _say_who_has_no_address(request, added)
        return redirect(screen.back)

    form = AddMembersForm(request.POST or None, reader=reader)
    return run_form(request, form, screen, act, context={"space": space})


def _say_who_has_no_address(request: HttpRequest, invited: list[Membership]) -> None:
    """The others receive a letter; these have to be told."""
    without = [row.label for row in invited if not invitation_address(row)]
    if without:
        names = ", ".join(without)
        messages.warning(request, f"Sans adresse e-mail, à inviter de vive voix\u00a0: {names}.")


def _said(added: int, already: int) -> str:
    words = "Aucun nouveau membre" if not added else f"{added} ajouté{'s' if added > 1 else ''}"
    if already:
        words += f" ; {already} y {'siégeaient' if already > 1 else 'siégeait'} déjà"
    return f"{words}."


def membership_of(request: HttpRequest, space: Space, uid: str) -> Membership:
    """The membership, for those who may speak for the member; nobody else has such a page."""
    rows = Membership.objects.visible_to(reader_of(request)).filter(space=space, uid=uid)
    row = rows.select_related("organisation", "person", "deputy", "space", "call").first()
    if row is None:
        raise Http404
    let_in(request, "network.speak_for_member", row)
    return row


@of_space
def membership(request: HttpRequest, space: Space, member: str) -> HttpResponse:
    """Who sits for the member, and the steps that follow: other place, leaving."""
    row = membership_of(request, space, member)
    organises = may(reader_of(request), "network.organise_space", space)
    form = RepresentativesForm(
        request.POST or None,
        membership=row,
        initial={"person": row.person_id, "deputy": row.deputy_id},
    )
    label = _label(request, row)
    screen = FormScreen(
        title=f"{label} – {space.name}",
        submit="Enregistrer",
        back=_members(space),
        done="Les représentants sont notés.",
        template="network/spaces/membership.html",
    )
    return run_form(
        request,
        form,
        screen,
        lambda data: actions.name_representatives(
            by=reader_of(request), membership=row, person=data["person"], deputy=data["deputy"]
        ),
        context={
            "space": space,
            "row": row,
            "steps": MEMBERSHIP.open_from(row.status) if organises and row.valid_to is None else (),
        },
    )


def _label(request: HttpRequest, row: Membership) -> str:
    return row.organisation.name if row.organisation else name_seen(row.person, reader_of(request))


@of_organised_space
def place(request: HttpRequest, space: Space, member: str, verb: str) -> HttpResponse:
    """Member becomes occasional participant, or the other way round, from a day."""
    row = membership_of(request, space, member)
    if verb not in {"become_member", "become_occasional"}:
        raise Http404
    step = next(one for one in MEMBERSHIP.transitions if one.verb == verb)
    screen = FormScreen(
        f"{_label(request, row)} : {step.label.lower()}", step.label, _members(space), "C’est noté."
    )
    return run_form(
        request,
        DayForm(request.POST or None),
        screen,
        lambda data: actions.change_place(by=reader_of(request), membership=row, verb=verb, day=data["day"]),
        context={"space": space},
    )


@of_space
def leave(request: HttpRequest, space: Space, member: str) -> HttpResponse:
    """The last day of a member; it may be said by the member or by the organisers."""
    row = membership_of(request, space, member)
    screen = FormScreen(
        title=f"{_label(request, row)} quitte {space.name}",
        submit="Noter la sortie",
        back=_members(space),
        done="La sortie est notée ; l’histoire reste lisible.",
        kind="danger",
    )

    def act(data: dict[str, Any]) -> object:
        actions.leave_space(by=reader_of(request), membership=row, **data)
        messages.success(request, screen.done)
        return redirect("network:space", space.address) if space.is_public else redirect("network:spaces")

    return run_form(request, LeaveForm(request.POST or None), screen, act, context={"space": space})
