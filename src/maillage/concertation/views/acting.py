"""Screens: an action, who carries it, its means, its states, its outcomes; what an organisation committed to (D13-D15)."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from maillage.concertation.actions import acting as actions
from maillage.concertation.forms.acting import ActionForm, CarrierForm, MeansForm, OutcomeForm
from maillage.concertation.models import Action, Outcome
from maillage.concertation.queries.acting import action_for, action_to_write, carried_by, is_late, kinds_missing
from maillage.concertation.states import ACTION
from maillage.concertation.views.doors import View, crumbs_of, found_by
from maillage.core.transitions import TransitionRefused
from maillage.network.models import Organisation
from maillage.records.actions import may
from maillage.records.clock import today
from maillage.records.identity import new_uid
from maillage.records.requests import reader_of
from maillage.ui.doors import let_in, present_address
from maillage.ui.writing import FormPage, answer, posted

PROGRESS_SHOWN = 10


of_action = found_by(action_for)


def of_edited_action(view: View) -> View:
    """The same, for those who carry it and the organisers."""

    @wraps(view)
    def let_carriers_in(request: HttpRequest, act: Action, **kwargs: Any) -> HttpResponse:
        let_in(request, "concertation.edit_action", act)
        return view(request, act, **kwargs)

    return found_by(action_to_write)(let_carriers_in)


def action_url(act: Action) -> str:
    return reverse("concertation:act", args=[act.address])


@of_action
def act(request: HttpRequest, act: Action) -> HttpResponse:
    reader = reader_of(request)
    may_edit = may(reader, "concertation.edit_action", act)
    means = list(act.means.all())
    context = {
        "act": act,
        "crumbs": (*crumbs_of(act.cycle), act.title),
        "carriers": list(act.carriers.all()),
        "means": means,
        "unsaid": kinds_missing(means),
        "outcomes": list(act.outcomes.all()),
        "may_edit": may_edit,
        "steps": ACTION.open_from(act.status) if may_edit else (),
        "late": is_late(act, today()),
        "progress": list(act.progress.all()[:PROGRESS_SHOWN]),
        "organises": may(reader, "concertation.organise_cycle", act.cycle),
        "letter_uid": new_uid(),
        "facts": [
            ("Mode", act.get_mode_display()),
            ("À partir du", act.starts_on),
            ("Pour le", act.due_on),
            ("Dernières nouvelles", act.told_on),
        ],
    }
    return render(request, "concertation/acting/act.html", context)


def _screen(act: Action, title: str, done: str, submit: str) -> FormPage:
    return FormPage(
        title=title,
        done=done,
        back=action_url(act),
        about=act.title,
        crumbs=(*crumbs_of(act.cycle), act.title, action_url(act)),
        submit=submit,
    )


@of_edited_action
def edit_action(request: HttpRequest, act: Action) -> HttpResponse:
    form = ActionForm(posted(request), act=act)
    screen = _screen(act, "Décrire l’action", "C’est enregistré.", "Enregistrer")

    def write() -> None:
        actions.edit_action(
            by=reader_of(request), act=act, seen=form.cleaned_data["version"], fields=form.action_fields()
        )

    return answer(request, screen, form, write, row=act)


@of_edited_action
def add_carrier(request: HttpRequest, act: Action) -> HttpResponse:
    form = CarrierForm(posted(request), reader=reader_of(request))
    screen = _screen(act, "Qui la porte aussi", "C’est noté.", "Ajouter")

    def write() -> None:
        actions.add_carrier(by=reader_of(request), act=act, organisation=form.cleaned_data["organisation"])

    return answer(request, screen, form, write)


@require_POST
@of_edited_action
def remove_carrier(request: HttpRequest, act: Action, organisation: str) -> HttpResponse:
    carrier = get_object_or_404(act.carriers, organisation__uid=organisation, valid_to__isnull=True)
    try:
        actions.remove_carrier(by=reader_of(request), carrier=carrier)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, "C’est noté.")
    return redirect(action_url(act))


@of_edited_action
def add_means(request: HttpRequest, act: Action) -> HttpResponse:
    form = MeansForm(posted(request), reader=reader_of(request))
    screen = _screen(act, "Ajouter un moyen", "C’est noté.", "Ajouter")

    def write() -> None:
        actions.add_means(
            by=reader_of(request), uid=form.cleaned_data["uid"], act=act, fields=form.means_fields()
        )

    return answer(request, screen, form, write)


@require_POST
@of_edited_action
def remove_means(request: HttpRequest, act: Action, means: str) -> HttpResponse:
    row = get_object_or_404(act.means, uid=means)
    try:
        actions.remove_means(by=reader_of(request), means=row)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, "C’est retiré.")
    return redirect(action_url(act))


@require_POST
@of_edited_action
def move_action(request: HttpRequest, act: Action) -> HttpResponse:
    """A button of the table of states; says what is missing before it can be decided."""
    verb, reason = request.POST.get("verbe", ""), request.POST.get("raison", "")
    try:
        moved = actions.move_action(by=reader_of(request), act=act, verb=verb, reason=reason[:300])
    except TransitionRefused as refused:
        messages.error(request, str(refused))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, f"L’action est {moved.get_status_display()}.")
    return redirect(action_url(act))


@of_edited_action
def note_outcome(request: HttpRequest, act: Action) -> HttpResponse:
    form = OutcomeForm(posted(request))
    screen = _screen(act, "Noter un résultat", "Le résultat est noté : le fil va jusqu’à lui.", "Noter")

    def write() -> None:
        said = form.cleaned_data
        actions.note_outcome(
            by=reader_of(request),
            uid=said["uid"],
            act=act,
            text=said["text"],
            evidence=said["evidence"],
            evidence_link=said["evidence_link"],
            seen_on=said["seen_on"],
        )

    return answer(request, screen, form, write)


def outcome(request: HttpRequest, uid: str) -> HttpResponse:
    """A step of the thread: its place is on the page of its action."""
    rows = Outcome.objects.visible_to(reader_of(request)).select_related("action__item")
    found = get_object_or_404(rows, item__uid=uid)
    return redirect(f"{action_url(found.action)}#resultat-{uid}")


def commitments(request: HttpRequest, uid: str) -> HttpResponse:
    """« Ce à quoi nous nous sommes engagés »: what an organisation carries (D15)."""
    reader, day = reader_of(request), today()
    organisation = get_object_or_404(Organisation.objects.visible_to(reader), uid=uid)
    here = reverse("concertation:commitments", args=[organisation.address])
    if moved := present_address(request, here):
        return moved
    context = {
        "organisation": organisation,
        "crumbs": (
            organisation.name,
            reverse("network:organisation", args=[organisation.address]),
            "Ce à quoi nous nous sommes engagés",
        ),
        "rows": [(one, is_late(one, day)) for one in carried_by(organisation, reader)],
    }
    return render(request, "concertation/acting/commitments.html", context)
