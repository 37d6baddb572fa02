"""Screens: taking position on a finding or a recommendation, confirming it, publishing it, taking it back (D8)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from maillage.concertation.actions import confirming
from maillage.concertation.actions import positions as actions
from maillage.concertation.forms.judging import PositionForm, RewordForm
from maillage.concertation.models import Cycle, Finding, Position, Recommendation
from maillage.concertation.queries.findings import finding_for
from maillage.concertation.queries.recommendations import recommendation_for
from maillage.concertation.views.doors import crumbs_of, found_by, of_cycle, seated_and_mine
from maillage.core.readers import Reader
from maillage.records.actions import may
from maillage.records.requests import reader_of
from maillage.thread.registries import item_kinds
from maillage.ui.doors import let_in
from maillage.ui.forms import IdentityForm
from maillage.ui.writing import FormPage, answer, posted

Stated = Finding | Recommendation
"""What organisations take position on."""


def stated_for(reader: Reader, uid: str) -> Stated | None:
    return finding_for(reader, uid) or recommendation_for(reader, uid)


@found_by(stated_for)
def take_position(request: HttpRequest, stated: Stated) -> HttpResponse:
    """« Prendre position »: for who works at a member of the space."""
    reader = reader_of(request)
    let_in(request, "concertation.take_part", stated.cycle)
    organisations = seated_and_mine(reader, stated.cycle)
    if not stated.takes_positions or not organisations.exists():
        raise Http404
    form = PositionForm(posted(request), organisations=organisations)
    here = reverse(item_kinds[stated.item.kind].url_name, args=[stated.address])
    screen = FormPage(
        title="Prendre position",
        done="Votre position est notée. Elle reste dans l’espace tant que vous ne la publiez pas.",
        back=here,
        about=str(stated),
        crumbs=(*crumbs_of(stated.cycle), str(stated)[:60], here),
        submit="Prendre position",
    )

    def write() -> None:
        said = form.cleaned_data
        actions.take_position(
            by=reader,
            cycle=stated.cycle,
            item=stated.item,
            organisation=said["organisation"],
            stance=said["stance"],
            reason=said["reason"],
            mandated=said["mandated"],
        )

    return answer(request, screen, form, write)


def of_own_position(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Gives the view a position, to who answers for it: who works there, or came by the letter to the lead. One that no
    longer holds can only be read."""

    @wraps(view)
    def found(request: HttpRequest, uid: str, **kwargs: Any) -> HttpResponse:
        rows = Position.objects.select_related(
            "organisation", "author", "item__finding__cycle__space", "item__recommendation__cycle__space"
        )
        position = get_object_or_404(rows, uid=uid)
        let_in(request, "concertation.answer_for_position", position)
        return view(request, position, **kwargs) if position.valid_to is None else _former(request, position)

    return found


def _former(request: HttpRequest, position: Position) -> HttpResponse:
    """By an old link, or a page left open: what was said until when, and what the organisation says since."""
    now_said = Position.objects.filter(
        item=position.item,
        organisation=position.organisation,
        mandated=position.mandated,
        valid_to__isnull=True,
    )
    latest = now_said.first() if position.mandated else now_said.filter(author=position.author).first()
    may_open = latest is not None and may(reader_of(request), "concertation.answer_for_position", latest)
    context = {"position": position, "about": _stated(position), "latest": latest, "may_open": may_open}
    return render(request, "concertation/judging/former.html", context)


def _stated(position: Position) -> Stated:
    item = position.item
    found: Stated = item.finding if hasattr(item, "finding") else item.recommendation
    return found


def _cycle(position: Position) -> Cycle:
    return _stated(position).cycle


def _back(request: HttpRequest, position: Position) -> str:
    """To what it is about; who came by the letter, and sees nothing else, back to the position."""
    if position.item.audience in reader_of(request).keys:
        kind = item_kinds[position.item.kind]
        return reverse(kind.url_name, args=[position.item.address])
    return _own_page(position)


def _own_page(position: Position) -> str:
    return reverse("concertation:position", args=[position.uid])


@of_own_position
def position(request: HttpRequest, position: Position) -> HttpResponse:
    """As it will be read and printed, with what its lead may do of it; `reason` may be put in other words."""
    form, back = RewordForm(posted(request), position=position), _back(request, position)
    screen = FormPage(
        title="Relire la position",
        done="C’est confirmé. Merci !",
        back=back,
        about=position.organisation.name,
        crumbs=()
        if back == _own_page(position)
        else (*crumbs_of(_cycle(position)), str(_stated(position))[:60], back),
        submit="Confirmer",
        template="concertation/judging/position.html",
    )

    def write() -> None:
        confirming.reword_position(
            by=reader_of(request), cycle=_cycle(position), position=position, reason=form.cleaned_data["reason"]
        )

    return answer(
        request,
        screen,
        form,
        write,
        context={"position": position, "about": _stated(position), "back": _back(request, position)},
    )


@require_POST
@of_own_position
def withdraw_position(request: HttpRequest, position: Position) -> HttpResponse:
    back = _back(request, position)
    actions.withdraw_position(by=reader_of(request), cycle=_cycle(position), position=position)
    messages.success(request, "La position est retirée.")
    if back == _own_page(position):
        back = reverse("network:organisation", args=[position.organisation.address])
    return redirect(back)


@require_POST
@of_own_position
def publish_position(request: HttpRequest, position: Position) -> HttpResponse:
    published = request.POST.get("publier") == "oui"
    actions.publish_position(
        by=reader_of(request), cycle=_cycle(position), position=position, published=published
    )
    said = (
        "Votre position peut se lire hors de l’espace." if published else "Votre position reste dans l’espace."
    )
    messages.success(request, said)
    return redirect(_back(request, position))


@require_POST
@of_cycle
def have_reread(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    """« Faire relire les désaccords », before the synthesis is printed."""
    let_in(request, "concertation.organise_cycle", cycle)
    form = IdentityForm(request.POST)
    form.full_clean()
    try:
        sent = confirming.have_reread(by=reader_of(request), cycle=cycle, uid=form.cleaned_data["uid"])
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        letters = "Une lettre est partie" if sent == 1 else f"{sent} lettres sont parties"
        messages.success(
            request, f"{letters} : chaque organisation relit son désaccord par un lien, sans compte."
        )
    return redirect("concertation:synthesis", cycle.address)
