"""Writes: a letter to a group, handed to the worker copy by copy (row A5)."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction

from maillage.core.readers import Reader, coordinates_key
from maillage.journal.actions import Change, record
from maillage.mailing.actions import queue_message
from maillage.mailing.letters import letter_of
from maillage.mailing.models import Message
from maillage.network.models import GroupLetter, GroupLetterCopy, Organisation
from maillage.network.queries.addressees import Addressee
from maillage.network.queries.letters import copy_key
from maillage.records.actions import action, require
from maillage.records.clock import now

BATCH = 50


@action
def write_to_group(
    *,
    by: Reader,
    uid: str,
    host: Organisation,
    subject: str,
    text: str,
    chosen: str,
    addressees: Collection[Addressee],
    reply_to: str = "",
) -> GroupLetter:
    """Each person receives a mail of their own; nobody sees the others. Sent twice, the first letter comes back."""
    require(by, "network.write_to_group", host)
    done = GroupLetter.objects.visible_to(by).filter(uid=uid).first()
    if done is not None:
        return done
    if not addressees:
        raise ValidationError("Il n’y a personne à qui écrire : élargissez votre choix.")
    letter = GroupLetter.objects.create(
        uid=uid,
        host=host,
        subject=subject,
        text=text,
        chosen=chosen[:300],
        reply_to=reply_to,
        written_by=by.label[:200],
        audience=coordinates_key(host.uid),
    )
    GroupLetterCopy.objects.bulk_create(
        GroupLetterCopy(letter=letter, email=one.email, name=one.post.person.full_name) for one in addressees
    )
    reached = Change("copies", "destinataires", "", str(len(addressees)))
    record(by=by, verb="envoyée", on=letter, audience=letter.audience, changes=[reached])
    return letter


def queue_copies_once() -> int:
    """Puts up to a batch of copies in the outbox; a copy that was queued twice is one message (its key)."""
    waiting = list(
        GroupLetterCopy.objects.filter(queued_at__isnull=True)
        .select_related("letter__host")
        .order_by("id")[:BATCH]
    )
    for copy in waiting:
        _queue(copy)
    return len(waiting)


def _queue(copy: GroupLetterCopy) -> None:
    letter = copy.letter
    signature = f"Bien à vous,\n{letter.written_by}\n{letter.host.name}"
    with transaction.atomic():
        queue_message(
            by=Reader(keys=frozenset({letter.audience}), label=letter.written_by),
            to=copy.email,
            to_name=copy.name,
            reply_to=letter.reply_to,
            letter=letter_of(letter.subject, f"{letter.text}\n\n{signature}"),
            purpose="group_letter",
            priority=Message.Priority.BULK,
            key=copy_key(copy, letter),
            about=letter,
            audience=letter.audience,
        )
        GroupLetterCopy.objects.filter(pk=copy.pk).update(queued_at=now())
