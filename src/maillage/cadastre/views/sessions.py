"""Sessions of an offer, the places that are left, temporary closures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from maillage.cadastre.actions import sessions as actions
from maillage.cadastre.forms.sessions import (
    ClosureForm,
    EditSessionForm,
    NewSessionForm,
    PlacesForm,
    initial_of,
)
from maillage.cadastre.models import Places
from maillage.cadastre.queries.keeping import sessions_to_carry
from maillage.cadastre.views.doors import form_page, keep_page_of, page_of, writable_offer
from maillage.cadastre.views.suggestions import back_to, proposals_beside
from maillage.records.clock import today
from maillage.records.requests import reader_of
from maillage.ui.writing import answer, posted

if TYPE_CHECKING:
    from maillage.cadastre.models import Offer, OfferSession


def add_session(request: HttpRequest, uid: str) -> HttpResponse:
    reader, offer = reader_of(request), writable_offer(request, uid)
    form = NewSessionForm(posted(request), reader=reader, organisation=offer.organisation)
    return answer(
        request,
        form_page(offer, "Ajouter une session", "La session est ajoutée."),
        form,
        lambda: actions.add_session(
            by=reader, offer=offer, fields=form.fields_given(), slots=form.slots, uid=form.cleaned_data["uid"]
        ),
    )


def edit_session(request: HttpRequest, uid: str, session: str) -> HttpResponse:
    reader, offer, row = reader_of(request), *_session(request, uid, session)
    form = EditSessionForm(
        posted(request), reader=reader, organisation=offer.organisation, initial=initial_of(row)
    )
    beside = proposals_beside(request, offer)
    page = form_page(offer, "Modifier la session", "La session est enregistrée.", back=back_to(offer, beside))
    return answer(
        request,
        replace(page, template="cadastre/offers/edit_session.html"),
        form,
        lambda: actions.edit_session(
            by=reader,
            session=row,
            seen=form.cleaned_data["version"],
            fields=form.fields_given(),
            slots=form.slots,
        ),
        row=row,
        context={"offer": offer, "session": row, "beside": beside},
    )


@require_POST
def remove_session(request: HttpRequest, uid: str, session: str) -> HttpResponse:
    """A session that never was; one that took place stays, as the form says."""
    offer, row = _session(request, uid, session)
    actions.remove_session(by=reader_of(request), session=row)
    messages.success(request, "La session est retirée ; l’historique en garde la trace.")
    return redirect(page_of(offer))


def places(request: HttpRequest, uid: str, session: str) -> HttpResponse:
    """How many places are left; one tap on a state of the list of offers comes here too."""
    offer, row = _session(request, uid, session)
    data = posted(request)
    if data is not None and "on" not in data:
        data = data.copy()
        data["on"] = ""
    form = PlacesForm(data)
    back = keep_page_of(offer.organisation) if data is not None and "liste" in data else page_of(offer)
    page = form_page(
        offer,
        "Combien de places reste-t-il ?",
        "Merci ! Les places sont à jour.",
        back=back,
        lead="La date se lit à côté ; après quatorze jours, on lira « à vérifier ».",
    )

    def write() -> Places:
        return actions.say_places(
            by=reader_of(request),
            session=row,
            state=form.cleaned_data["state"],
            count=form.cleaned_data["count"],
            on=form.cleaned_data["on"],
        )

    return answer(request, page, form, write)


def close_meanwhile(request: HttpRequest, uid: str) -> HttpResponse:
    offer = writable_offer(request, uid)
    form = ClosureForm(posted(request))
    page = form_page(
        offer,
        "Fermeture temporaire",
        "La fermeture est annoncée.",
        lead="Vacances, travaux, absence : on continue de trouver l’offre, avec ce message.",
        submit="Annoncer",
    )
    return answer(
        request,
        page,
        form,
        lambda: actions.close_meanwhile(
            by=reader_of(request),
            offer=offer,
            first_day=form.cleaned_data["first_day"],
            last_day=form.cleaned_data["last_day"],
            message=form.cleaned_data["message"],
            uid=form.cleaned_data["uid"],
        ),
    )


@require_POST
def withdraw_closure(request: HttpRequest, uid: str, closure: str) -> HttpResponse:
    offer = writable_offer(request, uid)
    row = get_object_or_404(offer.closures.select_related("offer__organisation"), uid=closure)
    actions.withdraw_closure(by=reader_of(request), closure=row)
    messages.success(request, "La fermeture est retirée.")
    return redirect(page_of(offer))


@require_POST
def carry_forward(request: HttpRequest, uid: str) -> HttpResponse:
    """« Reprendre pour l’année suivante »: the sessions that have begun, older years left alone."""
    offer = writable_offer(request, uid)
    begun = sessions_to_carry(today()).filter(offer=offer)
    made = actions.carry_forward(by=reader_of(request), offer=offer, sessions=begun)
    if made:
        said = "Une session reprise" if len(made) == 1 else f"{len(made)} sessions reprises"
        messages.success(request, f"{said} un an plus tard, aux mêmes jours de la semaine. Relisez les dates.")
    else:
        messages.info(request, "Rien à reprendre : ces sessions sont déjà là pour l’année suivante.")
    return redirect(page_of(offer))


def _session(request: HttpRequest, uid: str, session: str) -> tuple[Offer, OfferSession]:
    offer = writable_offer(request, uid)
    row = (
        offer.sessions.select_related("site__organisation", "offer__organisation")
        .prefetch_related("slots")
        .filter(uid=session)
        .first()
    )
    if row is None:
        raise Http404
    row.offer = offer
    return offer, row
