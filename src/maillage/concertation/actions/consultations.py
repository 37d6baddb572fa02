"""Writes: a consultation is opened, set, closed and opened again; its statements are written, shown, left out (K3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TypedDict

from django.core.exceptions import ValidationError
from django.db.models import F, Max

from maillage.accounts.models import Person
from maillage.concertation.actions.codes import new_code
from maillage.concertation.models import Consultation, Cycle, Participant, Statement
from maillage.concertation.queries.recommendations import recommendations_not_in
from maillage.concertation.statement_states import STATEMENT
from maillage.core.readers import PUBLIC, Reader
from maillage.journal.actions import changes_between, record
from maillage.network.models import Space
from maillage.records.actions import action, may, require
from maillage.records.clock import now, today
from maillage.records.identity import new_uid
from maillage.records.versioned import take_version
from maillage.thread.models import Item

REOPENED_FOR = dt.timedelta(days=14)
MOST_STATEMENTS = 2000


class ConsultationFields(TypedDict, total=False):
    """What a consultation says; only the fields given are written."""

    title: str
    question: str
    introduction: str
    audience: str
    entry: str
    may_propose: bool
    opens_on: dt.date
    closes_on: dt.date


class Sentence(TypedDict, total=False):
    """A statement of the organisers."""

    text: str
    theme: str
    item: Item | None


def locked(consultation: Consultation) -> Consultation:
    """The row as it stands, held until the end of the transaction: votes on it come one after the other."""
    return Consultation.objects.select_for_update(of=("self",)).select_related("space").get(pk=consultation.pk)


def move_tally(consultation: Consultation) -> None:
    """What was voted, or what counts of it, changed: a map made before is an earlier one."""
    Consultation.objects.filter(pk=consultation.pk).update(tally=F("tally") + 1)


@action
def open_consultation(
    *, by: Reader, uid: str, space: Space, fields: ConsultationFields, cycle: Cycle | None = None
) -> Consultation:
    """Sent twice, the first one comes back."""
    require(by, "concertation.open_consultation", space)
    done = Consultation.objects.filter(uid=uid).first()
    if done is not None:
        if not may(by, "concertation.organise_consultation", done):
            raise ValidationError("Ce formulaire a expiré : rechargez la page et recommencez.")
        return done
    made = Consultation(uid=uid, space=space, cycle=cycle, code=new_code(), **{"audience": space.key, **fields})
    _settle(made)
    made.save()
    record(by=by, verb="ouverte", on=made, audience=made.audience)
    return made


def _settle(one: Consultation) -> None:
    if one.audience not in (PUBLIC, one.space.key):
        raise ValidationError({"audience": "Choisissez qui voit les résultats."})
    if one.audience == PUBLIC and not one.space.is_public:
        raise ValidationError(
            {"audience": "Cet espace est réservé : ses consultations ne sont que pour ses membres."}
        )
    if one.entry == Consultation.Entry.OPEN and one.audience != PUBLIC:
        raise ValidationError(
            {"entry": "Une consultation ouverte à tout le monde a des résultats visibles de tout le monde."}
        )
    if one.cycle is not None and one.cycle.space_id != one.space_id:
        raise ValidationError("Ce cycle est d’un autre espace.")
    if one.closes_on < one.opens_on:
        raise ValidationError({"closes_on": "Le dernier jour vient après le premier."})
    one.clean_fields(exclude={"uid"})


@action
def set_consultation(
    *, by: Reader, consultation: Consultation, seen: int, fields: ConsultationFields
) -> Consultation:
    """Raises `ChangedMeanwhile`."""
    require(by, "concertation.organise_consultation", consultation)
    take_version(consultation, seen=seen)
    changes = changes_between(consultation, fields)
    for name, value in fields.items():
        setattr(consultation, name, value)
    _settle(consultation)
    consultation.save(update_fields=list(fields))
    record(by=by, verb="réglée", on=consultation, audience=consultation.audience, changes=changes)
    return consultation


@action
def close_consultation(*, by: Reader, consultation: Consultation) -> Consultation:
    """Nobody votes any more; all stays readable."""
    require(by, "concertation.organise_consultation", consultation)
    held = locked(consultation)
    if held.closed_at is None:
        held.closed_at = consultation.closed_at = now()
        held.save(update_fields=["closed_at"])
        record(by=by, verb="close", on=held, audience=held.audience)
    return held


@action
def reopen_consultation(*, by: Reader, consultation: Consultation) -> Consultation:
    """For a fortnight when its last day has passed."""
    require(by, "concertation.organise_consultation", consultation)
    held = locked(consultation)
    if not held.is_over:
        return held
    held.closed_at = None
    if held.closes_on < today():
        held.closes_on = today() + REOPENED_FOR
    held.save(update_fields=["closed_at", "closes_on"])
    record(by=by, verb="rouverte", on=held, audience=held.audience)
    return held


@action
def write_statements(
    *, by: Reader, consultation: Consultation, sentences: Sequence[Sentence]
) -> list[Statement]:
    """Those of the organisers, shown at once. What is there already, word for word, is not written twice."""
    require(by, "concertation.organise_consultation", consultation)
    held = locked(consultation)
    known = set(held.statements.values_list("text", flat=True))
    number, author = _last_number(held), _person(by)
    made = []
    for sentence in sentences:
        text = " ".join(sentence["text"].split())
        if not text or text in known:
            continue
        known.add(text)
        number += 1
        one = Statement(
            consultation=held,
            number=number,
            text=text,
            theme=sentence.get("theme", ""),
            item=sentence.get("item"),
            author=author,
        )
        one.clean_fields(exclude={"uid"})
        made.append(one)
    if number > MOST_STATEMENTS:
        raise ValidationError(f"Une consultation porte sur {MOST_STATEMENTS} phrases au plus.")
    Statement.objects.bulk_create(made)
    if made:
        move_tally(held)
        verb = "une phrase ajoutée" if len(made) == 1 else f"{len(made)} phrases ajoutées"
        record(by=by, verb=verb, on=held, audience=held.audience)
    return made


@action
def take_up_recommendations(*, by: Reader, consultation: Consultation) -> list[Statement]:
    """Puts the standing recommendations of its cycle to the vote, word for word (K3); those that are there stay."""
    rows = recommendations_not_in(consultation, by)
    sentences: list[Sentence] = [{"text": one.title, "item": one.item} for one in rows]
    return write_statements(by=by, consultation=consultation, sentences=sentences)


def _last_number(consultation: Consultation) -> int:
    return consultation.statements.aggregate(last=Max("number"))["last"] or 0


def _person(by: Reader) -> Person | None:
    return Person.objects.filter(uid=by.uid).first() if by.uid else None


@action
def propose_statement(
    *, by: Reader, uid: str, consultation: Consultation, participant: Participant, text: str
) -> Statement:
    """By somebody who votes; it waits for the organisers. Sent twice, or there already: the first one comes back."""
    held = locked(consultation)
    require(by, "concertation.vote", held)
    if not held.may_propose:
        raise ValidationError("Cette consultation ne prend pas de nouvelles phrases.")
    text = " ".join(text.split())
    done = held.statements.filter(uid=uid).first() or held.statements.filter(text=text).first()
    if done is not None:
        return done
    one = Statement(
        uid=uid or new_uid(),
        consultation=held,
        number=_last_number(held) + 1,
        text=text,
        state=Statement.State.PROPOSED,
        participant=participant,
        is_seed=False,
    )
    one.clean_fields(exclude={"uid"})
    one.save()
    return one


@action
def sort_statement(*, by: Reader, statement: Statement, verb: str, reason: str = "") -> Statement:
    """A verb of `STATEMENT`; leaving out says why. Raises `TransitionRefused`."""
    require(by, "concertation.organise_consultation", statement.consultation)
    locked(statement.consultation)
    step = STATEMENT.take(verb, state=statement.state)
    reason = " ".join(reason.split())
    if step.reason_needed and not reason:
        raise ValidationError({"reason": "Dites pourquoi : qui l’a proposée peut le lire."})
    statement.state, statement.reason = step.target, reason
    statement.clean_fields(exclude={"uid"})
    statement.save(update_fields=["state", "reason"])
    move_tally(statement.consultation)
    audience = statement.consultation.audience
    record(by=by, verb=str(statement.get_state_display()), on=statement, audience=audience)
    return statement
