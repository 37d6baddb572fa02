"""Writes: sessions with their hours, the places that are left, temporary closures, carrying last year forward."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import TypedDict

from django.core.exceptions import ValidationError

from maillage.cadastre.actions.offers import history_audience
from maillage.cadastre.indexing.writing import index_offers
from maillage.cadastre.models import Closure, Offer, OfferSession, Places, WeeklySlot
from maillage.core.hours import Slot, in_words, occurrences
from maillage.core.readers import Reader
from maillage.journal.actions import Change, changes_between, record
from maillage.network.models import Site
from maillage.records.actions import action, require
from maillage.records.clock import today
from maillage.records.identity import new_uid
from maillage.records.versioned import take_version

WEEKS_BETWEEN = dt.timedelta(weeks=52)
"""What a session moves by when it is carried forward: the same days of the week a year later."""


class SessionFields(TypedDict, total=False):
    """What is known of a session; only the fields given are written."""

    site: Site | None
    label: str
    first_day: dt.date | None
    last_day: dt.date | None
    entry: str
    hours_per_week: Decimal | None
    capacity: int | None
    online: bool


@action
def add_session(
    *, by: Reader, offer: Offer, fields: SessionFields, slots: Sequence[Slot] = (), uid: str = ""
) -> OfferSession:
    """Raises `ValidationError` when an hour never comes between the first and the last day."""
    require(by, "cadastre.edit_offer", offer)
    session = OfferSession(uid=uid or new_uid(), offer=offer, **fields)
    _check_slots(session, slots)
    session.save(force_insert=True)
    _save_slots(session, slots)
    _note(by, offer, "session ajoutée", note=_said(session, slots))
    return session


@action
def edit_session(
    *, by: Reader, session: OfferSession, seen: int, fields: SessionFields, slots: Sequence[Slot] | None = None
) -> OfferSession:
    """Corrects a session; `slots=None` leaves its hours. Raises `ChangedMeanwhile`, and as `add_session`."""
    require(by, "cadastre.edit_offer", session.offer)
    take_version(session, seen=seen)
    changes = changes_between(session, fields)
    for name, value in fields.items():
        setattr(session, name, value)
    before = [row.slot for row in session.slots.all()]
    after = list(slots) if slots is not None else before
    _check_slots(session, after)
    session.save()
    if after != before:
        session.slots.all().delete()
        _save_slots(session, after)
        changes.append(Change("slots", "horaire", in_words(before), in_words(after)))
    _note(by, session.offer, "session modifiée", changes=changes)
    return session


@action
def remove_session(*, by: Reader, session: OfferSession) -> None:
    """A session that never was; one that is over stays, by its last day."""
    require(by, "cadastre.edit_offer", session.offer)
    offer, said = session.offer, _said(session, [row.slot for row in session.slots.all()])
    session.delete()
    _note(by, offer, "session retirée", note=said)


@action
def say_places(
    *, by: Reader, session: OfferSession, state: str, count: int | None = None, on: dt.date | None = None
) -> Places:
    """How many places are left on a day (today when None): a statement that stands beside the former ones.

    Raises `ValidationError` for a number without places left, or a day to come.
    """
    require(by, "cadastre.edit_offer", session.offer)
    day = on or today()
    if day > today():
        raise ValidationError({"on": "Ce jour n’est pas encore venu."})
    if state != Places.State.SOME:
        count = None
    said = Places.objects.create(
        session=session, state=state, count=count or None, on=day, said_by=by.label[:200]
    )
    words = said.get_state_display() if count is None else "1 place" if count == 1 else f"{count} places"
    _note(by, session.offer, "places mises à jour", changes=[Change("places", "places", "", words)])
    return said


@action
def close_meanwhile(
    *, by: Reader, offer: Offer, first_day: dt.date, last_day: dt.date, message: str = "", uid: str = ""
) -> Closure:
    """A temporary closure; the offer stays found, with its message."""
    require(by, "cadastre.edit_offer", offer)
    if last_day < first_day:
        raise ValidationError({"last_day": "La fin de la fermeture ne peut pas précéder son début."})
    closure = Closure.objects.create(
        uid=uid or new_uid(), offer=offer, first_day=first_day, last_day=last_day, message=message
    )
    _note(by, offer, "fermeture annoncée", note=f"{closure} {message}".strip())
    return closure


@action
def withdraw_closure(*, by: Reader, closure: Closure) -> None:
    """Takes a closure back."""
    require(by, "cadastre.edit_offer", closure.offer)
    offer, said = closure.offer, str(closure)
    closure.delete()
    _note(by, offer, "fermeture retirée", note=said)


@action
def carry_forward(*, by: Reader, offer: Offer, sessions: Collection[OfferSession]) -> list[OfferSession]:
    """Last year's sessions again, 52 weeks later, with their hours and without their places; one that was carried already
    is not doubled."""
    require(by, "cadastre.edit_offer", offer)
    made = []
    for former in sessions:
        moved = {name: _later(getattr(former, name)) for name in ("first_day", "last_day")}
        if offer.sessions.filter(site=former.site, **moved).exists():
            continue
        copy = OfferSession.objects.create(
            offer=offer,
            site=former.site,
            label=former.label,
            entry=former.entry,
            hours_per_week=former.hours_per_week,
            capacity=former.capacity,
            online=former.online,
            **moved,
        )
        _save_slots(copy, [row.slot for row in former.slots.all()])
        made.append(copy)
    if made:
        _note(by, offer, "sessions reprises", note=f"{len(made)} pour l’année suivante")
    return made


def _later(day: dt.date | None) -> dt.date | None:
    return day + WEEKS_BETWEEN if day else None


def _check_slots(session: OfferSession, slots: Sequence[Slot]) -> None:
    if session.first_day and session.last_day:
        if session.last_day < session.first_day:
            raise ValidationError({"last_day": "La fin de la session ne peut pas précéder son début."})
        for slot in slots:
            if next(occurrences(slot, session.first_day, session.last_day), None) is None:
                raise ValidationError(
                    {
                        "hours": f"« {in_words([slot])} » ne tombe aucun jour entre le début et la fin de la session."
                    }
                )


def _save_slots(session: OfferSession, slots: Sequence[Slot]) -> None:
    WeeklySlot.objects.bulk_create(
        WeeklySlot(
            session=session,
            weekday=slot.weekday,
            start=slot.start,
            end=slot.end,
            weeks=list(slot.weeks),
            in_holidays=slot.in_holidays,
        )
        for slot in slots
    )


def _said(session: OfferSession, slots: Sequence[Slot]) -> str:
    days = " – ".join(f"{day:%d/%m/%Y}" for day in (session.first_day, session.last_day) if day)
    return ", ".join(part for part in (session.label, days, in_words(slots) if slots else "") if part)


def _note(by: Reader, offer: Offer, verb: str, *, changes: Sequence[Change] = (), note: str = "") -> None:
    """Written in the journal of the offer, and found at once."""
    record(by=by, verb=verb, on=offer, audience=history_audience(offer), changes=changes, note=note)
    index_offers([offer.pk])
