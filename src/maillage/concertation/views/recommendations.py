"""Screens: recommendations, from findings to the objectives they serve and the actions they become (G3, D10)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from maillage.concertation.actions import recommendations as actions
from maillage.concertation.forms.recommendations import EditRecommendationForm, ProposeRecommendationForm
from maillage.concertation.models import Cycle, Recommendation
from maillage.concertation.queries.acting import action_of
from maillage.concertation.queries.findings import findings_of
from maillage.concertation.queries.judging import positions_on
from maillage.concertation.queries.recommendations import recommendation_for, sources_of
from maillage.concertation.queries.shortlist import COLUMNS, asked_of_network, shortlist_of
from maillage.concertation.states import RECOMMENDATION
from maillage.concertation.views.doors import board_url, crumbs_of, found_by, of_cycle, seated_and_mine
from maillage.core.transitions import TransitionRefused
from maillage.records.actions import may
from maillage.records.identity import new_uid
from maillage.records.requests import reader_of
from maillage.ui.doors import let_in
from maillage.ui.writing import FormPage, answer, posted

of_recommendation = found_by(recommendation_for)


@of_cycle
def recommendations(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    """The shortlist: support by kind of actor, `?par=` ownership or sector (K3)."""
    reader = reader_of(request)
    by = request.GET.get("par", "genre")
    if by not in COLUMNS:
        raise Http404
    context = {
        "cycle": cycle,
        "crumbs": (*crumbs_of(cycle), "Recommandations"),
        "shortlist": shortlist_of(cycle, reader, by=by),
        "by": by,
        "columns_by": COLUMNS,
        "takes_part": may(reader, "concertation.take_part", cycle),
        "organises": may(reader, "concertation.organise_cycle", cycle),
        "here": reverse("concertation:recommendations", args=[cycle.address]),
    }
    return render(request, "concertation/recommending/recommendations.html", context)


@of_cycle
def propose_recommendation(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    """« Proposer une recommandation »; `?constat=` the finding it starts from."""
    let_in(request, "concertation.take_part", cycle)
    reader = reader_of(request)
    rows = findings_of(cycle, reader).in_common()
    if not rows.exists():
        messages.error(request, "Il faut d’abord un constat : une recommandation vient de quelque chose.")
        return redirect(board_url(cycle))
    start = rows.filter(item__uid=request.GET.get("constat", "")).first()
    initial = {"findings": [start.pk], "scope": start.scope} if start else {}
    form = ProposeRecommendationForm(posted(request), findings=rows, initial=initial)
    screen = FormPage(
        title="Proposer une recommandation",
        done="La recommandation est proposée. Les organisations peuvent prendre position.",
        back=reverse("concertation:recommendations", args=[cycle.address]),
        about=cycle.title,
        crumbs=crumbs_of(cycle),
        submit="Proposer",
    )

    def write() -> None:
        said = form.cleaned_data
        actions.propose_recommendation(
            by=reader,
            uid=said["uid"],
            cycle=cycle,
            findings=list(said["findings"]),
            objectives=list(said["objectives"]),
            fields=form.recommendation_fields(),
        )

    return answer(request, screen, form, write)


@of_recommendation
def recommendation(request: HttpRequest, recommendation: Recommendation) -> HttpResponse:
    return render(request, "concertation/recommending/recommendation.html", _page(request, recommendation))


def _page(request: HttpRequest, recommendation: Recommendation, *, why: str = "") -> dict[str, Any]:
    """`why`: what was wrong with the reason that was just sent."""
    reader, cycle = reader_of(request), recommendation.cycle
    organises = may(reader, "concertation.edit_recommendation", recommendation)
    takes_part = may(reader, "concertation.take_part", cycle)
    own = (
        frozenset(seated_and_mine(reader, cycle).values_list("pk", flat=True))
        if reader.uid
        else frozenset[int]()
    )
    return {
        "recommendation": recommendation,
        "cycle": cycle,
        "crumbs": (*crumbs_of(cycle), recommendation.title[:60]),
        "objectives": list(recommendation.objectives.all()),
        "positions": positions_on([recommendation.item_id], cycle, reader)[recommendation.item_id],
        "asked": asked_of_network([recommendation.item_id], reader)[recommendation.item_id],
        "own": own,
        "may_take": takes_part and bool(own) and recommendation.takes_positions,
        "takes_part": takes_part and recommendation.stands,
        "organises": organises,
        "may_edit": organises and recommendation.status != Recommendation.Status.ADOPTED,
        "may_act": organises and recommendation.stands and action_of(recommendation.item, reader) is None,
        "steps": RECOMMENDATION.open_from(recommendation.status) if organises else (),
        "why": why,
        "action_uid": new_uid(),
    }


@of_recommendation
def edit_recommendation(request: HttpRequest, recommendation: Recommendation) -> HttpResponse:
    let_in(request, "concertation.edit_recommendation", recommendation)
    reader, cycle = reader_of(request), recommendation.cycle
    rows = findings_of(cycle, reader).in_common()
    chosen = rows.filter(item__in=sources_of(recommendation, reader))
    form = EditRecommendationForm(
        posted(request), recommendation=recommendation, findings=rows, chosen=[one.pk for one in chosen]
    )
    here = reverse("concertation:recommendation", args=[recommendation.address])
    screen = FormPage(
        title="Reformuler la recommandation",
        done="C’est enregistré.",
        back=here,
        about=recommendation.title,
        crumbs=(*crumbs_of(cycle), recommendation.title[:60], here),
        submit="Enregistrer",
    )

    def write() -> None:
        said = form.cleaned_data
        actions.edit_recommendation(
            by=reader,
            recommendation=recommendation,
            seen=said["version"],
            findings=list(said["findings"]),
            objectives=list(said["objectives"]),
            fields=form.recommendation_fields(),
        )

    return answer(request, screen, form, write, row=recommendation)


@require_POST
@of_recommendation
def move_recommendation(request: HttpRequest, recommendation: Recommendation) -> HttpResponse:
    """Adopted, put back in discussion, dropped with its reason."""
    let_in(request, "concertation.edit_recommendation", recommendation)
    verb = request.POST.get("verbe", "")
    if verb not in {one.verb for one in RECOMMENDATION.transitions}:
        raise Http404
    try:
        actions.move_recommendation(
            by=reader_of(request),
            recommendation=recommendation,
            verb=verb,
            reason=request.POST.get("raison", ""),
        )
    except TransitionRefused as refused:
        messages.error(request, str(refused))
    except ValidationError as refused:
        context = _page(request, recommendation, why=refused.messages[0])
        return render(request, "concertation/recommending/recommendation.html", context, status=422)
    else:
        messages.success(request, f"La recommandation est {recommendation.get_status_display()}.")
    return redirect("concertation:recommendation", recommendation.address)
