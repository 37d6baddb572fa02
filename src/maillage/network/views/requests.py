"""Screens: « Demander à participer », answering with a word, answering an invitation (B1, B14)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from maillage.accounts.models import Person
from maillage.core.readers import Reader, works_key
from maillage.network.actions import requests as actions
from maillage.network.forms.memberships import AnswerForm, AskForm
from maillage.network.models import Membership, OpenCall, Organisation, Space
from maillage.network.queries.members import sits_for
from maillage.network.queries.organisations import organisations_called
from maillage.network.states import MEMBERSHIP
from maillage.network.views.memberships import membership_of
from maillage.network.views.space_doors import FormScreen, of_organised_space, of_space, run_form, uid_asked
from maillage.records.requests import reader_of
from maillage.ui.doors import let_in

MOST_AN_HOUR = 5
HOUR = 3600


@of_space
def ask(request: HttpRequest, space: Space) -> HttpResponse:
    """The form; `?appel=` names the open call that it answers."""
    let_in(request, "network.ask_to_join", space)
    reader = reader_of(request)
    if sits_for(reader, space):
        messages.info(request, "Votre organisation a déjà sa place ou sa demande ici.")
        return redirect("network:space", space.address)
    call = OpenCall.objects.filter(space=space, uid=uid_asked(request, "appel")).first()
    form = AskForm(request.POST or None, works_for=_works_for(reader))
    screen = FormScreen(
        title=f"Demander à participer : {space.name}",
        submit="Envoyer la demande",
        back=reverse("network:space", args=[space.address]),
        done="Votre demande est envoyée. La réponse arrivera par e-mail.",
        lead="Les organisateurs reçoivent votre demande et vous répondent.",
    )
    return run_form(
        request,
        form,
        screen,
        lambda data: _asked(request, space, call, data),
        context={"space": space},
    )


def _works_for(reader: Reader) -> QuerySet[Organisation]:
    prefix = works_key("")
    mine = [key.removeprefix(prefix) for key in reader.keys if key.startswith(prefix)]
    return Organisation.objects.visible_to(reader).as_of().filter(uid__in=mine).order_by("sort_name", "pk")


def _asked(request: HttpRequest, space: Space, call: OpenCall | None, data: dict[str, Any]) -> object:
    reader = reader_of(request)
    if data.get("website"):
        return None
    if not reader.uid:
        _slow_down(request)
    organisation = data.get("organisation")
    return actions.ask_to_join(
        by=reader,
        uid=data["uid"],
        space=space,
        organisation=organisation,
        person=Person.objects.filter(uid=reader.uid).first() if organisation and reader.uid else None,
        name=data.get("name", ""),
        organisation_name=data.get("organisation_name", ""),
        email=data.get("email", ""),
        message=data["message"],
        call=call,
    )


def _slow_down(request: HttpRequest) -> None:
    """A few requests an hour from one place; robots get tired, people do not notice."""
    key = f"ask-to-join:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, HOUR)
    if cache.incr(key) > MOST_AN_HOUR:
        raise ValidationError(
            "Trop de demandes depuis cette connexion. Réessayez dans une heure, ou téléphonez."
        )


def _written(request: HttpRequest, row: Membership) -> Organisation | None:
    """The one organisation of the directory that is called as the person wrote; the organiser may choose another."""
    name = row.applicant_organisation
    named = list(organisations_called(name, reader_of(request))[:2]) if name else []
    return named[0] if len(named) == 1 else None


@of_organised_space
def answer(request: HttpRequest, space: Space, member: str) -> HttpResponse:
    """Yes or no, with a word."""
    row = membership_of(request, space, member)
    if row.status != Membership.Status.REQUESTED:
        messages.info(request, "Cette demande a déjà reçu sa réponse.")
        return redirect("network:space_members", space.address)
    known = row.organisation is not None or row.person is not None
    choices = [(step.verb, step.label) for step in MEMBERSHIP.open_from(row.status)]
    form = AnswerForm(
        request.POST or None,
        reader=reader_of(request),
        choices=choices,
        known=known,
        initial={"verb": choices[0][0], "organisation": None if known else _written(request, row)},
    )
    screen = FormScreen(
        title=f"Répondre à {row.applicant_name or row.label}",
        submit="Envoyer la réponse",
        back=reverse("network:space_members", args=[space.address]),
        done="La réponse est partie.",
        template="network/spaces/answer.html",
    )
    return run_form(
        request,
        form,
        screen,
        lambda data: _answered(reader_of(request), row, data),
        context={"space": space, "row": row},
    )


def _answered(reader: Reader, row: Membership, data: dict[str, Any]) -> Membership:
    if data["verb"] == "decline":
        return actions.decline_request(by=reader, membership=row, answer=data["answer"])
    return actions.accept_request(
        by=reader,
        membership=row,
        verb=data["verb"],
        answer=data["answer"],
        organisation=data.get("organisation"),
    )


@of_space
def invitation(request: HttpRequest, space: Space, member: str) -> HttpResponse:
    """The invited organisation, or the organiser who telephoned, answers."""
    row = membership_of(request, space, member)
    if row.status != Membership.Status.INVITED:
        raise Http404
    choices = [(step.verb, step.label) for step in MEMBERSHIP.open_from(row.status)]
    form = InvitationForm(request.POST or None, choices=choices)
    screen = FormScreen(
        title=f"Invitation pour {row.label} : {space.name}",
        submit="Répondre",
        back=reverse("network:space", args=[space.address]),
        done="La réponse est notée. Merci !",
    )
    return run_form(
        request,
        form,
        screen,
        lambda data: actions.answer_invitation(by=reader_of(request), membership=row, verb=data["verb"]),
        context={"space": space},
    )


class InvitationForm(forms.Form):
    """Yes, now and then, or no."""

    verb = forms.ChoiceField(label="Réponse", widget=forms.RadioSelect)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        verb = self.fields["verb"]
        assert isinstance(verb, forms.ChoiceField)
        verb.choices = choices
