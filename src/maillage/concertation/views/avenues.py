"""Screens: avenues, from findings to an action (D12)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from maillage.concertation.actions import avenues as actions
from maillage.concertation.forms.acting import AvenueForm
from maillage.concertation.models import Avenue, Cycle
from maillage.concertation.queries.acting import avenue_for
from maillage.concertation.queries.findings import findings_of
from maillage.concertation.queries.recommendations import recommendations_of
from maillage.concertation.views.doors import board_url, crumbs_of, found_by, of_cycle, seated_and_mine
from maillage.records.actions import may
from maillage.records.identity import new_uid
from maillage.records.requests import reader_of
from maillage.ui.doors import let_in
from maillage.ui.writing import FormPage, answer, posted

of_avenue = found_by(avenue_for)


@of_cycle
def propose_avenue(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    """« Proposer une piste »; `?constat=` or `?recommandation=`: what it starts from."""
    let_in(request, "concertation.take_part", cycle)
    reader = reader_of(request)
    rows = findings_of(cycle, reader).in_common()
    recommended = recommendations_of(cycle, reader)
    form = AvenueForm(
        posted(request),
        findings=rows,
        recommendations=recommended,
        initial={
            "findings": _named(rows, request.GET.get("constat", "")),
            "recommendations": _named(recommended, request.GET.get("recommandation", "")),
        },
    )
    screen = FormPage(
        title="Proposer une piste",
        done="La piste est proposée. Les organisations peuvent la soutenir.",
        back=board_url(cycle),
        about=cycle.title,
        crumbs=crumbs_of(cycle),
        submit="Proposer",
    )
    if not rows.exists():
        messages.error(request, "Il faut d’abord un constat : une piste répond à quelque chose.")
        return redirect(board_url(cycle))

    def write() -> None:
        said = form.cleaned_data
        actions.propose_avenue(
            by=reader,
            uid=said["uid"],
            cycle=cycle,
            findings=list(said["findings"]),
            recommendations=list(said.get("recommendations", ())),
            title=said["title"],
            detail=said["detail"],
        )

    return answer(request, screen, form, write)


def _named(rows: QuerySet[Any], uid: str) -> list[int]:
    return list(rows.filter(item__uid=uid).values_list("pk", flat=True)) if uid else []


@of_avenue
def avenue(request: HttpRequest, avenue: Avenue) -> HttpResponse:
    reader = reader_of(request)
    supporters = [one.organisation_id for one in avenue.supports.all()]
    takes_part = may(reader, "concertation.take_part", avenue.cycle)
    context = {
        "avenue": avenue,
        "crumbs": (*crumbs_of(avenue.cycle), avenue.title),
        "organises": may(reader, "concertation.edit_avenue", avenue),
        "supports": list(avenue.supports.all()),
        "mine": [
            (one, one.pk in supporters) for one in (seated_and_mine(reader, avenue.cycle) if takes_part else ())
        ],
        "action_uid": new_uid(),
    }
    return render(request, "concertation/acting/avenue.html", context)


@require_POST
@of_avenue
def support_avenue(request: HttpRequest, avenue: Avenue) -> HttpResponse:
    """`soutenir` is yes or no, for the organisation that is named."""
    reader = reader_of(request)
    let_in(request, "concertation.take_part", avenue.cycle)
    mine = seated_and_mine(reader, avenue.cycle)
    organisation = mine.filter(uid=request.POST.get("organisation", "")).first()
    if organisation is None:
        raise Http404
    if request.POST.get("soutenir") == "non":
        actions.withdraw_support(by=reader, avenue=avenue, organisation=organisation)
        messages.success(request, f"{organisation.name} ne soutient plus cette piste.")
    else:
        actions.support_avenue(by=reader, avenue=avenue, organisation=organisation)
        messages.success(request, f"{organisation.name} soutient cette piste.")
    return redirect("concertation:avenue", avenue.address)


@require_POST
@of_avenue
def drop_avenue(request: HttpRequest, avenue: Avenue) -> HttpResponse:
    let_in(request, "concertation.edit_avenue", avenue)
    try:
        actions.drop_avenue(by=reader_of(request), avenue=avenue, reason=request.POST.get("raison", "")[:300])
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, "La piste est abandonnée, avec sa raison.")
    return redirect("concertation:avenue", avenue.address)
