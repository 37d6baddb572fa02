"""Writes: an action is described, carried, given means, moved from state to state; its outcomes are noted (D13-D15)."""

from __future__ import annotations

import datetime as dt
from typing import TypedDict

from django.core.exceptions import ValidationError

from maillage.accounts.models import Person
from maillage.concertation.models import Action, Carrier, Means, Outcome
from maillage.concertation.states import ACTION
from maillage.core.readers import Reader
from maillage.journal.actions import changes_between, record
from maillage.network.models import Organisation
from maillage.records.actions import action, require
from maillage.records.clock import today
from maillage.records.versioned import take_version
from maillage.thread.actions.items import move_item, start_item
from maillage.thread.actions.links import tie
from maillage.thread.models import Link

OUTCOME = "outcome"
"""Of the items of the thread."""
_STANDING = (Action.Status.DECIDED, Action.Status.UNDER_WAY, Action.Status.SUSPENDED, Action.Status.DONE)


class ActionFields(TypedDict, total=False):
    """What an action says; only the fields given are written."""

    title: str
    detail: str
    change: str
    sign: str
    mode: str
    starts_on: dt.date | None
    due_on: dt.date | None


class MeansFields(TypedDict, total=False):
    kind: str
    what: str
    brought_by: Organisation | None
    missing: str


@action
def edit_action(*, by: Reader, act: Action, seen: int, fields: ActionFields) -> Action:
    """Raises `ChangedMeanwhile`; a decided action keeps what made it decidable."""
    require(by, "concertation.edit_action", act)
    take_version(act, seen=seen)
    changes = changes_between(act, fields)
    for name, value in fields.items():
        setattr(act, name, value)
    act.title = " ".join(act.title.split())
    if act.starts_on and act.due_on and act.starts_on > act.due_on:
        raise ValidationError({"due_on": "L’échéance ne peut pas précéder le début."})
    act.clean_fields(exclude={"item"})
    if act.status in _STANDING:
        _require_decidable(act)
    act.save()
    _show(act)
    if changes:
        record(by=by, verb="corrigée", on=act, audience=act.item.audience, changes=changes)
    return act


def _show(act: Action) -> None:
    waits = act.status not in (Action.Status.DROPPED, Action.Status.DONE) or (
        act.status == Action.Status.DONE and not act.outcomes.exists()
    )
    move_item(act.item, {"title": act.title, "state": str(act.get_status_display()), "awaits": waits})


def _require_decidable(act: Action) -> None:
    """Invariants 4 and 5: what will have changed and how it will be seen, who carries it, with what means."""
    if not act.change.strip():
        raise ValidationError({"change": "Dites ce qui aura changé."})
    if not act.sign.strip():
        raise ValidationError({"sign": "Dites à quoi on le verra."})
    carriers = act.carriers.filter(valid_to__isnull=True).count()
    if act.mode == Action.Mode.INDIVIDUAL and carriers != 1:
        raise ValidationError("Une action individuelle est portée par une organisation, une seule.")
    if act.mode != Action.Mode.INDIVIDUAL and carriers < 2:
        raise ValidationError(
            "Une action collective ou communautaire est portée par deux organisations au moins."
        )
    if not act.means.exists():
        raise ValidationError("Dites les moyens qu’il faut : financiers, humains ou logistiques.")


@action
def move_action(*, by: Reader, act: Action, verb: str, reason: str = "") -> Action:
    """A verb of `states.ACTION`. Raises `TransitionRefused`, or `ValidationError` saying what is missing."""
    require(by, "concertation.tell_news", act)
    step = ACTION.take(verb, state=act.status)
    reason = " ".join(reason.split())
    if step.reason_needed and not reason:
        raise ValidationError({"reason": "Dites pourquoi."})
    if step.target in _STANDING:
        _require_decidable(act)
    act.status, act.status_reason, act.told_on = step.target, reason, today()
    act.clean_fields(exclude={"item"})
    act.save(update_fields=["status", "status_reason", "told_on"])
    _show(act)
    record(by=by, verb=str(act.get_status_display()), on=act, audience=act.item.audience)
    return act


@action
def add_carrier(
    *, by: Reader, act: Action, organisation: Organisation, person: Person | None = None
) -> Carrier:
    """Twice is once."""
    require(by, "concertation.edit_action", act)
    carrier, made = Carrier.objects.get_or_create(
        action=act, organisation=organisation, valid_to=None, defaults={"person": person, "valid_from": today()}
    )
    if made:
        record(by=by, verb="portée aussi", on=act, audience=act.item.audience)
    if act.status in _STANDING:
        _require_decidable(act)
    return carrier


@action
def remove_carrier(*, by: Reader, carrier: Carrier) -> None:
    """One that was named today by mistake goes; the others stay in the history. A decided action keeps enough of them."""
    require(by, "concertation.edit_action", carrier.action)
    if carrier.valid_from == today():
        carrier.delete()
    else:
        carrier.valid_to = today()
        carrier.save(update_fields=["valid_to"])
    if carrier.action.status in _STANDING:
        _require_decidable(carrier.action)


@action
def add_means(*, by: Reader, uid: str, act: Action, fields: MeansFields) -> Means:
    """Sent twice, the first one comes back."""
    require(by, "concertation.edit_action", act)
    done = Means.objects.filter(uid=uid, action=act).first()
    if done is not None:
        return done
    means = Means(uid=uid, action=act, **fields)
    means.clean_fields()
    means.save()
    return means


@action
def remove_means(*, by: Reader, means: Means) -> None:
    act = means.action
    require(by, "concertation.edit_action", act)
    means.delete()
    if act.status in _STANDING:
        _require_decidable(act)


@action
def note_outcome(
    *,
    by: Reader,
    uid: str,
    act: Action,
    text: str,
    evidence: str = "",
    evidence_link: str = "",
    seen_on: dt.date | None = None,
) -> Outcome:
    """What came of it, and what shows it. Sent twice, the first one comes back."""
    require(by, "concertation.edit_action", act)
    done = Outcome.objects.filter(item__uid=uid).first()
    if done is not None:
        return done
    if act.status not in _STANDING:
        raise ValidationError("Une action qui n’est pas décidée n’a pas encore de résultat.")
    outcome = Outcome(
        action=act,
        text=" ".join(text.split()),
        evidence=evidence,
        evidence_link=evidence_link,
        seen_on=seen_on or today(),
    )
    outcome.clean_fields(exclude={"item"})
    outcome.item = start_item(
        kind=OUTCOME,
        uid=uid,
        space=act.cycle.space,
        fields={"title": outcome.text, "audience": act.item.audience, "noted_on": outcome.seen_on},
    )
    outcome.save()
    tie(by=by, sources=[act.item], target=outcome.item, relation=Link.Relation.PRODUCED)
    _show(act)
    record(by=by, verb="résultat noté", on=act, audience=act.item.audience)
    return outcome
