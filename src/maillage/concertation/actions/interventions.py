"""Writes: an intervention is asked for, taken up with an owner and a method, moved, finished with what came of it (B17)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TypedDict

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse

from maillage.accounts.models import Person
from maillage.accounts.queries import reader_of_person
from maillage.concertation.models import Intervention
from maillage.concertation.states import INTERVENTION, INTERVENTION_RULES
from maillage.core.readers import Reader, organises_key
from maillage.core.transitions import TransitionRefused
from maillage.journal.actions import Change, changes_between, record
from maillage.mailing.actions import queue_message
from maillage.mailing.letters import write_letter
from maillage.network.models import Organisation, Space
from maillage.records.actions import action, may, require
from maillage.records.clock import today
from maillage.records.versioned import take_version
from maillage.territory.models import Territory
from maillage.thread.actions.items import move_item, start_item

KIND = "request"
"""Of the items of the thread."""
PURPOSE = "intervention"
"""Of the messages."""
_WITH_A_FORM = ("accepter", "terminer")


class RequestFields(TypedDict, total=False):
    """What is asked; only the fields given are written."""

    title: str
    request: str
    territory: Territory | None


@action
def ask_intervention(
    *, by: Reader, uid: str, space: Space, organisation: Organisation, fields: RequestFields
) -> Intervention:
    """By a member, for the organisation where they work. Sent twice, the first one comes back."""
    require(by, "concertation.ask_intervention", space)
    require(by, "concertation.speak_for", organisation)
    done = Intervention.objects.select_related("item", "space", "organisation").filter(item__uid=uid).first()
    if done is not None:
        if not may(by, "concertation.asked_intervention", done):
            raise ValidationError("Ce formulaire a expiré : rechargez la page et recommencez.")
        return done
    author = Person.objects.filter(uid=by.uid).first() if by.uid else None
    made = Intervention(space=space, organisation=organisation, author=author, **fields)
    _clean(made)
    made.item = start_item(
        kind=KIND,
        uid=uid,
        space=space,
        fields={
            "title": made.title,
            "state": str(made.get_status_display()),
            "audience": space.key,
            "awaits": True,
        },
    )
    made.save()
    record(by=by, verb="demandée", on=made, audience=space.key)
    return made


def _clean(intervention: Intervention) -> None:
    intervention.title = " ".join(intervention.title.split())
    intervention.clean_fields(exclude={"item"})


@action
def correct_request(
    *, by: Reader, intervention: Intervention, seen: int, fields: RequestFields
) -> Intervention:
    """By who asked, as long as nobody took it up. Raises `ChangedMeanwhile`."""
    require(by, "concertation.asked_intervention", intervention)
    if intervention.status != Intervention.Status.ASKED:
        raise ValidationError("Cette demande a déjà reçu une réponse : elle ne se réécrit plus.")
    take_version(intervention, seen=seen)
    changes = changes_between(intervention, fields, personal={"title", "request"})
    for name, value in fields.items():
        setattr(intervention, name, value)
    _clean(intervention)
    intervention.save()
    move_item(intervention.item, {"title": intervention.title})
    if changes:
        record(by=by, verb="corrigée", on=intervention, audience=intervention.space.key, changes=changes)
    return intervention


@action
def take_up(*, by: Reader, intervention: Intervention, seen: int, owner: Person, method: str) -> Intervention:
    """Who answers for it, and how it will be done, together: a request is not accepted without. Raises `ChangedMeanwhile`.

    Once accepted, the same changes owner and method.
    """
    asked = intervention.status == Intervention.Status.ASKED
    require(by, INTERVENTION_RULES["accepter" if asked else "commencer"], intervention)
    if not intervention.is_open:
        raise TransitionRefused
    method = method.strip()
    if not method:
        raise ValidationError({"method": "Dites comment vous procéderez, ensemble."})
    if not reader_of_person(owner, today()).has(intervention.space.key):
        raise ValidationError({"owner": "Choisissez quelqu’un qui siège dans l’espace."})
    take_version(intervention, seen=seen)
    changes = changes_between(intervention, {"owner": owner, "method": method}, personal={"owner"})
    intervention.owner, intervention.method = owner, method
    if asked:
        intervention.status = INTERVENTION.take("accepter", state=intervention.status).target
    intervention.clean_fields(exclude={"item"})
    intervention.save()
    if asked:
        _tell(by, intervention, changes=changes)
    elif changes:
        record(by=by, verb="organisée", on=intervention, audience=intervention.space.key, changes=changes)
    return intervention


@action
def move_intervention(*, by: Reader, intervention: Intervention, verb: str, reason: str = "") -> Intervention:
    """A verb of `states.INTERVENTION` that needs a button only. Raises `TransitionRefused`, `ChangedMeanwhile`."""
    if verb in _WITH_A_FORM:
        raise TransitionRefused
    step = INTERVENTION.take(verb, state=intervention.status)
    require(by, INTERVENTION_RULES[verb], intervention)
    reason = " ".join(reason.split())
    if step.reason_needed and not reason:
        raise ValidationError({"reason": "Dites pourquoi : qui l’a demandée le lira."})
    take_version(intervention, seen=intervention.version)
    intervention.status, intervention.status_reason = step.target, reason if step.reason_needed else ""
    intervention.clean_fields(exclude={"item"})
    intervention.save()
    _tell(by, intervention)
    return intervention


@action
def finish_intervention(
    *, by: Reader, intervention: Intervention, seen: int, outcome: str, day: dt.date
) -> Intervention:
    """What came of it, and when. Raises `TransitionRefused`, `ChangedMeanwhile`."""
    require(by, "concertation.answer_for_intervention", intervention)
    step = INTERVENTION.take("terminer", state=intervention.status)
    outcome = outcome.strip()
    if not outcome:
        raise ValidationError({"outcome": "Dites en une phrase ce qui en est sorti."})
    if not intervention.asked_on <= day <= today():
        raise ValidationError({"outcome_on": "Choisissez un jour entre la demande et aujourd’hui."})
    take_version(intervention, seen=seen)
    intervention.status, intervention.outcome, intervention.outcome_on = step.target, outcome, day
    intervention.clean_fields(exclude={"item"})
    intervention.save()
    _tell(by, intervention)
    return intervention


def _tell(by: Reader, intervention: Intervention, *, changes: Sequence[Change] = ()) -> None:
    """The step of the thread, the journal, and a letter to who asked."""
    state = str(intervention.get_status_display())
    move_item(intervention.item, {"state": state, "awaits": intervention.is_open})
    record(by=by, verb=state, on=intervention, audience=intervention.space.key, changes=changes)
    email, name = _address(intervention)
    if not email or (intervention.author and by.uid and intervention.author.uid == by.uid):
        return
    letter = write_letter(
        "concertation/mail/intervention",
        {
            "intervention": intervention,
            "url": settings.SITE_URL + reverse("concertation:intervention", args=[intervention.address]),
            "who": by.label,
        },
    )
    queue_message(
        by=by,
        to=email,
        to_name=name,
        letter=letter,
        purpose=PURPOSE,
        key=f"{PURPOSE}:{intervention.uid}:{intervention.version}",
        about=intervention,
        audience=organises_key(intervention.space.uid),
        confined_to="" if intervention.space.is_public else intervention.space.key,
    )


def _address(intervention: Intervention) -> tuple[str, str]:
    """Who asked, while they may read the answer; the organisation otherwise, never about a restricted space."""
    author = intervention.author
    if author and author.email and reader_of_person(author, today()).has(intervention.space.key):
        return author.email, author.full_name
    if intervention.space.is_public:
        return intervention.organisation.email, intervention.organisation.name
    return "", ""
