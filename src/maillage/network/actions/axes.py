"""Writes: the matrix of spaces and axes, the only place where that mapping lives (G21)."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError

from maillage.core.readers import Reader
from maillage.journal.actions import record
from maillage.network.actions.successions import end_on
from maillage.network.models import Space, SpaceAxis
from maillage.records.actions import action, require
from maillage.vocabulary.models import Scheme, Term


@action
def set_axis(*, by: Reader, space: Space, axis: Term, since: dt.date | None, source: str = "") -> SpaceAxis:
    """The space works within this axis from that day; said twice, it is one line."""
    require(by, "network.organise_space", space)
    if axis.scheme.kind != Scheme.Kind.FRAMEWORK:
        raise ValidationError({"axis": "Choisissez un axe d’un cadre de politique publique."})
    found = space.axes.filter(axis=axis, valid_to__isnull=True).first()
    if found is not None:
        return found
    row = SpaceAxis.objects.create(space=space, axis=axis, valid_from=since, source=source)
    record(by=by, verb="axe ajouté", on=space, audience=space.audience, note=f"{axis.scheme} : {axis}")
    return row


@action
def end_axis(*, by: Reader, row: SpaceAxis, last_day: dt.date) -> SpaceAxis:
    """The line stays readable at earlier dates: reports of those years follow it. One that began later was an error."""
    require(by, "network.organise_space", row.space)
    if row.valid_from is not None and row.valid_from > last_day:
        row.delete()
    else:
        end_on(row, last_day)
    record(by=by, verb="axe retiré", on=row.space, audience=row.space.audience, note=str(row.axis))
    return row
