"""« Prochaines dates » of a session, in words and as a file for an agenda."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from maillage.cadastre.models import Closure, Offer
from maillage.cadastre.queries.offers import SessionShown, details_of
from maillage.cadastre.queries.school_calendar import school_calendar
from maillage.cadastre.views.doors import offer_or_404, page_of
from maillage.core.agenda_files import AgendaEntry, write_agenda
from maillage.core.hours import (
    AHEAD,
    Occurrence,
    Period,
    SchoolCalendar,
    all_dates,
    interruptions,
    next_dates,
)
from maillage.records.clock import BRUSSELS, now, today
from maillage.ui.days import in_words

MOST_IN_A_FILE = 400
NOTHING_THEN = {
    Offer.Kind.TRAINING: "Pas de cours",
    Offer.Kind.SERVICE: "Pas de service",
    Offer.Kind.SURGERY: "Pas de permanence",
}


@dataclass(frozen=True, slots=True)
class DatesShown:
    """Sentences and words: the days, what interrupts them within eight weeks, and where the calendar ends."""

    days: Sequence[str]
    interruptions: Sequence[str]
    unknown: str

    def __bool__(self) -> bool:
        return bool(self.days or self.interruptions or self.unknown)


def calendar_for(sessions: Sequence[SessionShown]) -> SchoolCalendar:
    """The school calendar when one of these hours stops for holidays: one query, none otherwise."""
    asks = any(not slot.in_holidays for one in sessions for slot in one.slots)
    return school_calendar() if asks else SchoolCalendar()


def dates_shown(
    one: SessionShown, calendar: SchoolCalendar, closures: Sequence[Closure], day: dt.date
) -> DatesShown:
    """Of one session that is not over; nothing when nobody said its hours. No query."""
    if not one.slots:
        return DatesShown((), (), "")
    first, last = _bounds(one, day)
    shut = [Period(row.first_day, row.last_day, row.message) for row in closures]
    found = next_dates(one.slots, first, last, calendar, [row.span for row in shut])
    kind = Offer.Kind(one.session.offer.kind)
    return DatesShown(
        days=[date_in_words(row, day) for row in found.dates],
        interruptions=[
            interruption_in_words(row, kind)
            for row in interruptions(one.slots, first, last, calendar, shut)
            if row.first <= day + AHEAD
        ],
        unknown=_unknown(found.unknown_after, nothing_known=found.nothing_known),
    )


def date_in_words(one: Occurrence, today: dt.date) -> str:
    """« lundi 23 novembre, 9h – 12h »; the year only when it is another one."""
    year = "" if one.day.year == today.year else f" {one.day.year}"
    return f"{date_format(one.day, 'l')} {_day(one.day)}{year}, {_time(one.start)} – {_time(one.end)}"


def interruption_in_words(period: Period, kind: Offer.Kind) -> str:
    """« Pas de cours du 21 décembre au 3 janvier : vacances d’hiver »."""
    why = period.name[:1].lower() + period.name[1:] if period.name else "fermeture"
    if period.last is None:
        return f"{NOTHING_THEN[kind]} à partir du {_day(period.first)} : {why}"
    if period.first == period.last:
        return f"{NOTHING_THEN[kind]} le {_day(period.first)} : {why}"
    return f"{NOTHING_THEN[kind]} du {_day(period.first)} au {_day(period.last)} : {why}"


@require_safe
def session_agenda(request: HttpRequest, uid: str, session: str) -> HttpResponse:
    """`agenda.ics`: every known date to come of one session, for whoever sees the offer; 404 when there is none."""
    offer, day = offer_or_404(request, uid), today()
    details = details_of(offer, day)
    one = next((row for row in details.sessions if row.session.uid == session), None)
    entries = [] if one is None or not offer.holds(day) else _entries(one, offer, details.closures, day)
    if not entries:
        raise Http404
    name = slugify(offer.title)[:60] or "dates"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.ics"',
        "Cache-Control": "private, no-store",
    }
    text = write_agenda(entries, stamp=now())
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)


def _entries(one: SessionShown, offer: Offer, closures: Sequence[Closure], day: dt.date) -> list[AgendaEntry]:
    first, last = _bounds(one, day)
    shut = [(row.first_day, row.last_day) for row in closures]
    found: list[AgendaEntry] = []
    for row in all_dates(one.slots, first, last, school_calendar(), shut):
        if len(found) == MOST_IN_A_FILE:
            break
        found.append(
            AgendaEntry(
                uid=f"{one.session.uid}-{row.day:%Y%m%d}-{row.start:%H%M}@maillage",
                start=dt.datetime.combine(row.day, row.start, tzinfo=BRUSSELS),
                end=dt.datetime.combine(row.day, row.end, tzinfo=BRUSSELS),
                title=offer.title,
                place=", ".join(filter(None, [one.site.name, one.site.one_line])) if one.site else "",
                url=settings.SITE_URL + page_of(offer),
            )
        )
    return found


def _bounds(one: SessionShown, day: dt.date) -> tuple[dt.date, dt.date | None]:
    """From today or from the first day, to the last day of the session or of the offer, whichever comes first."""
    session, offer = one.session, one.session.offer
    ends = [last for last in (session.last_day, offer.valid_to) if last is not None]
    return max(session.first_day or day, day), min(ends, default=None)


def _unknown(known: dt.date | None, *, nothing_known: bool) -> str:
    if nothing_known:
        return "Le calendrier scolaire n’est pas connu ici : demandez les dates."
    return f"Calendrier scolaire inconnu après le {in_words(known)}." if known else ""


def _day(day: dt.date) -> str:
    written = date_format(day, "j F")
    return f"1er{written.removeprefix('1')}" if day.day == 1 else written


def _time(time: dt.time) -> str:
    return f"{time.hour}h{time.minute:02}" if time.minute else f"{time.hour}h"
