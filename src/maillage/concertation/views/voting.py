"""Screens: voting, one statement at a time, on a phone first; without an account where the consultation allows it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from maillage.concertation.actions import consultations as actions
from maillage.concertation.actions import votes
from maillage.concertation.forms.consultations import ProposeStatementForm, SayWhoForm, VoteForm
from maillage.concertation.models import Consultation
from maillage.concertation.queries.consultations import ballot_of, consultation_of_code, participant_of
from maillage.concertation.views.consultation_doors import (
    browser_of,
    of_vote,
    remember,
    voter,
    voting_url,
)
from maillage.records.actions import may
from maillage.ui.allowance import Allowance
from maillage.ui.errors import too_many
from maillage.ui.writing import FormPage, answer, posted

FROM_ONE_PLACE = Allowance(per_minute=900)
"""A whole room votes from one address."""
NEWCOMERS = Allowance(per_minute=60)
"""New participants from one address, where everybody may vote."""
PROPOSALS = Allowance(per_minute=20)
GUESSES = Allowance(per_minute=60)
"""Codes that do not exist, asked from one address."""
NO_COOKIE = "Votre navigateur refuse les cookies : autorisez-les ici, pour que personne ne vote deux fois."


def find_consultation(request: HttpRequest) -> HttpResponse:
    """`/voter/`: the code, typed."""
    typed = request.GET.get("code", "")
    if not typed.strip():
        return _find(request, "")
    return (
        come_in(request, typed)
        if consultation_of_code(typed) is None
        else redirect("concertation:come_in", "".join(typed.split()).upper())
    )


def _find(request: HttpRequest, typed: str, *, status: int = 200) -> HttpResponse:
    context = {"typed": typed[:20], "unknown": bool(typed)}
    return render(request, "concertation/consultations/find_consultation.html", context, status=status)


def come_in(request: HttpRequest, code: str) -> HttpResponse:
    """`/voter/<code>/`: swaps the code for a cookie and a clean address; writes nothing else."""
    found = consultation_of_code(code)
    if found is None:
        if wait := GUESSES.wait_of(request):
            return too_many(request, wait_seconds=wait)
        return _find(request, code, status=404)
    response = redirect(voting_url(found))
    remember(response, browser_of(request), entered=found.uid)
    return response


def while_open(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Closed, or not open yet: says so. Who may not vote on it finds nothing."""

    @wraps(view)
    def checked(request: HttpRequest, consultation: Consultation, **kwargs: Any) -> HttpResponse:
        who = voter(request, consultation)
        if not may(who.reader, "concertation.withdraw_votes", consultation):
            raise Http404
        if not may(who.reader, "concertation.vote", consultation):
            context = {
                "consultation": consultation,
                "reads": consultation.audience in who.reader.keys,
                "participant": participant_of(consultation, who.entry),
            }
            status = 410 if consultation.is_over else 200
            return render(request, "concertation/consultations/not_open.html", context, status=status)
        if request.method == "POST" and (wait := FROM_ONE_PLACE.wait_of(request)):
            return too_many(request, wait_seconds=wait)
        return view(request, consultation, **kwargs)

    return of_vote(checked)


