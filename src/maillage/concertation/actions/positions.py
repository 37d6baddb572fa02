"""Writes: what an organisation, or a professional, thinks of a finding or a recommendation; what it lets out (D8)."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError

from maillage.accounts.models import Person
from maillage.concertation.actions.confirming import ask_lead
from maillage.concertation.models import OBJECTING, Cycle, Position
from maillage.concertation.queries.judging import seated_in
from maillage.core.readers import Reader
from maillage.journal.actions import record
from maillage.network.models import Organisation
from maillage.records.actions import action, require
from maillage.records.clock import now, today
from maillage.records.dated import DatedQuerySet
from maillage.thread.models import Item

ONE_DAY = dt.timedelta(days=1)


@action
def take_position(
    *,
    by: Reader,
    cycle: Cycle,
    item: Item,
    organisation: Organisation,
    stance: str,
    mandated: bool,
    reason: str = "",
) -> Position:
    """A change of mind ends the former position and adds one, or rewrites it on the same day; the same said again changes
    nothing.

    Only who works for a member of the space speaks for it, and who leads it is asked to confirm. A disagreement says why.
    """
    require(by, "concertation.take_part", cycle)
    require(by, "concertation.speak_for", organisation)
    if organisation.pk not in seated_in(cycle):
        raise ValidationError("Cette organisation ne siège pas dans l’espace : elle ne prend pas position ici.")
    reason = reason.strip()
    if stance in OBJECTING and not reason:
        raise ValidationError({"reason": "Dites pourquoi : un désaccord se lit avec sa raison."})
    author = Person.objects.filter(uid=by.uid).first() if by.uid else None
    former = _open_rows(item, organisation, author, mandated=mandated).first()
    if former is not None and (former.stance, former.reason) == (stance, reason):
        return former
    position = _begun(former, Position(item=item, organisation=organisation, mandated=mandated))
    position.author, position.stance, position.reason = author, stance, reason
    position.clean_fields()
    position.save()
    record(by=by, verb="a pris position", on=position, audience=cycle.space.key)
    if mandated and author is not None:
        ask_lead(by=by, cycle=cycle, position=position)
    return position


def _open_rows(
    item: Item, organisation: Organisation, author: Person | None, *, mandated: bool
) -> DatedQuerySet[Position]:
    rows = Position.objects.filter(item=item, mandated=mandated, valid_to__isnull=True)
    return rows.filter(organisation=organisation) if mandated else rows.filter(author=author)


def _begun(former: Position | None, new: Position) -> Position:
    """The row of a position that begins today. One that began today already is said again from the start, so that the
    links to it stay good; an older one ends yesterday."""
    if former is not None and former.valid_from == today():
        former.taken_at, former.confirmed_at, former.published = now(), None, False
        return former
    if former is not None:
        _end(former, today() - ONE_DAY)
    new.valid_from = today()
    return new


def _end(position: Position, last: dt.date) -> None:
    """One taken today by mistake goes; an older one stays in the history with its last day."""
    if position.valid_from == today():
        position.delete()
        return
    position.valid_to = last
    position.save(update_fields=["valid_to"])


@action
def withdraw_position(*, by: Reader, cycle: Cycle, position: Position) -> None:
    """By who works for the organisation, or by its lead's link."""
    require(by, "concertation.answer_for_position", position)
    if position.valid_to is None:
        record(by=by, verb="a retiré sa position", on=position, audience=cycle.space.key)
        _end(position, today())


@action
def publish_position(*, by: Reader, cycle: Cycle, position: Position, published: bool) -> Position:
    """The organisation agrees that its position leaves the space, or no longer does."""
    require(by, "concertation.answer_for_position", position)
    if not position.mandated:
        raise ValidationError("Seule une position prise au nom de l’organisation se publie.")
    if position.published != published:
        position.published = published
        position.save(update_fields=["published"])
        record(
            by=by,
            verb="publiée" if published else "gardée dans l’espace",
            on=position,
            audience=cycle.space.key,
        )
    return position
