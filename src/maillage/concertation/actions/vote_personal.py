"""Votes of somebody with an account: told to them, erased with them. Only the digest of `entry_of_person` leads there."""

from __future__ import annotations

from typing import Any

from maillage.accounts.models import Person
from maillage.concertation.actions.consultations import locked
from maillage.concertation.actions.votes import entry_of_person, forget
from maillage.concertation.models import Consultation, Participant


def _participations(person: Person) -> list[Participant]:
    digests = [entry_of_person(person.uid, one) for one in Consultation.objects.only("uid").order_by("pk")]
    found = Participant.objects.filter(by_entry__in=digests).select_related("consultation__space", "actor")
    return list(found.order_by("pk"))


def export_votes(person: Person) -> list[Any]:
    """JSON-ready lines, one a vote."""
    return [
        {
            "consultation": one.consultation.title,
            "phrase": vote.statement.text,
            "vote": str(vote.get_value_display()),
            "le": vote.voted_at.isoformat(),
            "secteur": one.actor.name if one.actor else "",
        }
        for one in _participations(person)
        for vote in one.votes.select_related("statement").order_by("voted_at", "pk")
    ]


def erase_votes(person: Person) -> None:
    """In the transaction of the erasure."""
    for one in _participations(person):
        forget(locked(one.consultation), one)
