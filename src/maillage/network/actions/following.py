"""What follows an organisation that ends: posts, sites, accreditations, services. Used by `lifecycle` alone.

Everything that moves is noted by identifiers, so that `lifecycle.undo_succession` can put it back.
"""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Model, Q, QuerySet

from maillage.network.models import Accreditation, Organisation, Partnership, Post, Site, Succession
from maillage.records.identity import new_uid

DATED: dict[str, type[Model]] = {"posts": Post, "sites": Site, "accreditations": Accreditation}


def current_on(model: type[Model], organisation: Organisation, day: dt.date) -> QuerySet[Any]:
    """Rows of the organisation that do not end before `day`."""
    running = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    return model._default_manager.filter(running, organisation=organisation)


def carry_on(rows: Iterable[Any], successor: Organisation | None, day: dt.date) -> list[dict[str, Any]]:
    """Ends each row the day before `day`; with a successor it goes on there. Returns the note for `put_back`."""
    return [_carry_one(row, successor, day) for row in rows]


def hand_whole(succession: Succession) -> dict[str, Any]:
    """A sheet entered twice: everything becomes the other's, but what the other has already."""
    former, kept = succession.former, succession.successor
    assert kept is not None
    note: dict[str, Any] = {}
    for name, model in DATED.items():
        rows = model._default_manager.filter(organisation=former)
        ids = [row.pk for row in rows if not _already_there(row, kept)]
        model._default_manager.filter(pk__in=ids).update(organisation=kept)
        note[name] = [{"id": pk, "whole": True} for pk in ids]
    return note


def move_services(former: Organisation, successor: Organisation) -> list[int]:
    """The services inside go to the successor (A14)."""
    ids = list(former.services.values_list("pk", flat=True))
    Organisation.objects.filter(pk__in=ids).exclude(pk=successor.pk).update(part_of=successor)
    return ids


def put_back(name: str, notes: list[dict[str, Any]], former: Organisation) -> None:
    """Undoes `carry_on` and `hand_whole`; what was changed since on the successor's side stays there."""
    model = DATED[name]
    for note in notes:
        rows = model._default_manager.filter(pk=note["id"])
        if note.get("whole"):
            rows.update(organisation=former)
            continue
        opened = model._default_manager.filter(pk=note["opened"])
        untouched = opened.filter(version=1) if hasattr(model, "version") else opened
        untouched.delete()
        rows.update(organisation=former, valid_to=note["valid_to"])


def end_partnerships(organisation: Organisation, day: dt.date) -> list[int]:
    """Partnerships end with the organisation; a successor says for itself with whom it works."""
    open_ones = Partnership.objects.filter(
        Q(one=organisation) | Q(other=organisation),
        Q(valid_from__isnull=True) | Q(valid_from__lt=day),
        valid_to__isnull=True,
    )
    ids = list(open_ones.values_list("pk", flat=True))
    Partnership.objects.filter(pk__in=ids).update(valid_to=day - dt.timedelta(days=1))
    return ids


def _carry_one(row: Any, successor: Organisation | None, day: dt.date) -> dict[str, Any]:
    if row.valid_from is not None and row.valid_from >= day:
        return _hand_future(row, successor)
    note = {"id": row.pk, "valid_to": row.valid_to.isoformat() if row.valid_to else None, "opened": None}
    went_on = copy.copy(row)
    row.valid_to = day - dt.timedelta(days=1)
    row.save(update_fields=["valid_to"])
    if successor is not None and not _already_there(row, successor):
        went_on.pk, went_on.uid, went_on.organisation, went_on.valid_from = None, new_uid(), successor, day
        if isinstance(went_on, Site):
            went_on.is_main = False
        if isinstance(went_on, (Site, Post)):
            went_on.version = 1
        went_on._state.adding = True
        went_on.save(force_insert=True)
        note["opened"] = went_on.pk
    return note


def _hand_future(row: Any, successor: Organisation | None) -> dict[str, Any]:
    """What only begins later becomes the successor's as it stands; without successor it never begins."""
    if successor is None or _already_there(row, successor):
        return {"id": row.pk, "valid_to": row.valid_to.isoformat() if row.valid_to else None, "opened": None}
    type(row)._default_manager.filter(pk=row.pk).update(organisation=successor)
    return {"id": row.pk, "whole": True}


def _already_there(row: Any, successor: Organisation) -> bool:
    """The successor has the like of it, open: the same person at the same post, the same accreditation, address."""
    mine: Any = type(row)._default_manager.filter(organisation=successor, valid_to__isnull=True)
    if isinstance(row, Post):
        return bool(mine.filter(person=row.person_id, title=row.title).exists())
    if isinstance(row, Accreditation):
        return bool(mine.filter(term=row.term_id).exists())
    return bool(mine.filter(street=row.street, postal_code=row.postal_code, name=row.name).exists())
