"""Screens: inviting from the common address book, asking the bureau for theirs by personal links (row A6)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from maillage.accounts.models import SignedLink
from maillage.network.actions import address_book as actions
from maillage.network.actions import address_book_links as links
from maillage.network.forms.address_book import AskForBooksForm, InviteForm
from maillage.network.models import AddressBookEntry, Space
from maillage.network.queries.address_book import KnownAlready, last_links, organisers_to_ask, shared_entries
from maillage.network.rules.address_book import ADDRESS_BOOK_LINK
from maillage.network.views.space_doors import FormScreen, of_organised_space, run_form
from maillage.records.actions import may
from maillage.records.clock import now
from maillage.records.requests import reader_of
from maillage.ui.doors import let_in


@of_organised_space
def invite_entry(request: HttpRequest, space: Space, entry: str) -> HttpResponse:
    """« Inviter »: an organisation of the directory, or a new one, receives an invitation to the space."""
    reader = reader_of(request)
    found = shared_entries(space, reader).filter(uid=entry).first()
    if found is None:
        raise Http404
    known = [one for one in KnownAlready(space, reader).of(found) if one.organisation and one.same]
    may_add = may(reader, "network.register_organisation")
    form = InviteForm(
        request.POST or None,
        reader=reader,
        entry=found,
        may_add=may_add,
        initial={
            "which": InviteForm.EXISTING
            if known or not may_add or not found.organisation_name
            else InviteForm.NEW,
            "organisation": known[0].organisation if known else None,
        },
    )
    screen = FormScreen(
        title=f"Inviter : {found.list_name}",
        submit="Inviter",
        back=reverse("network:address_book", args=[space.address]),
        done="L’invitation est notée : elle attend une réponse dans la liste des membres.",
        template="network/address_book/invite.html",
    )
    return run_form(
        request,
        form,
        screen,
        lambda data: _invited(request, found, data),
        context={"space": space, "row": found, "known": known},
    )


def _invited(request: HttpRequest, entry: AddressBookEntry, data: dict[str, Any]) -> object:
    return actions.invite_from_entry(
        by=reader_of(request), entry=entry, organisation=data["organisation"], uid=data["uid"]
    )


@of_organised_space
def address_book_links(request: HttpRequest, space: Space) -> HttpResponse:
    """« Demander les carnets du bureau »: a personal link to each, and where each stands."""
    let_in(request, "network.ask_for_address_books", space)
    people = organisers_to_ask(space)
    sent = last_links(space)
    screen = FormScreen(
        title="Demander les carnets du bureau",
        submit="Envoyer un lien personnel",
        back=reverse("network:address_book", args=[space.address]),
        done="",
        lead="Chacun reçoit un lien vers son propre carnet, sans compte à ouvrir. Il fonctionne pendant 30 jours.",
        template="network/address_book/links.html",
    )

    def act(data: dict[str, Any]) -> HttpResponse:
        count = links.ask_for_address_books(by=reader_of(request), space=space, people=list(data["people"]))
        messages.success(request, "1 lien est parti." if count == 1 else f"{count} liens sont partis.")
        return redirect("network:address_book_links", space.address)

    moment = now()
    rows = [(one, sent[one.pk], sent[one.pk].state_at(moment).value) for one in people if one.pk in sent]
    form = AskForBooksForm(request.POST if request.method == "POST" else None, people=people)
    return run_form(request, form, screen, act, context={"space": space, "rows": rows, "people": people})


@require_POST
@of_organised_space
def close_address_book_link(request: HttpRequest, space: Space, link: str) -> HttpResponse:
    let_in(request, "network.ask_for_address_books", space)
    rows = SignedLink.objects.filter(
        purpose=ADDRESS_BOOK_LINK, subject_type=space._meta.label_lower, subject_id=space.pk
    )
    links.close_address_book_link(by=reader_of(request), space=space, link=get_object_or_404(rows, uid=link))
    messages.success(request, "Ce lien n’ouvre plus rien.")
    return redirect("network:address_book_links", space.address)