@while_open
def voting(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """One statement, three buttons. What is sent leads back here: with or without scripts, the next page is the same."""
    if request.method == "POST":
        return _vote(request, consultation)
    shown = _screen(request, consultation)
    if not browser_of(request).uid:
        remember(shown, browser_of(request))
    return shown


def _screen(request: HttpRequest, consultation: Consultation, *, refused: str = "") -> HttpResponse:
    who = voter(request, consultation)
    ballot = ballot_of(consultation, who.entry, first=request.GET.get("phrase", ""))
    context = {
        "consultation": consultation,
        "ballot": ballot,
        "refused": refused,
        "reads": consultation.audience in who.reader.keys,
        "logged_in": bool(who.reader.uid),
    }
    status = 422 if refused else 200
    return render(request, "concertation/consultations/voting.html", context, status=status)


def _vote(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    who = voter(request, consultation)
    form = VoteForm(request.POST)
    if not who.entry:
        return _refused(request, consultation, NO_COOKIE)
    if not form.is_valid():
        return _refused(request, consultation, "Choisissez « D’accord », « Pas d’accord » ou « Je passe ».")
    statement = consultation.statements.filter(uid=form.cleaned_data["phrase"]).first()
    if statement is None:
        return _refused(request, consultation, "Cette phrase n’est plus soumise au vote ; en voici une autre.")
    if _is_new_to_all(consultation, who.entry) and (wait := NEWCOMERS.wait_of(request)):
        return too_many(request, wait_seconds=wait)
    try:
        votes.cast_vote(
            by=who.reader,
            consultation=consultation,
            entry=who.entry,
            statement=statement,
            value=form.cleaned_data["vote"],
        )
    except ValidationError as refusal:
        return _refused(request, consultation, refusal.messages[0])
    return redirect(voting_url(consultation))


def _is_new_to_all(consultation: Consultation, entry: str) -> bool:
    is_open = consultation.entry == Consultation.Entry.OPEN
    return is_open and participant_of(consultation, entry) is None


def _refused(request: HttpRequest, consultation: Consultation, why: str) -> HttpResponse:
    """A swap cannot show a refusal: the page is asked again, with the message."""
    if "HX-Request" in request.headers:
        messages.error(request, why)
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return _screen(request, consultation, refused=why)


@require_POST
@while_open
def take_back(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """« Revenir » : the last vote is undone, its statement comes again."""
    who = voter(request, consultation)
    last = ballot_of(consultation, who.entry).last
    if last is None:
        return redirect(voting_url(consultation))
    votes.take_back_vote(by=who.reader, consultation=consultation, entry=who.entry, statement=last)
    return redirect(f"{voting_url(consultation)}?phrase={last.uid}")


@while_open
def propose(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """« Proposer une phrase »: read again by the organisers before anybody votes on it."""
    if not consultation.may_propose:
        raise Http404
    who = voter(request, consultation)
    form = ProposeStatementForm(posted(request))
    screen = FormPage(
        title="Proposer une phrase",
        done="Merci ! La phrase sera relue avant d’être soumise au vote.",
        back=voting_url(consultation),
        about=consultation.title,
        crumbs=(consultation.title, voting_url(consultation)),
        lead="Quelque chose manque ? Écrivez-le comme une phrase avec laquelle on peut être d’accord ou non.",
        submit="Proposer",
    )
    if request.method == "POST" and (wait := PROPOSALS.wait_of(request)):
        return too_many(request, wait_seconds=wait)

    def write() -> None:
        said = form.cleaned_data
        participant = votes.take_in(by=who.reader, consultation=consultation, entry=who.entry)
        actions.propose_statement(
            by=who.reader,
            uid=said["uid"],
            consultation=consultation,
            participant=participant,
            text=said["text"],
        )

    return _with_cookie(request, answer(request, screen, form, write))


@while_open
def say_who(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """« Dire mon secteur »: only for those who want it; it can be taken back."""
    who = voter(request, consultation)
    known = participant_of(consultation, who.entry)
    initial = {"actor": known.actor_id, "ownership": known.ownership} if known else {}
    form = SayWhoForm(posted(request), initial=initial)
    screen = FormPage(
        title="Dire mon secteur",
        done="C’est noté.",
        back=voting_url(consultation),
        about=consultation.title,
        crumbs=(consultation.title, voting_url(consultation)),
        lead="Facultatif : pour voir ce que soutient chaque genre d’acteur. Rien n’est montré sous cinq personnes.",
        submit="Enregistrer",
    )

    def write() -> None:
        said = form.cleaned_data
        votes.say_who(
            by=who.reader,
            consultation=consultation,
            entry=who.entry,
            actor=said["actor"],
            ownership=said["ownership"],
        )

    return _with_cookie(request, answer(request, screen, form, write))


def _with_cookie(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if not browser_of(request).uid:
        remember(response, browser_of(request))
    return response


@of_vote
def withdraw(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """« Retirer mes votes », once it is closed too: a page that says what goes, and one button."""
    who = voter(request, consultation)
    participant = participant_of(consultation, who.entry)
    if participant is None or not may(who.reader, "concertation.withdraw_votes", consultation):
        raise Http404
    if request.method == "POST":
        votes.withdraw_votes(by=who.reader, consultation=consultation, entry=who.entry)
        messages.success(request, "Vos votes sont effacés.")
        return redirect(voting_url(consultation))
    context = {
        "consultation": consultation,
        "count": participant.votes.count(),
        "back": voting_url(consultation),
        "crumbs": (consultation.title, voting_url(consultation), "Retirer mes votes"),
        "here": reverse("concertation:withdraw_votes", args=[consultation.address]),
    }
    return render(request, "concertation/consultations/withdraw.html", context)
