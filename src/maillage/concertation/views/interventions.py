"""Screens: the requests for intervention of a space, one of them from the question to its outcome (B17)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from maillage.accounts.models import Person
from maillage.concertation.actions import interventions as actions
from maillage.concertation.forms.field import AskForm, CorrectRequestForm, FinishForm, TakeUpForm
from maillage.concertation.models import Intervention
from maillage.concertation.models.interventions import OPEN
from maillage.concertation.queries.interventions import (
    intervention_for,
    interventions_of,
    people_inside,
    steps_open,
    where_they_work,
)
from maillage.concertation.states import INTERVENTION_RULES
from maillage.concertation.views.doors import View, found_by, organisations_spoken_for
from maillage.concertation.views.weak_signals import group_crumbs, of_group
from maillage.core.readers import Reader
from maillage.core.tables import ColumnKind
from maillage.core.transitions import TransitionRefused
from maillage.network.models import Space
from maillage.records.actions import may
from maillage.records.clock import today
from maillage.records.requests import reader_of
from maillage.records.versioned import ChangedMeanwhile
from maillage.ui.doors import let_in
from maillage.ui.listing import Filter, ListColumn, Listing, Option, listing_response
from maillage.ui.writing import FormPage, answer, posted

of_intervention = found_by(intervention_for)
TITLE = "Demandes d’intervention"


def intervention_url(intervention: Intervention) -> str:
    return reverse("concertation:intervention", args=[intervention.address])


def list_url(space: Space) -> str:
    return reverse("concertation:interventions", args=[space.address])


def crumbs_of_request(intervention: Intervention) -> tuple[str, ...]:
    return (*group_crumbs(intervention.space), TITLE, list_url(intervention.space))


@of_group
def interventions(request: HttpRequest, space: Space) -> HttpResponse:
    """All those of the group, to be sorted, exported, printed."""
    reader = reader_of(request)
    context = {
        "space": space,
        "crumbs": (*group_crumbs(space), TITLE),
        "may_ask": may(reader, "concertation.ask_intervention", space),
    }
    return listing_response(
        request,
        _listing(space, reader),
        interventions_of(space, reader),
        template="concertation/field/interventions.html",
        context=context,
    )


def _listing(space: Space, reader: Reader) -> Listing:
    def owner(row: Intervention) -> str:
        return row.owner.name_for(reader) if row.owner else ""

    states = [Option(one.value, str(one.label), _in(one)) for one in Intervention.Status]
    return Listing(
        title=TITLE,
        nothing="Aucune demande pour le moment",
        one="demande",
        many="demandes",
        columns=(
            ListColumn("demande", "Demande", "title", link=intervention_url),
            ListColumn("par", "Demandée par", "organisation.name", sort="organisation__sort_name"),
            ListColumn("etat", "État", "get_status_display", sort=("status", "-asked_on")),
            ListColumn("repond", "Qui en répond", owner),
            ListColumn("ou", "Où", "territory.name", sort="territory__sort_name"),
            ListColumn("le", "Demandée le", "asked_on", sort=("asked_on", "pk"), kind=ColumnKind.DAY),
            ListColumn("sorti", "Ce qui en est sorti", "outcome", on_screen=False),
        ),
        filters=(Filter("etat", "État", options=(Option("ouvertes", "ouvertes", _in(*OPEN)), *states)),),
        default_sort="-le",
        audience=space.key,
        lead="Un acteur demande, le groupe répond : quelqu’un en répond, une méthode construite ensemble, une suite.",
        empty_hint="Demandez au groupe d’intervenir : qui organise l’espace le lira et vous répondra.",
    )


def _in(*states: Intervention.Status) -> Q:
    return Q(status__in=states)


@of_group
def ask(request: HttpRequest, space: Space) -> HttpResponse:
    """« Demander une intervention »."""
    let_in(request, "concertation.ask_intervention", space)
    reader = reader_of(request)
    form = AskForm(posted(request), organisations=organisations_spoken_for(reader))
    screen = FormPage(
        title="Demander une intervention",
        done="Votre demande est envoyée à qui organise l’espace. On vous écrira quand elle avance.",
        back=list_url(space),
        about=space.name,
        crumbs=(*group_crumbs(space), TITLE, list_url(space)),
        lead="Elle est lue des membres de l’espace.",
        submit="Envoyer la demande",
    )

    def write() -> None:
        actions.ask_intervention(
            by=reader,
            uid=form.cleaned_data["uid"],
            space=space,
            organisation=form.cleaned_data["organisation"],
            fields=form.request_fields(),
        )

    return answer(request, screen, form, write)


@of_intervention
def intervention(request: HttpRequest, intervention: Intervention) -> HttpResponse:
    reader = reader_of(request)
    steps = {one.verb: one for one in steps_open(reader, intervention)}
    forms_of_their_own = ("accepter", "terminer")
    author, owner = intervention.author, intervention.owner
    context = {
        "intervention": intervention,
        "space": intervention.space,
        "crumbs": (*crumbs_of_request(intervention), intervention.title),
        "owner": owner.name_for(reader) if owner else "",
        "may_accept": "accepter" in steps,
        "may_finish": "terminer" in steps,
        "may_set": _may_set(reader, intervention),
        "may_correct": _may_correct(reader, intervention),
        "leads": may(reader, "concertation.lead_field", intervention.space),
        "steps": [step for verb, step in steps.items() if verb not in forms_of_their_own],
        "facts": [
            ("Demandée par", intervention.organisation),
            ("Personne de contact", author.name_for(reader) if author else ""),
            ("Demandée le", intervention.asked_on),
            ("Où", intervention.territory),
            ("Terminée le", intervention.outcome_on),
        ],
    }
    return render(request, "concertation/field/intervention.html", context)


def _may_correct(reader: Reader, intervention: Intervention) -> bool:
    """As long as nobody answered."""
    asked = intervention.status == Intervention.Status.ASKED
    return asked and may(reader, "concertation.asked_intervention", intervention)


def _may_take_up(reader: Reader, intervention: Intervention) -> bool:
    """A new request: the organisers. Later, who answers for it may hand it over or say another method."""
    verb = "accepter" if intervention.status == Intervention.Status.ASKED else "commencer"
    return intervention.is_open and may(reader, INTERVENTION_RULES[verb], intervention)


def _may_set(reader: Reader, intervention: Intervention) -> bool:
    return intervention.status != Intervention.Status.ASKED and _may_take_up(reader, intervention)


def _may_finish(reader: Reader, intervention: Intervention) -> bool:
    return any(one.verb == "terminer" for one in steps_open(reader, intervention))


def _only_if(allowed: Callable[[Reader, Intervention], bool]) -> Callable[[View], View]:
    """A page that only serves to write does not exist for the others, nor once the request has gone further."""

    def decorated(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, intervention: Intervention) -> HttpResponse:
            if not allowed(reader_of(request), intervention):
                raise Http404
            return view(request, intervention)

        return of_intervention(checked)

    return decorated


def _screen(intervention: Intervention, title: str, done: str, submit: str, lead: str = "") -> FormPage:
    here = intervention_url(intervention)
    return FormPage(
        title=title,
        done=done,
        back=here,
        about=intervention.title,
        crumbs=(*crumbs_of_request(intervention), intervention.title, here),
        submit=submit,
        lead=lead,
    )


@_only_if(_may_correct)
def correct(request: HttpRequest, intervention: Intervention) -> HttpResponse:
    form = CorrectRequestForm(posted(request), intervention=intervention)
    screen = _screen(intervention, "Corriger la demande", "C’est enregistré.", "Enregistrer")

    def write() -> None:
        actions.correct_request(
            by=reader_of(request),
            intervention=intervention,
            seen=form.cleaned_data["version"],
            fields=form.request_fields(),
        )

    return answer(request, screen, form, write, row=intervention)


@_only_if(_may_take_up)
def take_up(request: HttpRequest, intervention: Intervention) -> HttpResponse:
    """« Prendre en charge »; once it is, « Qui en répond, comment »."""
    reader = reader_of(request)
    form = TakeUpForm(posted(request), intervention=intervention, people=_offered(reader, intervention.space))
    if intervention.status == Intervention.Status.ASKED:
        screen = _screen(
            intervention,
            "Prendre la demande en charge",
            "La demande est acceptée ; qui l’a demandée en est averti.",
            "Accepter la demande",
            "Une demande s’accepte avec quelqu’un qui en répond et une méthode.",
        )
    else:
        screen = _screen(intervention, "Qui en répond, et comment", "C’est enregistré.", "Enregistrer")

    def write() -> None:
        said = form.cleaned_data
        actions.take_up(
            by=reader,
            intervention=intervention,
            seen=said["version"],
            owner=said["owner"],
            method=said["method"],
        )

    return answer(request, screen, form, write, row=intervention)


def _offered(reader: Reader, space: Space) -> list[tuple[Person, str]]:
    """As they may be named to this reader, with where they work."""
    found = list(people_inside(space, today()))
    works = where_they_work(found, today())
    return [
        (one, f"{one.name_for(reader)} ({works[one.pk]})" if one.pk in works else one.name_for(reader))
        for one in found
    ]


@_only_if(_may_finish)
def finish(request: HttpRequest, intervention: Intervention) -> HttpResponse:
    form = FinishForm(posted(request), initial={"version": intervention.version})
    screen = _screen(
        intervention,
        "Terminer l’intervention",
        "L’intervention est terminée ; qui l’a demandée en est averti.",
        "Terminer",
    )

    def write() -> None:
        said = form.cleaned_data
        actions.finish_intervention(
            by=reader_of(request),
            intervention=intervention,
            seen=said["version"],
            outcome=said["outcome"],
            day=said["outcome_on"],
        )

    return answer(request, screen, form, write, row=intervention)


@require_POST
@of_intervention
def move(request: HttpRequest, intervention: Intervention) -> HttpResponse:
    """A button of the table of states."""
    verb, reason = request.POST.get("verbe", ""), request.POST.get("raison", "")
    let_in(request, INTERVENTION_RULES.get(verb, "concertation.lead_intervention"), intervention)
    try:
        moved = actions.move_intervention(
            by=reader_of(request), intervention=intervention, verb=verb, reason=reason[:300]
        )
    except (TransitionRefused, ChangedMeanwhile) as refused:
        messages.error(request, str(refused))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, f"La demande est {moved.state_in_words}.")
    return redirect(intervention_url(intervention))
