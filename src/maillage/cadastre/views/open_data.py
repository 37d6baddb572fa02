"""« Données ouvertes »: how programs read the offer."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from maillage.cadastre.api.asked import OffersAsked


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """`/donnees-ouvertes/`: the parameters of the API, as its code declares them."""
    address = f"{settings.SITE_URL}/api/v1/offers"
    parameters = [(name, field.description or _PLAIN[name]) for name, field in OffersAsked.model_fields.items()]
    return render(request, "cadastre/open_data.html", {"address": address, "parameters": parameters})


_PLAIN = {
    "page": "Le numéro de la page, à partir de 1.",
    "page_size": "Le nombre d’offres par page, 100 au plus.",
}
