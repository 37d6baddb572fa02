"""The yearly campaign of offers of a platform: whom to ask, who confirmed, changed, closed, what is lacking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from maillage.cadastre.actions.keeping import carry_all_forward, confirm_all_offers
from maillage.cadastre.forms.campaigns import OfferCampaignForm
from maillage.cadastre.queries.campaigns import (
    OFFERS,
    CampaignOffers,
    OperatorOffers,
    offers_in,
    operators_asked,
)
from maillage.cadastre.views.doors import keep_page_of, keeping_of
from maillage.cadastre.views.lacking import sentences_of
from maillage.core.readers import ADMINISTRATORS, COORDINATORS, Reader, organises_key
from maillage.network.actions.campaigns import prepare_campaign
from maillage.network.models import Campaign, CampaignSheet, Organisation, Space
from maillage.network.models.campaigns import PATIENCE, SheetState
from maillage.network.queries.campaigns import campaigns_seen, reminding, standings
from maillage.network.views.campaigns import CAMPAIGNS, sheets_listing
from maillage.network.views.space_doors import uid_asked
from maillage.records.actions import may
from maillage.records.clock import today
from maillage.records.requests import reader_of
from maillage.ui.doors import let_in
from maillage.ui.listing import ColumnKind, ListColumn, listing_response
from maillage.ui.templatetags.components import Figure

FIRST = "Choisissez une plateforme, relisez la liste des opérateurs, puis lancez : chacun reçoit son lien personnel."
"""What an empty list of campaigns says."""


@require_safe
def offer_campaigns(request: HttpRequest) -> HttpResponse:
    """`/cours-et-services/campagnes/`."""
    let_in(request, "cadastre.run_campaigns")
    reader = reader_of(request)
    found = campaigns_seen(reader).filter(kind=OFFERS)
    listing = replace(CAMPAIGNS, audience=_audience_of(reader), empty_hint=FIRST)
    return listing_response(request, listing, found, template="cadastre/campaigns/campaigns.html")


def new_offer_campaign(request: HttpRequest) -> HttpResponse:
    """Two steps on one page: « Voir qui sera interrogé », then « Préparer la campagne »."""
    let_in(request, "cadastre.run_campaigns")
    reader = reader_of(request)
    form = OfferCampaignForm(request.POST or None, reader=reader, initial=_asked_of(request))
    context: dict[str, Any] = {"form": form, "recipients": None, "audience": _audience_of(reader)}
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        found = operators_asked(said["space"], reader, today(), without_offers=said["without_offers"])
        if "prepare" in request.POST:
            try:
                campaign = _prepared(request, said, found.everyone)
            except ValidationError as refusal:
                form.add_error(None, refusal)
            else:
                return redirect("cadastre:offer_campaign", campaign.address)
        context["recipients"] = found
    return render(request, "cadastre/campaigns/new_campaign.html", context)


@require_safe
def offer_campaign(request: HttpRequest, uid: str) -> HttpResponse:
    """The dashboard: where each operator stands, what its offers lack, whom to remind, whom to call."""
    reader, day = reader_of(request), today()
    seen = Campaign.objects.visible_to(reader).filter(kind=OFFERS).select_related("host")
    found = get_object_or_404(seen, uid=uid)
    rows = (
        CampaignSheet.objects.filter(campaign=found).with_standing().select_related("organisation", "campaign")
    )
    offers = offers_in(found, reader, day)
    space = Space.objects.visible_to(reader).filter(campaigns=found).first()
    narrowed = f"espace={space.uid}&" if space else ""
    context = {
        "campaign": found,
        "space": space,
        "figures": [
            Figure(line.count, str(line.state.label), f"?etat={line.state}#liste")
            for line in standings(found)
            if line.count or line.state in (SheetState.CONFIRMED, SheetState.CHANGED, SheetState.SILENT)
        ],
        "patience": PATIENCE,
        "reminding": reminding(found),
        "offers": offers,
        "sentences": [
            (said, address if may(reader, "cadastre.coordinate") else "")
            for said, address in sentences_of(offers.lacks, f"{reverse('cadastre:to_complete')}?{narrowed}")
        ],
    }
    listing = sheets_listing(found, more=_columns(offers))
    return listing_response(
        request, listing, rows, template="cadastre/campaigns/campaign.html", context=context
    )


@require_POST
def confirm_all(request: HttpRequest, uid: str) -> HttpResponse:
    """« Tout est à jour » for all the offers of an operator."""
    operator = keeping_of(request, uid)
    count = confirm_all_offers(by=reader_of(request), organisation=operator)
    said = ngettext(
        "Merci ! %(n)s offre est confirmée aujourd’hui.",
        "Merci ! %(n)s offres sont confirmées aujourd’hui.",
        count,
    )
    messages.success(request, said % {"n": count})
    return redirect(keep_page_of(operator))


@require_POST
def carry_all(request: HttpRequest, uid: str) -> HttpResponse:
    """« Reprendre toutes nos sessions pour l’année suivante »."""
    operator = keeping_of(request, uid)
    count = carry_all_forward(by=reader_of(request), organisation=operator)
    if count:
        said = ngettext("%(n)s session reprise", "%(n)s sessions reprises", count) % {"n": count}
        messages.success(request, f"{said} un an plus tard, aux mêmes jours de la semaine. Relisez les dates.")
    else:
        messages.info(request, "Rien à reprendre : ces sessions sont déjà là pour l’année suivante.")
    return redirect(keep_page_of(operator))


def _columns(offers: CampaignOffers) -> tuple[ListColumn, ...]:
    def of(row: Any) -> OperatorOffers:
        return offers.of(row.organisation_id)

    counted = (
        ("offres", "Offres", "running"),
        ("confirmees", "Confirmées", "confirmed"),
        ("modifiees", "Modifiées", "changed"),
        ("arretees", "Arrêtées", "ended"),
    )
    return (
        ListColumn(
            "ses-offres",
            "Ses offres",
            lambda row: _in_words(of(row)),
            show=lambda row: format_html(
                '{}<br><span class="small soft">{}</span>', _in_words(of(row)), _lacking(of(row))
            ),
            in_files=False,
        ),
        *(
            ListColumn(
                key,
                label,
                _counted(offers, name),
                kind=ColumnKind.NUMBER,
                on_screen=False,
            )
            for key, label, name in counted
        ),
        ListColumn("manque", "À compléter", lambda row: _lacking(of(row)), on_screen=False),
    )


def _counted(offers: CampaignOffers, name: str) -> Callable[[Any], int]:
    return lambda row: int(getattr(offers.of(row.organisation_id), name))


def _in_words(offers: OperatorOffers) -> str:
    """« 5 offres, 3 confirmées, 1 arrêtée »; what is zero is not said."""
    said = [
        ngettext("%(n)s offre", "%(n)s offres", offers.running) % {"n": offers.running},
        ngettext("%(n)s confirmée", "%(n)s confirmées", offers.confirmed) % {"n": offers.confirmed}
        if offers.confirmed
        else "",
        ngettext("%(n)s modifiée", "%(n)s modifiées", offers.changed) % {"n": offers.changed}
        if offers.changed
        else "",
        ngettext("%(n)s arrêtée", "%(n)s arrêtées", offers.ended) % {"n": offers.ended} if offers.ended else "",
    ]
    return ", ".join(one for one in said if one)


def _lacking(offers: OperatorOffers) -> str:
    """« 2 sans horaire, 1 sans prix »."""
    return ", ".join(f"{count} {without}" for without, count in offers.lacking.items())


def _prepared(request: HttpRequest, said: dict[str, Any], everyone: list[Organisation]) -> Campaign:
    reader = reader_of(request)
    known = Campaign.objects.visible_to(reader).filter(uid=said["uid"]).first()
    return known or prepare_campaign(
        by=reader,
        host=said["host"],
        kind=OFFERS,
        space=said["space"],
        name=said["name"],
        subject=said["subject"],
        introduction=said["introduction"],
        organisations=everyone,
        uid=said["uid"],
    )


def _audience_of(reader: Reader) -> str:
    """Who else has this page."""
    return COORDINATORS if reader.has(COORDINATORS, ADMINISTRATORS) else organises_key("")


def _asked_of(request: HttpRequest) -> dict[str, Any]:
    """`?espace=` : the page of a space leads here; one that is not offered chooses nothing."""
    uid = uid_asked(request, "espace")
    space = Space.objects.visible_to(reader_of(request)).filter(uid=uid).first() if uid else None
    if space is None:
        return {}
    held = space.hosts.as_of().order_by("pk").values_list("organisation", flat=True).first()
    return {"space": space.pk, "host": held}
