"""Screens: « En faire une action », from an avenue or from a recommendation (D12)."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from maillage.concertation.actions import becoming as actions
from maillage.concertation.models import Avenue, Recommendation
from maillage.concertation.queries.acting import action_of
from maillage.concertation.views.avenues import of_avenue
from maillage.concertation.views.recommendations import of_recommendation
from maillage.records.identity import new_uid
from maillage.records.requests import reader_of
from maillage.thread.models import Item
from maillage.thread.registries import item_kinds
from maillage.ui.doors import let_in
from maillage.ui.forms import IdentityForm


@require_POST
@of_avenue
def act_on_avenue(request: HttpRequest, avenue: Avenue) -> HttpResponse:
    let_in(request, "concertation.edit_avenue", avenue)
    return _become(request, avenue)


@require_POST
@of_recommendation
def act_on_recommendation(request: HttpRequest, recommendation: Recommendation) -> HttpResponse:
    let_in(request, "concertation.edit_recommendation", recommendation)
    return _become(request, recommendation)


def _become(request: HttpRequest, source: Avenue | Recommendation) -> HttpResponse:
    """Nothing is typed again; who comes second is led to the action of the first."""
    reader, form = reader_of(request), IdentityForm(request.POST)
    if known := action_of(source.item, reader):
        return redirect("concertation:act", known.address)
    uid = form.cleaned_data["uid"] if form.is_valid() else new_uid()
    if Item.objects.filter(uid=uid).exists():
        uid = new_uid()
    try:
        made = actions.turn_into_action(by=reader, uid=uid, source=source)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect(reverse(item_kinds[source.item.kind].url_name, args=[source.address]))
    messages.success(request, "L’action est proposée : dites qui la porte, ce qui aura changé, les moyens.")
    return redirect("concertation:act", made.address)
