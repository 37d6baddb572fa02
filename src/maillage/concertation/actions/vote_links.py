"""Writes: personal letters that lead to the vote, for people who have neither account nor code (K3)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models.functions import Lower

from maillage.accounts.actions import issue_link
from maillage.accounts.models import Person
from maillage.concertation.models import Consultation
from maillage.concertation.rules import VOTE
from maillage.core.readers import Reader, organises_key
from maillage.journal.actions import record
from maillage.mailing.actions import queue_message
from maillage.mailing.letters import write_letter
from maillage.mailing.models import Message
from maillage.records.actions import action, require
from maillage.records.clock import today

INVITE = "vote"
"""Purpose of the messages."""
MOST_LETTERS = 300
"""In one transaction, during which nobody else writes on SQLite."""
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Guest:
    """Who is written to. `person` is None for an address that the network does not know."""

    email: str
    name: str = ""
    person: Person | None = None


@action
def send_vote_links(
    *, by: Reader, consultation: Consultation, guests: Sequence[Guest], word: str, uid: str
) -> int:
    """A letter to each address, once; returns how many addresses. `uid`: of the form, so that sent twice is sent once.

    The link lets in until the last day. Who votes by it is one participant on every device, and nobody can tell which.
    """
    require(by, "concertation.organise_consultation", consultation)
    if not consultation.is_open:
        raise ValidationError("On n’invite qu’à une consultation ouverte.")
    if consultation.entry == Consultation.Entry.MEMBERS and any(one.person is None for one in guests):
        raise ValidationError({"others": "Seuls les membres votent : réglez d’abord qui vote."})
    known = {one.email.lower(): one for one in reversed(guests) if one.email}
    if not known:
        raise ValidationError({"others": "Choisissez à qui écrire : les membres, ou des adresses."})
    if len(known) > MOST_LETTERS:
        raise ValidationError({"others": f"{MOST_LETTERS} lettres au plus à la fois."})
    people = _people_at(known)
    for email, guest in sorted(known.items()):
        person = guest.person or people.get(email)
        _write(by, consultation, Guest(email, guest.name, person), word, uid)
    sent = "une invitation personnelle" if len(known) == 1 else f"{len(known)} invitations personnelles"
    record(by=by, verb=sent, on=consultation, audience=organises_key(consultation.space.uid))
    return len(known)


def _people_at(emails: Collection[str]) -> dict[str, Person]:
    """Who bears an address alone: invited by it or logged in, they are one voice."""
    found: dict[str, list[Person]] = defaultdict(list)
    known = Person.objects.filter(erased_at__isnull=True).annotate(at=Lower("email"))
    for person in known.filter(at__in=emails).order_by("pk"):
        found[person.email.lower()].append(person)
    return {email: people[0] for email, people in found.items() if len(people) == 1}


def _write(by: Reader, consultation: Consultation, guest: Guest, word: str, uid: str) -> None:
    link = issue_link(
        by=by,
        purpose=VOTE,
        subject=consultation,
        label=guest.name or "une personne invitée",
        person=guest.person,
        email=guest.email,
        lifetime=consultation.closes_on - today() + ONE_DAY,
    )
    context = {"consultation": consultation, "word": word, "url": link.url, "who": by.label}
    queue_message(
        by=by,
        to=guest.email,
        to_name=guest.name,
        letter=write_letter("concertation/mail/vote", context),
        purpose=INVITE,
        priority=Message.Priority.BULK,
        key=f"{INVITE}:{uid}:{guest.email}",
        about=consultation,
        audience=organises_key(consultation.space.uid),
        confined_to="" if consultation.space.is_public else consultation.space.key,
    )
