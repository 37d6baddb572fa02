"""Writing a message, copying it by hand, marking an address in error, sending again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models

from maillage.core.readers import ADMINISTRATORS, Reader, person_key
from maillage.journal.actions import record
from maillage.mailing.letters import Letter
from maillage.mailing.models import Message
from maillage.records.actions import action, require
from maillage.records.clock import now

State = Message.State


@action
def queue_message(
    *,
    by: Reader,
    to: str,
    letter: Letter,
    purpose: str,
    to_name: str = "",
    reply_to: str = "",
    priority: Message.Priority = Message.Priority.PERSONAL,
    key: str = "",
    about: models.Model | None = None,
    audience: str = "",
    confined_to: str = "",
    expires_at: dt.datetime | None = None,
) -> Message:
    """Puts a message in the outbox, in the caller's transaction: it leaves if and only if the rest is written.

    `key` names the message for ever (`"campaign:x7k2m9qa:invitation:…"`): a second call returns the first row.
    `audience` is who reads it in « Courrier »: the writer when empty, the administrators for what the house writes.
    `confined_to` is the key of a restricted space that it speaks of, which its readers must hold too.
    Without a mail server it waits « à copier ».
    """
    fields = {
        "to_email": to.strip().lower(),
        "to_name": " ".join(to_name.split())[:200],
        "reply_to": reply_to,
        "subject": letter.subject,
        "text": letter.text,
        "html": letter.html,
        "purpose": purpose,
        "priority": priority,
        "state": State.QUEUED if settings.MAIL_SERVER else State.TO_COPY,
        "about_type": about._meta.label_lower if about else "",
        "about_id": about.pk if about else None,
        "audience": audience or (person_key(by.uid) if by.uid else ADMINISTRATORS),
        "confined_to": confined_to,
        "written_by": by.label[:200],
        "expires_at": expires_at,
    }
    if not key:
        return Message.objects.create(**fields)
    return Message.objects.get_or_create(key=key, defaults=fields)[0]


@action
def mark_copied(*, by: Reader, message: Message) -> Message:
    """Someone pasted the text into their own mail program."""
    require(by, "mailing.follow_message", message)
    if message.state != State.SENT:
        _move(message, state=State.COPIED, done_at=now())
    return message


@action
def mark_address_in_error(*, by: Reader, message: Message, reason: str = "") -> Message:
    """The mail came back: the address does not work, and silence from it is no answer (row A9)."""
    require(by, "mailing.follow_message", message)
    _move(message, state=State.FAILED, error=reason.strip()[:300], lease_until=None)
    record(by=by, verb="signalé en erreur", on=message, audience=message.confined_to or message.audience)
    return message


@action
def send_again(*, by: Reader, message: Message) -> Message:
    """Back into the queue, to be sent as soon as possible (to be copied when there is no mail server)."""
    require(by, "mailing.follow_message", message)
    _move(
        message,
        state=State.QUEUED if settings.MAIL_SERVER else State.TO_COPY,
        error="",
        attempts=0,
        not_before=now(),
        lease_until=None,
        done_at=None,
        expires_at=None,
    )
    return message


def _move(message: Message, **fields: object) -> None:
    for name, value in fields.items():
        setattr(message, name, value)
    message.save(update_fields=list(fields))


def confine_messages(*, about_type: str, about_ids: Iterable[int] | models.QuerySet[Any], to: str) -> int:
    """A space opens or closes, with the messages about it: called in the transaction that changes its audience.

    `to` is the key of the restricted space, blank when it is open to all; returns how many messages changed.
    """
    about = Message.objects.filter(about_type=about_type, about_id__in=about_ids)
    return about.exclude(confined_to=to).update(confined_to=to)
