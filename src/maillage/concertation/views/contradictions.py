"""Screens: two findings that contradict each other, and what came of discussing them (D7)."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from maillage.concertation.actions import contradictions as actions
from maillage.concertation.forms.contradictions import ContradictionForm, SettleForm
from maillage.concertation.models import Contradiction, Finding
from maillage.concertation.queries.findings import findings_of
from maillage.concertation.views.doors import crumbs_of, finding_url, of_finding
from maillage.records.actions import may
from maillage.records.requests import reader_of
from maillage.ui.doors import let_in
from maillage.ui.writing import FormPage, answer, posted


@of_finding
def mark_contradiction(request: HttpRequest, finding: Finding) -> HttpResponse:
    """« Marquer une contradiction » with another finding of the cycle."""
    let_in(request, "concertation.organise_cycle", finding.cycle)
    reader = reader_of(request)
    others = findings_of(finding.cycle, reader).standing().exclude(pk=finding.pk)
    form = ContradictionForm(posted(request), others=others)
    here = finding_url(finding)
    screen = FormPage(
        title="Marquer une contradiction",
        done="La contradiction est à discuter.",
        back=here,
        about=finding.wording,
        crumbs=(*crumbs_of(finding.cycle), finding.wording[:60], here),
        submit="Marquer",
    )

    def write() -> None:
        said = form.cleaned_data
        actions.mark_contradiction(
            by=reader, uid=said["uid"], one=finding, other=said["other"], question=said["question"]
        )

    return answer(request, screen, form, write)


def contradiction(request: HttpRequest, uid: str) -> HttpResponse:
    """The two side by side, but for one that was hidden since; the organisers write what came of it."""
    reader = reader_of(request)
    rows = Contradiction.objects.filter(item__audience__in=reader.keys)
    related = ("item", "one__item", "one__cycle__space", "other__item", "one__actor", "other__actor")
    found = get_object_or_404(rows.select_related(*related), item__uid=uid)
    cycle = found.one.cycle
    organises = may(reader, "concertation.organise_cycle", cycle)
    if request.method == "POST":
        let_in(request, "concertation.organise_cycle", cycle)
    form: forms.Form = SettleForm(posted(request), initial={"outcome": found.outcome})
    here = reverse("concertation:contradiction", args=[found.item.address])
    screen = FormPage(title=found.question, done="C’est noté.", back=here)
    if request.method == "POST":

        def write() -> None:
            actions.settle_contradiction(by=reader, contradiction=found, outcome=form.cleaned_data["outcome"])

        answered = answer(request, screen, form, write)
        if answered.status_code == 302:
            return answered
    context = {
        "contradiction": found,
        "sides": [one for one in (found.one, found.other) if one.item.audience in reader.keys],
        "crumbs": (*crumbs_of(cycle), found.question[:60]),
        "organises": organises,
        "form": form,
    }
    return render(request, "concertation/judging/contradiction.html", context)
