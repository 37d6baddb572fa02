"""Screens: session codes and their QR code; the wall that is projected (D2, D16)."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from maillage.concertation.actions import codes as actions
from maillage.concertation.forms.cycles import OpenCodeForm
from maillage.concertation.models import Cycle, EntryCode, Finding
from maillage.concertation.queries.cycles import codes_of, lately_over
from maillage.concertation.queries.findings import cards_of, findings_of
from maillage.concertation.views.doors import crumbs_of, of_cycle, of_organised_cycle
from maillage.records.actions import may
from maillage.records.requests import reader_of
from maillage.ui.doors import let_in
from maillage.ui.writing import FormPage, answer, posted

MORE_HOURS = 2


@of_cycle
def codes(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    """« Inviter par QR code »: the codes that open, and a new one."""
    let_in(request, "concertation.take_part", cycle)
    reader = reader_of(request)
    organises = may(reader, "concertation.organise_cycle", cycle)
    form = OpenCodeForm(posted(request), organises=organises)
    here = reverse("concertation:codes", args=[cycle.address])
    screen = FormPage(
        title="Inviter par QR code",
        done="Le code est ouvert.",
        back=here,
        about=cycle.title,
        crumbs=crumbs_of(cycle),
        lead="Qui a le code note des constats depuis son téléphone, sans compte. Vous les relisez d’abord.",
        submit="Ouvrir un code",
        template="concertation/cycles/codes.html",
    )
    made: list[EntryCode] = []

    def write() -> None:
        said = form.cleaned_data
        made.append(
            actions.open_code(
                by=reader, cycle=cycle, hours=said["hours"], label=said["label"], voice=said["voice"]
            )
        )

    context = {
        "codes": _seen(cycle, request),
        "over": lately_over(cycle) if organises and cycle.is_open else [],
        "cycle": cycle,
    }
    shown = answer(request, screen, form, write, context=context)
    return redirect("concertation:code", cycle.address, made[0].uid) if made else shown


def _seen(cycle: Cycle, request: HttpRequest) -> list[EntryCode]:
    """All of them for the organisers, their own for the others."""
    reader = reader_of(request)
    found = codes_of(cycle)
    if may(reader, "concertation.organise_cycle", cycle):
        return found
    return [one for one in found if one.opened_by is not None and one.opened_by.uid == reader.uid]


def _code(request: HttpRequest, cycle: Cycle, code: str) -> EntryCode:
    found = next((one for one in _seen(cycle, request) if one.uid == code), None)
    if found is None:
        raise Http404
    return found


@of_cycle
def code(request: HttpRequest, cycle: Cycle, code: str) -> HttpResponse:
    """The QR code, large enough to be shown in a room, printed, or written on a wall."""
    found = _code(request, cycle, code)
    path = reverse("concertation:entry", args=[found.code])
    context = {
        "cycle": cycle,
        "code": found,
        "url": request.build_absolute_uri(path),
        "short": request.build_absolute_uri(reverse("concertation:find_entry")),
        "crumbs": (
            *crumbs_of(cycle),
            "Inviter par QR code",
            reverse("concertation:codes", args=[cycle.address]),
            found.spoken,
        ),
        "noted": Finding.objects.filter(code=found).count(),
        "organises": may(reader_of(request), "concertation.organise_cycle", cycle),
    }
    return render(request, "concertation/cycles/code.html", context)


@require_POST
@of_cycle
def close_code(request: HttpRequest, cycle: Cycle, code: str) -> HttpResponse:
    actions.close_code(by=reader_of(request), code=_code(request, cycle, code))
    messages.success(request, "Le code est fermé : plus rien n’entre par lui.")
    return redirect("concertation:codes", cycle.address)


@require_POST
@of_organised_cycle
def prolong_code(request: HttpRequest, cycle: Cycle, code: str) -> HttpResponse:
    found = get_object_or_404(cycle.codes, uid=code)
    actions.prolong_code(by=reader_of(request), code=found, hours=MORE_HOURS)
    messages.success(request, "Le code vaut deux heures de plus.")
    return redirect("concertation:code", cycle.address, code)


@of_cycle
def wall(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    """« Projeter »: large letters, only what was let through; the screen asks again by itself."""
    found = cards_of(findings_of(cycle, reader_of(request)))
    shown = [card for card in found if card.finding.state in (Finding.State.SHARED, Finding.State.RETAINED)]
    context = {
        "cycle": cycle,
        "cards": sorted(shown, key=lambda card: -card.finding.pk),
        "usable": codes_of(cycle)[:1] if may(reader_of(request), "concertation.organise_cycle", cycle) else [],
        "find_url": request.build_absolute_uri(reverse("concertation:find_entry")),
    }
    part = "HX-Request" in request.headers
    return render(
        request, "concertation/cycles/wall_cards.html" if part else "concertation/cycles/wall.html", context
    )


@of_organised_cycle
def wall_desk(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    """The facilitator's phone beside the wall: let through, or hide, in one tap."""
    found = list(findings_of(cycle, reader_of(request)))
    context = {
        "cycle": cycle,
        "crumbs": (*crumbs_of(cycle), "Tenir le mur"),
        "new": [one for one in found if one.state == Finding.State.NEW],
        "shown": [one for one in reversed(found) if one.state == Finding.State.SHARED],
    }
    part = "HX-Request" in request.headers and request.headers.get("HX-Target") == "mur"
    return render(
        request, "concertation/cycles/desk_lists.html" if part else "concertation/cycles/desk.html", context
    )
