"""Writes: who leads an organisation stands by its position, before it counts as read again and is printed (D8, D9)."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from maillage.accounts.actions import issue_link
from maillage.accounts.models import Person
from maillage.concertation.models import OBJECTING, Cycle, Position
from maillage.concertation.queries.judging import positions_to_reread
from maillage.concertation.queries.leads import Lead, lead_about
from maillage.concertation.rules import POSITION_LINK
from maillage.core.readers import Reader, organises_key
from maillage.journal.actions import changes_between, record
from maillage.mailing.actions import queue_message
from maillage.mailing.letters import write_letter
from maillage.records.actions import action, require
from maillage.records.clock import now

ASK = "position"
"""Purpose of the messages."""


@action
def confirm_position(*, by: Reader, cycle: Cycle, position: Position) -> Position:
    """« C’est bien notre position. » Twice is once."""
    require(by, "concertation.answer_for_position", position)
    if position.confirmed_at is None and position.valid_to is None:
        position.confirmed_at = now()
        position.save(update_fields=["confirmed_at"])
        record(by=by, verb="confirmée", on=position, audience=cycle.space.key)
    return position


@action
def reword_position(*, by: Reader, cycle: Cycle, position: Position, reason: str) -> Position:
    """The reason in other words, read again before it is printed; who rewords stands by it."""
    require(by, "concertation.answer_for_position", position)
    reason = reason.strip()
    if position.stance in OBJECTING and not reason:
        raise ValidationError({"reason": "Dites pourquoi : un désaccord se lit avec sa raison."})
    changes = changes_between(position, {"reason": reason})
    position.reason, position.confirmed_at = reason, now()
    position.clean_fields()
    position.save(update_fields=["reason", "confirmed_at"])
    if changes:
        record(by=by, verb="reformulée", on=position, audience=cycle.space.key, changes=changes)
    return position


def ask_lead(*, by: Reader, cycle: Cycle, position: Position, uid: str = "") -> bool:
    """Writes to who leads the organisation, or else to who took the position; False when nobody can be written to.

    For the actions that checked the right. A lead who took it confirms it by that. `uid`: of the form, when somebody asks.
    """
    lead, author = lead_about(position.organisation, cycle.space), position.author
    if not uid and lead is not None and author is not None and lead.person == author:
        position.confirmed_at = now()
        position.save(update_fields=["confirmed_at"])
        return True
    if lead is None and author is not None and author.email:
        lead = Lead(author.email, author)
    if lead is None:
        return False
    _write(by, cycle, position, lead, uid or f"{position.taken_at:%Y%m%d%H%M%S%f}")
    return True


def _write(by: Reader, cycle: Cycle, position: Position, lead: Lead, key: str) -> None:
    link = issue_link(
        by=by,
        purpose=POSITION_LINK,
        subject=position,
        label=lead.person.full_name if lead.person else position.organisation.name,
        person=lead.person,
        email=lead.email,
    )
    context = {
        "position": position,
        "organisation": position.organisation,
        "about": position.item.title,
        "author": position.author.full_name if isinstance(position.author, Person) else "",
        "space": cycle.space.name,
        "url": link.url,
        "who": by.label,
    }
    queue_message(
        by=by,
        to=lead.email,
        to_name=lead.person.full_name if lead.person else position.organisation.name,
        letter=write_letter("concertation/mail/position", context),
        purpose=ASK,
        key=f"{ASK}:{key}:{position.uid}",
        about=position,
        audience=organises_key(cycle.space.uid),
        confined_to="" if cycle.space.is_public else cycle.space.key,
    )


@action
def have_reread(*, by: Reader, cycle: Cycle, uid: str) -> int:
    """Before printing, who disagrees reads how it will be told; returns how many letters. `uid`: of the form."""
    require(by, "concertation.organise_cycle", cycle)
    waiting = positions_to_reread(cycle)
    sent = sum(
        ask_lead(by=by, cycle=cycle, position=one, uid=uid)
        for one in waiting.select_related("organisation", "author", "item")
    )
    if not sent:
        raise ValidationError("Aucun désaccord n’attend d’être relu par une organisation qui a une adresse.")
    record(by=by, verb="désaccords envoyés à relire", on=cycle, audience=cycle.space.key)
    return sent
