"""Screens: taking a position on a finding, publishing it, taking it back (D8)."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from maillage.concertation.actions import positions as actions
from maillage.concertation.forms.judging import PositionForm
from maillage.concertation.models import Finding, Position
from maillage.concertation.queries.judging import seated_in
from maillage.concertation.views.doors import crumbs_of, finding_url, of_finding, organisations_spoken_for
from maillage.records.actions import may
from maillage.records.requests import reader_of
from maillage.ui.doors import let_in
from maillage.ui.writing import FormPage, answer, posted


@of_finding
def take_position(request: HttpRequest, finding: Finding) -> HttpResponse:
    """« Prendre position »: for who works at a member of the space."""
    reader = reader_of(request)
    let_in(request, "concertation.take_part", finding.cycle)
    organisations = organisations_spoken_for(reader).filter(pk__in=seated_in(finding.cycle))
    if finding.state != Finding.State.RETAINED or not organisations.exists():
        raise Http404
    form = PositionForm(posted(request), organisations=organisations)
    here = finding_url(finding)
    screen = FormPage(
        title="Prendre position",
        done="Votre position est notée. Elle reste dans l’espace tant que vous ne la publiez pas.",
        back=here,
        about=finding.wording,
        crumbs=(*crumbs_of(finding.cycle), finding.wording[:60], here),
        submit="Prendre position",
    )

    def write() -> None:
        said = form.cleaned_data
        actions.take_position(
            by=reader,
            cycle=finding.cycle,
            item=finding.item,
            organisation=said["organisation"],
            stance=said["stance"],
            reason=said["reason"],
            mandated=said["mandated"],
        )

    return answer(request, screen, form, write)


def _own(request: HttpRequest, finding: Finding, number: int) -> Position:
    rows = Position.objects.filter(item=finding.item, valid_to__isnull=True).select_related("organisation")
    position = get_object_or_404(rows, pk=number)
    if not may(reader_of(request), "concertation.speak_for", position.organisation):
        raise Http404
    return position


@require_POST
@of_finding
def withdraw_position(request: HttpRequest, finding: Finding, number: int) -> HttpResponse:
    position = _own(request, finding, number)
    actions.withdraw_position(by=reader_of(request), cycle=finding.cycle, position=position)
    messages.success(request, "La position est retirée.")
    return redirect(finding_url(finding))


@require_POST
@of_finding
def publish_position(request: HttpRequest, finding: Finding, number: int) -> HttpResponse:
    position = _own(request, finding, number)
    published = request.POST.get("publier") == "oui"
    actions.publish_position(by=reader_of(request), cycle=finding.cycle, position=position, published=published)
    said = (
        "Votre position peut se lire hors de l’espace." if published else "Votre position reste dans l’espace."
    )
    messages.success(request, said)
    return redirect(finding_url(finding))
