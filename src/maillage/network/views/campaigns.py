"""Screens: confirmation campaigns, for who coordinates."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST

from maillage.core.readers import ADMINISTRATORS, COORDINATORS
from maillage.network.actions.campaigns import (
    close_campaign,
    correct_address,
    launch_campaign,
    prepare_campaign,
    record_phone_answer,
    remind_silent,
)
from maillage.network.forms.campaigns import AddressForm, CampaignForm, PhoneAnswerForm
from maillage.network.models import Campaign, CampaignSheet
from maillage.network.models.campaigns import PATIENCE, SHEETS, SheetState
from maillage.network.queries.campaigns import campaigns_seen, recipients, reminding, standings
from maillage.network.registries import campaign_kinds
from maillage.records.actions import may
from maillage.records.clock import today
from maillage.records.requests import reader_of
from maillage.ui.doors import let_in
from maillage.ui.listing import ColumnKind, Filter, ListColumn, Listing, Option, listing_response
from maillage.ui.templatetags.components import Figure

TONES = {
    SheetState.CONFIRMED: "ok",
    SheetState.CHANGED: "ok",
    SheetState.FAILED: "bad",
    SheetState.NO_ADDRESS: "bad",
    SheetState.SILENT: "warn",
}

CAMPAIGNS = Listing(
    title="Campagnes de confirmation",
    nothing="Aucune campagne",
    one="campagne",
    many="campagnes",
    lead="Demander à chaque organisation si sa fiche est encore juste, sans courir après personne.",
    audience="coordinators",
    columns=(
        ListColumn("nom", "Nom", "name", sort="sort_name", link=lambda row: page_of(row)),
        ListColumn("sujet", "Au sujet de", lambda row: campaign_kinds[row.kind].label),
        ListColumn("menee", "Menée par", "host.name", sort="host__sort_name"),
        ListColumn("etat", "État", "get_state_display", sort="state"),
        ListColumn("lancee", "Lancée le", "launched_at", sort="launched_at", kind=ColumnKind.MOMENT),
        ListColumn("interrogees", "Organisations", "asked", sort="asked", kind=ColumnKind.NUMBER),
        ListColumn("reponses", "Réponses", "answered", sort="answered", kind=ColumnKind.NUMBER),
    ),
    filters=(Filter("etat", "État", field="state", choices=Campaign.State.choices),),
    search=("sort_name",),
    default_sort="-lancee",
)


def page_of(campaign: Campaign) -> str:
    """The dashboard of a campaign, of whatever kind."""
    return reverse(campaign_kinds[campaign.kind].page, args=[campaign.address])


def _require_coordination(request: HttpRequest) -> None:
    if not reader_of(request).has(COORDINATORS, ADMINISTRATORS):
        raise Http404


def campaigns(request: HttpRequest) -> HttpResponse:
    _require_coordination(request)
    return listing_response(
        request, CAMPAIGNS, campaigns_seen(reader_of(request)), template="network/campaigns/campaigns.html"
    )


def new_campaign(request: HttpRequest) -> HttpResponse:
    """Two steps on one page: « Voir qui sera interrogé », then « Préparer la campagne »."""
    _require_coordination(request)
    form = CampaignForm(request.POST or None, reader=reader_of(request))
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        found = recipients(form.asked(), reader_of(request), today())
        if "prepare" in request.POST:
            try:
                campaign = _prepared(request, form, found.everyone)
            except ValidationError as refusal:
                form.add_error(None, refusal)
            else:
                return redirect("network:campaign", campaign.address)
        context["recipients"] = found
    return render(request, "network/campaigns/new_campaign.html", context)


def _prepared(request: HttpRequest, form: CampaignForm, everyone: list[Any]) -> Campaign:
    said = form.cleaned_data
    known = Campaign.objects.visible_to(reader_of(request)).filter(uid=said["uid"]).first()
    return known or prepare_campaign(
        by=reader_of(request),
        host=said["host"],
        name=said["name"],
        subject=said["subject"],
        introduction=said["introduction"],
        organisations=everyone,
        uid=said["uid"],
    )


def _campaign(request: HttpRequest, uid: str) -> Campaign:
    return get_object_or_404(Campaign.objects.visible_to(reader_of(request)).select_related("host"), uid=uid)


def campaign(request: HttpRequest, uid: str) -> HttpResponse:
    """The dashboard: where each answer stands, whom to remind, whom to call."""
    found = _campaign(request, uid)
    if found.kind != SHEETS:
        return redirect(page_of(found))
    rows = (
        CampaignSheet.objects.filter(campaign=found).with_standing().select_related("organisation", "campaign")
    )
    context = {
        "campaign": found,
        "figures": [
            Figure(line.count, str(line.state.label), f"?etat={line.state}#liste")
            for line in standings(found)
            if line.count or line.state in (SheetState.CONFIRMED, SheetState.CHANGED, SheetState.SILENT)
        ],
        "patience": PATIENCE,
        "reminding": reminding(found),
    }
    return listing_response(
        request, sheets_listing(found), rows, template="network/campaigns/campaign.html", context=context
    )


def sheets_listing(found: Campaign, more: tuple[ListColumn, ...] = ()) -> Listing:
    """Where each organisation stands; `more`: what this kind of campaign knows of each, after its state."""
    return Listing(
        title=found.name,
        nothing="Aucune organisation",
        one="organisation",
        many="organisations",
        audience=found.audience,
        columns=(
            ListColumn(
                "organisation",
                "Organisation",
                "organisation.name",
                sort="organisation__sort_name",
                link=lambda row: reverse("network:organisation", args=[row.organisation.address]),
            ),
            ListColumn("courriel", "Adresse", "email", on_screen=False),
            ListColumn("etat", "Où en est-on", lambda row: SheetState(row.standing).label, sort="standing"),
            *more,
            ListColumn("envoye", "Dernier envoi", "sent_at", sort="sent_at", kind=ColumnKind.MOMENT),
            ListColumn("rappels", "Rappels", "reminders", kind=ColumnKind.NUMBER, on_screen=False),
            ListColumn("repondu", "Réponse", "answered_at", sort="answered_at", kind=ColumnKind.MOMENT),
            ListColumn("qui", "Par", "answered_by"),
            ListColumn(
                "suite",
                "Suite",
                lambda row: row.pk,
                in_files=False,
                show=lambda row: _next_step(row),
            ),
        ),
        filters=(
            Filter(
                "etat",
                "Où en est-on",
                options=tuple(
                    Option(state.value, state.label, Q(standing=state.value)) for state in SheetState
                ),
            ),
        ),
        search=("organisation__sort_name",),
    )


def _next_step(row: Any) -> str:
    """What the coordinator may do about one sheet: note a telephone answer, correct an address."""
    if row.answer:
        return ""
    broken = row.standing in (SheetState.FAILED, SheetState.NO_ADDRESS)
    return render_to_string("network/campaigns/next_step.html", {"sheet": row, "broken": broken})


def campaign_sheet(request: HttpRequest, uid: str) -> HttpResponse:
    """One organisation that has not answered: its telephone answer, or a better address."""
    sheet = _sheet(request, uid)
    phone, address = (
        PhoneAnswerForm(prefix="tel"),
        AddressForm(prefix="adresse", initial={"email": sheet.email}),
    )
    if "phone" in request.POST:
        phone = PhoneAnswerForm(request.POST, prefix="tel")
        if phone.is_valid():
            record_phone_answer(by=reader_of(request), sheet=sheet, who=phone.cleaned_data["who"])
            messages.success(request, f"Réponse de {sheet.organisation} notée. Merci pour l’appel.")
            return redirect(page_of(sheet.campaign))
    elif request.method == "POST":
        let_in(request, "network.redirect_letters", sheet.campaign)
        address = AddressForm(request.POST, prefix="adresse")
        if address.is_valid():
            correct_address(by=reader_of(request), sheet=sheet, email=address.cleaned_data["email"])
            messages.success(request, f"L’invitation repart vers {address.cleaned_data['email']}.")
            return redirect(page_of(sheet.campaign))
    kind = campaign_kinds[sheet.campaign.kind]
    context = {
        "sheet": sheet,
        "phone": phone,
        "address": address,
        "redirects": may(reader_of(request), "network.redirect_letters", sheet.campaign),
        "back": page_of(sheet.campaign),
        "asks": kind.asks,
        "correct": kind.correct(sheet.organisation),
    }
    return render(request, "network/campaigns/campaign_sheet.html", context)


def _sheet(request: HttpRequest, uid: str) -> CampaignSheet:
    seen = Campaign.objects.visible_to(reader_of(request))
    rows = CampaignSheet.objects.filter(campaign__in=seen).with_standing()
    return get_object_or_404(rows.select_related("organisation", "campaign__host"), uid=uid)


@require_POST
def launch(request: HttpRequest, uid: str) -> HttpResponse:
    found = launch_campaign(by=reader_of(request), campaign=_campaign(request, uid))
    messages.success(
        request, "La campagne est lancée : les e-mails partent, cette page se remplit au fil des réponses."
    )
    return redirect(page_of(found))


@require_POST
def remind(request: HttpRequest, uid: str) -> HttpResponse:
    found = _campaign(request, uid)
    try:
        count = remind_silent(by=reader_of(request), campaign=found)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        said = f"{count} rappels partent." if count > 1 else f"{count} rappel part."
        messages.success(
            request,
            said
            if count
            else "Personne à relancer : toutes ont répondu, ou ont reçu une lettre cette semaine.",
        )
    return redirect(page_of(found))


@require_POST
def close(request: HttpRequest, uid: str) -> HttpResponse:
    found = close_campaign(by=reader_of(request), campaign=_campaign(request, uid))
    messages.success(request, "La campagne est clôturée. Les liens déjà envoyés ouvrent encore les fiches.")
    return redirect(page_of(found))
