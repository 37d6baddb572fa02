"""« Signaler une erreur »: anyone proposes, who keeps the offer decides field by field."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from maillage.cadastre.actions import suggestions as actions
from maillage.cadastre.forms.suggestions import DecisionForm, SuggestionForm, kept_by_hand
from maillage.cadastre.models import Offer, SuggestedChange, Suggestion
from maillage.cadastre.queries.offers import details_of
from maillage.cadastre.queries.suggestions import (
    overdue,
    said_by,
    shown_changes,
    suggestion_for,
    suggestions_kept_by,
)
from maillage.cadastre.views.doors import offer_or_404, page_of, writable_offer
from maillage.core.readers import ADMINISTRATORS, COORDINATORS, MEMBERS
from maillage.records.clock import today
from maillage.records.identity import UID_LENGTH
from maillage.records.requests import reader_of
from maillage.records.versioned import ChangedMeanwhile
from maillage.ui.errors import too_many
from maillage.ui.listing import ColumnKind, Filter, ListColumn, Listing, Option, listing_response
from maillage.ui.writing import FormPage, answer, posted

MOST_AN_HOUR = 15
HOUR = 3_600
IN_SESSIONS = frozenset({SuggestedChange.Part.HOURS, SuggestedChange.Part.PLACE, SuggestedChange.Part.PLACES})
"""Parts that the sessions say, not the offer."""


def suggest(request: HttpRequest, uid: str) -> HttpResponse:
    """`/cours-et-services/<titre>-<uid>/corriger/`: without an account."""
    offer = offer_or_404(request, uid)
    if request.method == "POST" and _proposals(request) >= MOST_AN_HOUR:
        return too_many(request, wait_seconds=HOUR)
    reader = reader_of(request)
    form = SuggestionForm(posted(request), said=said_by(details_of(offer, today())))
    page = _page(offer)
    if form.is_bound and form.is_from_a_machine:
        messages.success(request, page.done)
        return redirect(page.back)

    def write() -> Suggestion:
        made = actions.suggest_correction(
            by=reader,
            offer=offer,
            differences=form.differences(),
            name=form.cleaned_data["name"],
            email=form.cleaned_data["own_email"],
            uid=form.cleaned_data["uid"],
        )
        _count_proposal(request)
        return made

    return answer(request, page, form, write, context={"offer": offer})


def _page(offer: Offer) -> FormPage:
    return FormPage(
        title="Signaler une erreur",
        done="Merci ! Votre proposition est transmise à qui tient cette offre.",
        back=page_of(offer),
        about=offer.title,
        crumbs=("Cours et services", reverse("cadastre:offers"), offer.title, page_of(offer)),
        lead=f"Corrigez ce qui n’est plus juste et laissez le reste : "
        f"{kept_by_hand(offer)} le relit avant que cela ne change.",
        submit="Envoyer la proposition",
        template="cadastre/suggestions/suggest.html",
    )


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """`/cours-et-services/corrections/`: what waits for a decision of this reader."""
    reader = reader_of(request)
    if not reader.has(MEMBERS, COORDINATORS, ADMINISTRATORS):
        raise Http404
    return listing_response(request, listing_of_suggestions(), suggestions_kept_by(reader))


def listing_of_suggestions() -> Listing:
    states = (
        Option("attend", "à décider", Q(decided_at__isnull=True)),
        Option("tarde", "sans réponse de l’opérateur depuis 14 jours", overdue()),
        Option("decidee", "décidées", Q(decided_at__isnull=False)),
    )
    return Listing(
        title="Corrections proposées",
        lead="Ce que des personnes ont vu de faux ou d’ancien ; chaque champ se reprend ou non.",
        nothing="Aucune correction",
        one="correction proposée",
        many="corrections proposées",
        audience=MEMBERS,
        columns=(
            ListColumn("offre", "Offre", "offer.title", sort="offer__sort_title", link=_address),
            ListColumn(
                "operateur", "Opérateur", "offer.organisation.name", sort="offer__organisation__sort_name"
            ),
            ListColumn("champs", "Champs", _parts),
            ListColumn("proposee", "Proposée le", "made_at", sort="made_at", kind=ColumnKind.MOMENT),
            ListColumn("decidee", "Décidée le", "decided_at", sort="decided_at", kind=ColumnKind.MOMENT),
        ),
        filters=(
            Filter("etat", "Corrections", options=states, default="attend", any_label="toutes"),
            Filter(
                "operateur",
                "Opérateur",
                field="offer__organisation__uid",
                label_field="offer__organisation__name",
                as_select=True,
            ),
        ),
        search=("offer__sort_title", "offer__organisation__sort_name"),
        default_sort="proposee",
        empty_hint="Tout est décidé. Chacun peut signaler une erreur depuis la page d’une offre.",
    )


@require_safe
def suggestion(request: HttpRequest, uid: str, suggestion: str) -> HttpResponse:
    """One proposal, field by field: what the page said, what is proposed, what it says now."""
    offer = writable_offer(request, uid)
    return render(request, "cadastre/suggestions/suggestion.html", _context(offer, _or_404(offer, suggestion)))


@require_POST
def decide(request: HttpRequest, uid: str, suggestion: str) -> HttpResponse:
    """One field: taken over, corrected in the form, or left."""
    offer = writable_offer(request, uid)
    found = _or_404(offer, suggestion)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        raise Http404
    said = form.cleaned_data
    change = next((one for one in found.changes.all() if one.part == said["part"]), None)
    if change is None:
        raise Http404
    change.suggestion = found
    try:
        _decide(request, change, said)
    except ChangedMeanwhile:
        offer.refresh_from_db()
        messages.warning(request, "L’offre a changé entre-temps : relisez ce qu’elle dit, puis décidez.")
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    return redirect(_address(found))


def _decide(request: HttpRequest, change: SuggestedChange, said: dict[str, Any]) -> None:
    reader = reader_of(request)
    if said["decision"] == DecisionForm.REFUSE:
        actions.refuse_change(by=reader, change=change, word=said["word"])
        messages.success(request, "C’est noté : la page reste comme elle est.")
        return
    corrected = said["decision"] == DecisionForm.CORRECTED
    actions.accept_change(by=reader, change=change, seen=said["version"] or 0, corrected=corrected)
    messages.success(request, "C’est corrigé. Merci à qui l’a signalé.")


def proposals_beside(request: HttpRequest, offer: Offer) -> Suggestion | None:
    """The proposal that a form was opened for (`?correction=`), to be shown beside it."""
    uid = request.GET.get("correction", "")[:UID_LENGTH]
    return suggestion_for(offer, uid) if uid else None


def back_to(offer: Offer, beside: Suggestion | None) -> str:
    """Where a form leads once written: back to the proposal it was opened for."""
    return _address(beside) if beside else page_of(offer)


def _context(offer: Offer, found: Suggestion) -> dict[str, Any]:
    details = details_of(offer, today())
    return {
        "offer": offer,
        "suggestion": found,
        "changes": shown_changes(found, details),
        "sessions": details.sessions,
        "about_sessions": IN_SESSIONS,
    }


def _or_404(offer: Offer, uid: str) -> Suggestion:
    found = suggestion_for(offer, uid)
    if found is None:
        raise Http404
    return found


def _address(found: Suggestion) -> str:
    return reverse("cadastre:suggestion", args=[found.offer.address, found.uid])


def _parts(found: Suggestion) -> str:
    return ", ".join(str(one) for one in found.changes.all())


def _proposals(request: HttpRequest) -> int:
    return int(cache.get(_key(request), 0))


def _count_proposal(request: HttpRequest) -> None:
    if not cache.add(_key(request), 1, HOUR):
        cache.set(_key(request), _proposals(request) + 1, HOUR)


def _key(request: HttpRequest) -> str:
    return f"suggestions:{request.META.get('REMOTE_ADDR', '')}"
