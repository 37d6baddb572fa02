"""The pages that every public site owes, and the living style page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from maillage.ui.registries import privacy_purposes
from maillage.ui.specimens import specimens


def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/accessibility.html")


def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/privacy.html", {"purposes": list(privacy_purposes)})


def legal(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/legal.html")


def style(request: HttpRequest) -> HttpResponse:
    """Every component and its states, by day and by night (STYLE: templates)."""
    return render(request, "ui/style.html", specimens())
