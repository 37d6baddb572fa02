"""« Proposer à ceux qui l’attendent »: from an offer to the organisations whose lists it answers."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from maillage.cadastre.actions.proposals import propose_session as propose
from maillage.cadastre.forms.proposals import ProposalForm
from maillage.cadastre.queries.awaiting import awaiting
from maillage.cadastre.views.doors import form_page, offer_or_404
from maillage.records.clock import today
from maillage.records.requests import reader_of
from maillage.ui.doors import let_in
from maillage.ui.writing import answer, posted


def propose_session(request: HttpRequest, uid: str) -> HttpResponse:
    offer, day = offer_or_404(request, uid), today()
    let_in(request, "cadastre.propose_session", offer)
    if not offer.holds(day):
        raise Http404
    waiting = awaiting(offer, day)
    form = ProposalForm(posted(request), waiting=waiting)
    page = form_page(
        offer,
        "Proposer à ceux qui l’attendent",
        "C’est parti : les lettres sont dans « Courrier », les réponses iront à l’opérateur.",
        lead="Des organisations ont noté des personnes sans place pour un tel cours, à 15 km à la ronde. Prévenez-les.",
        submit="Écrire",
        template="cadastre/proposals/propose.html",
    )
    unreachable = [one for one in waiting if not one.organisation.email]
    context = {"screen": page, "waiting": waiting, "unreachable": unreachable, "offer": offer}
    if len(unreachable) == len(waiting):
        return render(request, "cadastre/proposals/nobody.html", context)
    return answer(
        request,
        page,
        form,
        lambda: propose(
            by=reader_of(request),
            offer=offer,
            organisations=form.chosen,
            word=form.cleaned_data["word"],
            uid=form.cleaned_data["uid"],
        ),
        context=context,
    )
