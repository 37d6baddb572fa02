"""The pages that every public site owes, and the living style page."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from maillage.ui.registries import privacy_purposes
from maillage.ui.specimens import specimens


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes this installation (settings `MAILLAGE_PUBLISHER…`); empty until it is said."""

    name: str
    address: str
    email: str
    hosted_by: str


def _publisher() -> Publisher:
    return Publisher(settings.PUBLISHER, settings.PUBLISHER_ADDRESS, settings.CONTACT_EMAIL, settings.HOSTED_BY)


def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/accessibility.html", {"publisher": _publisher()})


def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/privacy.html", {"purposes": list(privacy_purposes), "publisher": _publisher()})


def legal(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/legal.html", {"publisher": _publisher()})


def style(request: HttpRequest) -> HttpResponse:
    """Every component and its states, by day and by night (STYLE: templates)."""
    return render(request, "ui/style.html", specimens())
