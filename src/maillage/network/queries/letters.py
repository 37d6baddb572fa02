"""Reads: letters to groups that were sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from maillage.core.folding import fold
from maillage.mailing.models import Message
from maillage.network.models import GroupLetter, GroupLetterCopy


@dataclass(frozen=True, slots=True)
class CopySeen:
    """`state`: what became of it, in words; `is_lost` when it did not arrive."""

    name: str
    email: str
    state: str
    is_lost: bool


def letters_seen(letters: QuerySet[GroupLetter]) -> QuerySet[Any]:
    """With `reached`: how many people each went to."""
    return letters.select_related("host").annotate(reached=Count("copies"))


def copy_key(copy: GroupLetterCopy, letter: GroupLetter) -> str:
    """Under which a copy stands in the outbox, once."""
    return f"letter:{letter.uid}:{copy.pk}"


def copies_of(letter: GroupLetter) -> list[CopySeen]:
    """By name; two queries. One that the outbox no longer holds has left long ago."""
    found = Message.objects.filter(about_type=letter._meta.label_lower, about_id=letter.pk)
    states = dict(found.values_list("key", "state"))
    waiting, gone = Message.State.QUEUED, Message.State.SENT
    rows = []
    for copy in sorted(letter.copies.all(), key=lambda one: (fold(one.name), one.pk)):
        state = Message.State(states.get(copy_key(copy, letter), gone if copy.queued_at else waiting))
        rows.append(CopySeen(copy.name, copy.email, str(state.label), state in LOST))
    return rows


LOST = (Message.State.FAILED, Message.State.UNSENT)
