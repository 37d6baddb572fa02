"""« Nos offres »: what an operator keeps, with what is lacking and one tap for the places that are left."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from maillage.cadastre.forms.operators import OperatorForm
from maillage.cadastre.models import Offer, Places
from maillage.cadastre.queries.keeping import kept_by
from maillage.cadastre.views.doors import keep_page_of, keeping_of
from maillage.records.actions import may
from maillage.records.clock import today
from maillage.records.requests import reader_of
from maillage.ui.doors import let_in


@require_safe
def keep_offers(request: HttpRequest, uid: str) -> HttpResponse:
    """`/cours-et-services/operateur/<nom>-<uid>/`."""
    reader, operator = reader_of(request), keeping_of(request, uid)
    context = {
        "operator": operator,
        "kept": kept_by(operator, reader, today()),
        "states": Places.State.choices,
        "kinds": Offer.Kind.labels,
        "sends_links": may(reader, "cadastre.send_link", operator),
        "by_link": not reader.uid and may(reader, "cadastre.speak_for_operator", operator),
    }
    return render(request, "cadastre/offers/keep_offers.html", context)


def new_offer(request: HttpRequest) -> HttpResponse:
    """« Ajouter une offre »: whose? Then the page of that operator leads on."""
    let_in(request, "cadastre.coordinate")
    form = OperatorForm(request.GET if "operateur" in request.GET else None, reader=reader_of(request))
    if form.is_bound and form.is_valid():
        return redirect(keep_page_of(form.cleaned_data["operateur"]))
    return render(request, "cadastre/offers/new_offer.html", {"form": form})
