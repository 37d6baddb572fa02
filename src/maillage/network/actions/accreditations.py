"""Writes: accreditations, their prolongation and their end (A4)."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError

from maillage.core.readers import Reader
from maillage.journal.actions import Change, in_words, record
from maillage.network.actions.organisations import history_audience, touch
from maillage.network.models import Accreditation, Organisation
from maillage.records.actions import action, require
from maillage.records.identity import new_uid
from maillage.vocabulary.models import Term


class AccreditationOverlap(ValidationError):
    """The organisation already holds this accreditation in that period."""

    def __init__(self, other: Accreditation) -> None:
        end = in_words(other.valid_to) or "sans date de fin"
        super().__init__(
            f"L’agrément « {other.term} » est déjà noté pour cette période (jusqu’au {end}). Prolongez-le plutôt."
        )


@action
def add_accreditation(
    *,
    by: Reader,
    organisation: Organisation,
    term: Term,
    valid_from: dt.date | None = None,
    valid_to: dt.date | None = None,
    authority: str = "",
    reference: str = "",
    uid: str = "",
) -> Accreditation:
    """Raises `AccreditationOverlap`: one accreditation of a kind at a time."""
    require(by, "network.edit_accreditations", organisation)
    Organisation.objects.select_for_update().filter(pk=organisation.pk).first()
    _refuse_overlap(organisation, term, valid_from, valid_to)
    accreditation = Accreditation.objects.create(
        uid=uid or new_uid(),
        organisation=organisation,
        term=term,
        valid_from=valid_from,
        valid_to=valid_to,
        authority=authority,
        reference=reference,
    )
    _note(by, organisation, Change("accreditation", f"agrément {term}", "", _period(accreditation)))
    return accreditation


@action
def prolong_accreditation(
    *, by: Reader, accreditation: Accreditation, valid_to: dt.date | None, reference: str = ""
) -> Accreditation:
    """A new decision: a row that begins the day after the former ends, under its own reference."""
    if accreditation.valid_to is None:
        raise ValidationError("Cet agrément n’a pas de date de fin : il n’y a rien à prolonger.")
    return add_accreditation(
        by=by,
        organisation=accreditation.organisation,
        term=accreditation.term,
        valid_from=accreditation.valid_to + dt.timedelta(days=1),
        valid_to=valid_to,
        authority=accreditation.authority,
        reference=reference or accreditation.reference,
    )


@action
def end_accreditation(*, by: Reader, accreditation: Accreditation, day: dt.date) -> Accreditation:
    """`day` is the last day it holds: withdrawn, not renewed, given back."""
    require(by, "network.edit_accreditations", accreditation.organisation)
    if accreditation.valid_from and day < accreditation.valid_from:
        raise ValidationError("La fin ne peut pas précéder le début.")
    before = _period(accreditation)
    accreditation.valid_to = day
    accreditation.save(update_fields=["valid_to"])
    change = Change("accreditation", f"agrément {accreditation.term}", before, _period(accreditation))
    _note(by, accreditation.organisation, change)
    return accreditation


def _refuse_overlap(organisation: Organisation, term: Term, start: dt.date | None, end: dt.date | None) -> None:
    for other in organisation.accreditations.filter(term=term).select_related("term"):
        begins_before_end = other.valid_from is None or end is None or other.valid_from <= end
        ends_after_start = other.valid_to is None or start is None or other.valid_to >= start
        if begins_before_end and ends_after_start:
            raise AccreditationOverlap(other)


def _period(accreditation: Accreditation) -> str:
    start, end = in_words(accreditation.valid_from), in_words(accreditation.valid_to)
    return " ".join(part for part in (start and f"du {start}", end and f"au {end}") if part) or "sans date"


def _note(by: Reader, organisation: Organisation, change: Change) -> None:
    touch(organisation)
    record(by=by, verb="modifiée", on=organisation, audience=history_audience(organisation), changes=[change])
