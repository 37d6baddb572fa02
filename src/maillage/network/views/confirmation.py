"""Screen behind the personal link of a campaign: one's sheet, « Tout est à jour », or a correction (row A9)."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from maillage.network.actions.organisations import confirm_sheet
from maillage.network.forms.campaigns import WhoAnsweredForm
from maillage.network.models import Organisation
from maillage.records.actions import may
from maillage.records.clock import day_of, today
from maillage.records.requests import reader_of


def _confirmed_today(organisation: Organisation) -> bool:
    moment = organisation.confirmed_at
    return moment is not None and day_of(moment) == today()


def confirm(request: HttpRequest, uid: str) -> HttpResponse:
    """A GET only shows; the large button posts. Who may not confirm learns nothing of the sheet."""
    reader = reader_of(request)
    organisation = get_object_or_404(Organisation.objects.select_related("part_of", "kept_by"), uid=uid)
    if not may(reader, "network.confirm_sheet", organisation):
        raise Http404
    form = WhoAnsweredForm(request.POST or None, initial={"who": reader.label if reader.uid else ""})
    if request.method == "POST" and form.is_valid():
        confirm_sheet(by=reader, organisation=organisation, who=form.cleaned_data["who"])
        messages.success(request, "Merci ! La fiche est confirmée à la date d’aujourd’hui.")
        return redirect("network:confirm_by_link", uid)
    sites = organisation.sites.as_of().select_related("territory").order_by("-is_main", "id")
    context = {
        "organisation": organisation,
        "form": form,
        "sites": sites,
        "confirmed_today": _confirmed_today(organisation),
    }
    return render(request, "network/campaigns/confirm.html", context)
