"""The durable work of « Dire à… »: each copy becomes a message, if its reader may still read the note when it leaves."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from maillage.accounts.queries import reader_of_person
from maillage.chronicle.models import WatchNoteCopy, WatchNoteTold
from maillage.core.readers import ADMINISTRATORS, PUBLIC, Reader, person_key
from maillage.mailing.actions import queue_message
from maillage.mailing.letters import Letter, write_letter
from maillage.mailing.models import Message
from maillage.records.clock import now, today

BATCH = 25


def queue_watch_copies_once() -> int:
    """Puts up to a batch of copies in the outbox; one that was queued twice is one message (its key)."""
    waiting = list(
        WatchNoteCopy.objects.filter(queued_at__isnull=True)
        .select_related("note", "told__space", "told__by_person", "person__user")
        .order_by("id")[:BATCH]
    )
    for copy in waiting:
        _queue(copy)
    return len(waiting)


def _queue(copy: WatchNoteCopy) -> None:
    told = copy.told
    teller = person_key(told.by_person.uid) if told.by_person else ADMINISTRATORS
    letter = _letter(told)
    with transaction.atomic():
        if _may_still_read(copy):
            queue_message(
                by=Reader(keys=frozenset({teller}), label=told.by),
                to=copy.person.email,
                to_name=copy.person.full_name,
                reply_to=told.reply_to,
                letter=letter,
                purpose="watch_note",
                priority=Message.Priority.BULK,
                key=f"watch:{copy.note.uid}:{copy.person.uid}",
                about=told.note,
                audience=teller,
            )
        WatchNoteCopy.objects.filter(pk=copy.pk).update(queued_at=now())


def _may_still_read(copy: WatchNoteCopy) -> bool:
    if copy.note.is_withdrawn or copy.person.erased_at is not None or not copy.person.email:
        return False
    keys = reader_of_person(copy.person, today()).keys
    return copy.note.audience in keys and copy.told.space.audience in keys


def _letter(told: WatchNoteTold) -> Letter:
    """A restricted space is not named in a mail (M2)."""
    space = told.space
    return write_letter(
        "chronicle/mail/watch_note",
        {
            "note": told.note,
            "word": told.word,
            "space": space.name if space.is_public else "",
            "url": settings.SITE_URL + reverse("chronicle:watch_note", args=[told.note.address]),
            "log_in": told.note.audience != PUBLIC,
            "who": told.by,
        },
    )
