"""Writes: session codes are opened for some hours, and closed (D2, D16)."""

from __future__ import annotations

import datetime as dt
import secrets

from django.core.exceptions import ValidationError

from maillage.accounts.models import Person
from maillage.concertation.models import Cycle, EntryCode
from maillage.concertation.models.cycles import CODE_ALPHABET, CODE_LENGTH
from maillage.core.readers import Reader
from maillage.journal.actions import record
from maillage.records.actions import action, require
from maillage.records.clock import now

LONGEST = 14 * 24
"""Hours: a group that meets twice a week may keep the same code for a fortnight."""


def new_code() -> str:
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


@action
def open_code(
    *, by: Reader, cycle: Cycle, hours: int, label: str = "", voice: str = EntryCode.Voice.PROFESSIONAL
) -> EntryCode:
    """A code of the public may be opened by any member who works with a group; the others by the organisers."""
    public = voice == EntryCode.Voice.PUBLIC
    require(by, "concertation.take_part" if public else "concertation.organise_cycle", cycle)
    if not 1 <= hours <= LONGEST:
        raise ValidationError({"hours": "Un code vaut de une heure à quatorze jours."})
    if not cycle.is_open:
        raise ValidationError("Ce cycle est clos : rouvrez-le d’abord.")
    opened = EntryCode(
        cycle=cycle,
        code=new_code(),
        label=label,
        voice=voice,
        opened_by=Person.objects.filter(uid=by.uid).first() if by.uid else None,
        closes_at=now() + dt.timedelta(hours=hours),
    )
    opened.clean_fields(exclude={"uid"})
    opened.save()
    record(by=by, verb="code ouvert", on=cycle, audience=cycle.audience)
    return opened


@action
def close_code(*, by: Reader, code: EntryCode) -> EntryCode:
    """At once, whoever still holds it."""
    public = code.voice == EntryCode.Voice.PUBLIC
    own = public and code.opened_by is not None and code.opened_by.uid == by.uid
    require(by, "concertation.take_part" if own else "concertation.organise_cycle", code.cycle)
    if code.is_usable:
        code.closes_at = now()
        code.save(update_fields=["closes_at"])
        record(by=by, verb="code fermé", on=code.cycle, audience=code.cycle.audience)
    return code


@action
def prolong_code(*, by: Reader, code: EntryCode, hours: int) -> EntryCode:
    """For those who arrive late."""
    require(by, "concertation.organise_cycle", code.cycle)
    if not 1 <= hours <= LONGEST:
        raise ValidationError({"hours": "Un code vaut de une heure à quatorze jours."})
    code.closes_at = max(code.closes_at, now()) + dt.timedelta(hours=hours)
    code.save(update_fields=["closes_at"])
    return code
