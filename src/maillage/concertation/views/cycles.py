"""Screens: the board of a cycle, opening one, setting it, going from phase to phase (B8, D1)."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from maillage.concertation.actions import cycles as actions
from maillage.concertation.forms.cycles import OpenCycleForm, SetCycleForm
from maillage.concertation.models import Consultation, Cycle, Phase
from maillage.concertation.queries.board import board_of
from maillage.concertation.queries.cycles import cycle_for
from maillage.concertation.views.doors import board_url, crumbs_of, of_cycle, of_organised_cycle
from maillage.network.queries.space_page import space_for
from maillage.records.actions import may
from maillage.records.requests import reader_of
from maillage.ui.doors import let_in
from maillage.ui.writing import FormPage, answer, posted

WORDS = {"voir": Phase.Kind.SEE, "juger": Phase.Kind.JUDGE, "agir": Phase.Kind.ACT}
"""`?phase=` of the board."""


WHOLE = "tout"


@of_cycle
def board(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    """Opens on the current phase; `?phase=juger` on another, `?phase=tout` on all three, for a sheet of A3."""
    reader, asked = reader_of(request), request.GET.get("phase", "")
    whole = asked == WHOLE
    found = board_of(cycle, reader, open_phase=WORDS.get(asked, ""), whole=whole)
    context = {
        "cycle": cycle,
        "board": found,
        "whole": whole,
        "organises": may(reader, "concertation.organise_cycle", cycle),
        "takes_part": may(reader, "concertation.take_part", cycle),
        "crumbs": (*crumbs_of(cycle)[:2], cycle.title),
        "consultations": Consultation.objects.visible_to(reader)
        .filter(cycle=cycle)
        .order_by("-opens_on", "-pk"),
    }
    return render(request, "concertation/cycles/board.html", context)


def open_cycle(request: HttpRequest, uid: str) -> HttpResponse:
    """`/cycles/ouvrir/<espace>/`."""
    reader = reader_of(request)
    space = space_for(uid, reader)
    if space is None:
        raise Http404
    let_in(request, "concertation.open_cycle", space)
    form = OpenCycleForm(posted(request), space=space)
    here = reverse("network:space", args=[space.address])
    screen = FormPage(
        title="Ouvrir un cycle",
        done="Le cycle est ouvert. Invitez par QR code, ou notez un premier constat.",
        back=here,
        about=space.name,
        crumbs=(space.name, here),
        lead="Une question, une méthode : ce que chacun voit, ce qu’on en pense, ce qu’on en fait.",
        submit="Ouvrir",
    )

    def write() -> None:
        said = form.cleaned_data
        actions.open_cycle(
            by=reader, uid=said["uid"], space=space, method=said["method"], fields=form.cycle_fields()
        )

    shown = answer(request, screen, form, write)
    made = cycle_for(reader, form.cleaned_data["uid"]) if shown.status_code == 302 else None
    return redirect(board_url(made)) if made else shown


@of_organised_cycle
def set_cycle(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    form = SetCycleForm(posted(request), cycle=cycle)
    screen = FormPage(
        title="Régler le cycle",
        done="C’est enregistré.",
        back=board_url(cycle),
        about=cycle.title,
        crumbs=crumbs_of(cycle),
        submit="Enregistrer",
    )

    def write() -> None:
        actions.set_cycle(
            by=reader_of(request),
            cycle=cycle,
            seen=form.cleaned_data["version"],
            fields=form.cycle_fields(),
            phases=form.phase_words(),
        )

    return answer(request, screen, form, write, row=cycle)


@require_POST
@of_organised_cycle
def go_to_phase(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    kind = WORDS.get(request.POST.get("phase", ""))
    phase = next((one for one in cycle.phases.all() if one.kind == kind), None)
    if phase is None:
        raise Http404
    actions.go_to_phase(by=reader_of(request), cycle=cycle, phase=phase)
    messages.success(request, f"Le cycle en est à « {phase.title} ».")
    return redirect(board_url(cycle))


@require_POST
@of_organised_cycle
def close_cycle(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    actions.close_cycle(by=reader_of(request), cycle=cycle)
    messages.success(request, "Le cycle est clos. Tout reste lisible, et vous pouvez le rouvrir.")
    return redirect(board_url(cycle))


@require_POST
@of_organised_cycle
def reopen_cycle(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    actions.reopen_cycle(by=reader_of(request), cycle=cycle)
    messages.success(request, "Le cycle est rouvert.")
    return redirect(board_url(cycle))
