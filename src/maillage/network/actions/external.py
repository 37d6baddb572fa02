"""Writes: seats in other people's bodies, and what is brought back from them (B20)."""

from __future__ import annotations

import datetime as dt
from typing import TypedDict

from django.core.exceptions import ValidationError

from maillage.accounts.models import Person
from maillage.core.readers import COORDINATORS, Reader
from maillage.journal.actions import record
from maillage.network.actions.successions import end_on
from maillage.network.models import ExternalReport, ExternalSeat, Organisation
from maillage.records.actions import action, require
from maillage.records.clock import today


class SeatFields(TypedDict, total=False):
    """What is known of a seat beside who sits where."""

    held_by: str
    person: Person | None
    capacity: str
    report_every: int
    valid_from: dt.date | None


@action
def take_seat(
    *, by: Reader, uid: str, organisation: Organisation, body: str, fields: SeatFields | None = None
) -> ExternalSeat:
    """We sit there, from a day, by someone. Sent twice it is one seat."""
    require(by, "network.create_seat")
    found = ExternalSeat.objects.filter(uid=uid).first()
    if found is not None:
        return found
    seat = ExternalSeat.objects.create(uid=uid, organisation=organisation, body=body, **(fields or {}))
    require(by, "network.report_back", seat)
    record(by=by, verb="mandat extérieur noté", on=seat, audience=COORDINATORS)
    return seat


@action
def leave_seat(*, by: Reader, seat: ExternalSeat, last_day: dt.date) -> ExternalSeat:
    """We no longer sit there; reports stay."""
    require(by, "network.report_back", seat)
    end_on(seat, last_day)
    record(by=by, verb="mandat extérieur terminé", on=seat, audience=COORDINATORS)
    return seat


@action
def report_back(*, by: Reader, uid: str, seat: ExternalSeat, day: dt.date, text: str) -> ExternalReport:
    """What to remember from a meeting there; the reminder stops until the next is due."""
    require(by, "network.report_back", seat)
    if day > today():
        raise ValidationError({"day": "Cette réunion n’a pas encore eu lieu."})
    found = seat.reports.filter(uid=uid).first()
    if found is not None:
        return found
    report = ExternalReport.objects.create(uid=uid, seat=seat, day=day, text=text, author=by.label)
    record(by=by, verb="rapport déposé", on=seat, audience=COORDINATORS)
    return report
