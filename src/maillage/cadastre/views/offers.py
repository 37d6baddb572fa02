"""The page of an offer; adding, editing, confirming and ending one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from maillage.cadastre.actions import offers as actions
from maillage.cadastre.actions.sessions import add_session
from maillage.cadastre.forms.offers import EditOfferForm, NewOfferForm, initial_of
from maillage.cadastre.forms.sessions import EndOfferForm
from maillage.cadastre.models import Offer
from maillage.cadastre.queries.offers import details_of
from maillage.cadastre.queries.referrals import referrals_of
from maillage.cadastre.registries import offer_panels
from maillage.cadastre.views.dates import calendar_for, dates_shown
from maillage.cadastre.views.doors import (
    form_page,
    keep_page_of,
    keeping_of,
    offer_or_404,
    page_of,
    writable_offer,
)
from maillage.cadastre.views.facts import facts_of, texts_shown
from maillage.cadastre.views.sheet import under_way
from maillage.cadastre.views.shown import places_shown
from maillage.cadastre.views.suggestions import back_to, proposals_beside
from maillage.network.models import Organisation
from maillage.records.actions import may
from maillage.records.clock import today
from maillage.records.requests import reader_of
from maillage.ui.doors import present_address
from maillage.ui.writing import FormPage, answer, posted


@require_safe
def offer(request: HttpRequest, uid: str) -> HttpResponse:
    """`/cours-et-services/<titre>-<uid>/`."""
    found, day = offer_or_404(request, uid), today()
    if moved := present_address(request, page_of(found)):
        return moved
    reader = reader_of(request)
    details = details_of(found, day)
    writes = may(reader, "cadastre.edit_offer", found)
    calendar = calendar_for(details.sessions)
    context = {
        "offer": found,
        "details": details,
        "facts": facts_of(found),
        "texts": texts_shown(found),
        "sessions": [
            (one, _places(one, day), dates_shown(one, calendar, details.closures, day))
            for one in details.sessions
        ],
        "past": details.past,
        "closed_now": [one for one in details.closures if one.first_day <= day],
        "panels": offer_panels.loaded(found, reader, day),
        "writes": writes,
        "proposes": found.kind == Offer.Kind.TRAINING and may(reader, "cadastre.propose_session", found),
        "referrals": referrals_of(found, day) if writes else 0,
        "reads_history": reader.has(actions.history_audience(found)),
        "ended": not found.holds(day),
        "sheet": under_way(request.GET, found, reader),
        "day": day,
    }
    return render(request, "cadastre/offers/offer.html", context)


@require_safe
def offer_history(request: HttpRequest, uid: str) -> HttpResponse:
    """« Historique »: for members of the network."""
    found = offer_or_404(request, uid)
    audience = actions.history_audience(found)
    if not reader_of(request).has(audience):
        raise Http404
    return render(request, "cadastre/offers/history.html", {"offer": found, "audience": audience})


def new_offer_of(request: HttpRequest, uid: str, kind: str) -> HttpResponse:
    """« Ajouter une formation » … with its first session, on one screen."""
    kinds = {one.label: one for one in Offer.Kind}
    if kind not in kinds:
        raise Http404
    kind = kinds[kind]
    reader, operator = reader_of(request), keeping_of(request, uid)
    form = NewOfferForm(posted(request), kind=kind, reader=reader, organisation=operator)

    def write() -> None:
        made = actions.register_offer(
            by=reader,
            organisation=operator,
            fields={**form.fields_given(), "kind": kind},
            levels=form.levels,
            texts=form.texts,
            uid=form.cleaned_data["uid"],
        )
        if form.says_when():
            add_session(by=reader, offer=made, fields=form.session_given(), slots=form.slots)

    page = FormPage(
        title=f"Ajouter une {Offer.Kind(kind).label}" if kind != Offer.Kind.SERVICE else "Ajouter un service",
        done="C’est en ligne : on la trouve dès maintenant.",
        back=keep_page_of(operator),
        about=operator.name,
        crumbs=_crumbs(operator),
        lead="Dites ce que vous savez ; vous compléterez plus tard.",
        template="cadastre/offers/form.html",
    )
    return answer(request, page, form, write, context={"beside": None})


def edit_offer(request: HttpRequest, uid: str) -> HttpResponse:
    reader, found = reader_of(request), writable_offer(request, uid)
    beside = proposals_beside(request, found)
    form = EditOfferForm(posted(request), kind=found.kind, initial=initial_of(found))
    page = replace(
        form_page(
            found,
            "Modifier",
            "C’est enregistré, et confirmé aujourd’hui.",
            lead="En enregistrant, vous confirmez que tout est à jour.",
            back=back_to(found, beside),
        ),
        template="cadastre/offers/form.html",
    )
    return answer(
        request,
        page,
        form,
        lambda: actions.edit_offer(
            by=reader,
            offer=found,
            seen=form.cleaned_data["version"],
            fields=form.fields_given(),
            levels=form.levels if form.level_names else None,
            texts=form.texts,
        ),
        row=found,
        context={"beside": beside},
    )


@require_POST
def confirm_offer(request: HttpRequest, uid: str) -> HttpResponse:
    """« Tout est à jour »."""
    found = writable_offer(request, uid)
    actions.confirm_offer(by=reader_of(request), offer=found)
    messages.success(request, f"Merci ! « {found} » est confirmée aujourd’hui.")
    return redirect(_way_back(request, found))


def end_offer(request: HttpRequest, uid: str) -> HttpResponse:
    """« Cette offre s’arrête »: it leaves the search after its last day, and its page stays."""
    found = writable_offer(request, uid)
    form = EndOfferForm(posted(request))
    page = form_page(
        found,
        "Cette offre s’arrête",
        "C’est noté. On ne la trouvera plus après ce jour ; sa page reste.",
        lead="Après ce jour, elle sort de la recherche. Sa page reste, et vous pourrez la rouvrir.",
        submit="Noter la fin",
    )
    return answer(
        request,
        page,
        form,
        lambda: actions.end_offer(by=reader_of(request), offer=found, last_day=form.cleaned_data["last_day"]),
    )


@require_POST
def reopen_offer(request: HttpRequest, uid: str) -> HttpResponse:
    found = writable_offer(request, uid)
    actions.reopen_offer(by=reader_of(request), offer=found)
    messages.success(request, f"« {found} » est de nouveau proposée.")
    return redirect(page_of(found))


def _places(one: Any, day: Any) -> Any:
    said = one.places
    return (
        places_shown({"state": said.state, "count": said.count, "on": said.on.isoformat()}, day)
        if said
        else None
    )


def _crumbs(operator: Organisation) -> tuple[str, ...]:
    return ("Cours et services", reverse("cadastre:offers"), operator.name, keep_page_of(operator))


def _way_back(request: HttpRequest, found: Offer) -> str:
    """To the list of the operator's offers when the button stood there."""
    return keep_page_of(found.organisation) if "liste" in request.POST else page_of(found)
