"""Writes: charges in a space are given, ended, handed over (B7)."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError

from maillage.accounts.models import Person
from maillage.core.readers import Reader
from maillage.journal.actions import record
from maillage.network.actions.successions import end_on, refuse_overlap
from maillage.network.models import Mandate, Organisation, Space
from maillage.records.actions import action, require


@action
def give_mandate(
    *,
    by: Reader,
    space: Space,
    role: str,
    person: Person | None = None,
    organisation: Organisation | None = None,
    drawn_from: Space | None = None,
    since: dt.date | None,
) -> Mandate:
    """A charge from that day. Bureau and lead give organiser rights in this space and its sub-groups only."""
    require(by, "network.organise_space", space)
    if person is None and organisation is None:
        raise ValidationError("Choisissez une personne ou une organisation.")
    if drawn_from is not None and drawn_from.audience not in by.keys:
        raise ValidationError({"drawn_from": "Ce groupe n’existe pas."})
    refuse_overlap(
        space.mandates.filter(role=role, person=person, organisation=organisation),
        since,
        field="person",
        message="Ce mandat est déjà noté à cette date.",
    )
    mandate = Mandate.objects.create(
        space=space,
        role=role,
        person=person,
        organisation=organisation,
        drawn_from=drawn_from,
        valid_from=since,
    )
    note = f"{_who(mandate)} : {mandate.get_role_display()}"
    record(by=by, verb="mandat confié", on=space, audience=space.audience, note=note)
    return mandate


@action
def end_mandate(*, by: Reader, mandate: Mandate, last_day: dt.date) -> Mandate:
    """The mandate stays readable at earlier dates; the rights it gave end the day after."""
    space = mandate.space
    require(by, "network.organise_space", space)
    end_on(mandate, last_day)
    note = f"{_who(mandate)} : {mandate.get_role_display()}, dernier jour le {last_day:%d/%m/%Y}"
    record(by=by, verb="mandat terminé", on=space, audience=space.audience, note=note)
    return mandate


def _who(mandate: Mandate) -> str:
    """The journal names the organisation; a person without one by initials, since names may be private."""
    if mandate.organisation is not None:
        return str(mandate.organisation)
    return mandate.person.initials if mandate.person is not None else ""
