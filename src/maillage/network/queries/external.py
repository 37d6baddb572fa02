"""Reads: seats in other people's bodies, and those from which no report came back in time (B20)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Max

from maillage.core.readers import Reader
from maillage.network.models import ExternalReport, ExternalSeat
from maillage.network.models.external import ExternalSeatQuerySet


@dataclass(frozen=True, slots=True)
class SeatState:
    """When the last report came, and whether the next is overdue."""

    last: dt.date | None
    due: dt.date
    late: bool


def seats_on(day: dt.date, reader: Reader) -> ExternalSeatQuerySet:
    return (
        ExternalSeat.objects.visible_to(reader)
        .as_of(day)
        .select_related("organisation", "person")
        .annotate(last_report=Max("reports__day"))
    )


def state_of(seat: ExternalSeat, last: dt.date | None, day: dt.date) -> SeatState:
    """A report is due `report_every` months after the last, or after the seat was taken."""
    start = last or seat.valid_from
    due = months_after(start, seat.report_every) if start else day
    return SeatState(last, due, late=due < day or (last is None and start is None))


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day of the month, or the last one of a shorter month: 31 August + 6 months is 28 February."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    first_of_next = dt.date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return dt.date(year, month + 1, min(day.day, (first_of_next - dt.timedelta(days=1)).day))


def late_seats(reader: Reader, day: dt.date) -> list[tuple[ExternalSeat, SeatState]]:
    """Seats without news in time, the longest first."""
    rows = seats_on(day, reader).order_by("pk")
    reports = ExternalReport.objects.filter(seat__in=rows.values("pk")).values("seat")
    last = dict(reports.annotate(day_of_last=Max("day")).values_list("seat", "day_of_last"))
    found = [(seat, state_of(seat, last.get(seat.pk), day)) for seat in rows]
    late = [(seat, state) for seat, state in found if state.late]
    return sorted(late, key=lambda pair: (pair[1].due, pair[0].pk))
