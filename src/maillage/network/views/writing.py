"""What every screen that writes on an organisation's sheet shares: who may open it, and where it leads back."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.urls import reverse

from maillage.network.models import Organisation
from maillage.network.queries.organisations import organisation_for
from maillage.records.requests import reader_of
from maillage.ui.doors import let_in
from maillage.ui.writing import answer, posted

__all__ = ["Screen", "answer", "page_of", "posted", "writable"]


@dataclass(frozen=True, slots=True)
class Screen:
    """A form on one organisation's sheet. `done` is said once it is written; `back` is where one goes then."""

    organisation: Organisation
    title: str
    done: str
    back: str
    submit: str = "Enregistrer"
    lead: str = ""
    template: str = "network/organisations/form.html"


def page_of(organisation: Organisation) -> str:
    return reverse("network:organisation", args=[organisation.address])


def writable(request: HttpRequest, uid: str, rule: str) -> Organisation:
    """The organisation, for a reader whom the rule lets write; 404 otherwise: what may not be done is not there."""
    organisation = organisation_for(reader_of(request), uid)
    if organisation is None:
        raise Http404
    let_in(request, rule, organisation)
    return organisation
