"""What follows when an organisation ends: what it carries goes on with its successor, what it said stays said."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models

from maillage.concertation.models import Carrier, Finding, Intervention, Means, Position, Signal, Support
from maillage.core.readers import Reader
from maillage.network.models import Organisation, Succession

Note = dict[str, Any]
_ONGOING: tuple[tuple[str, type[models.Model], str], ...] = (
    ("carriers", Carrier, "action_id"),
    ("supports", Support, "avenue_id"),
)
_HANDED: tuple[tuple[str, type[models.Model], str], ...] = (*_ONGOING, ("positions", Position, "item_id"))
_SAID: tuple[tuple[str, type[models.Model], str], ...] = (
    ("findings", Finding, "organisation"),
    ("means", Means, "brought_by"),
    ("signals", Signal, "organisation"),
    ("interventions", Intervention, "organisation"),
)


def follow(by: Reader, succession: Succession) -> Note:
    """A sheet entered twice hands over everything; otherwise what is current ends and goes on with the successor."""
    del by
    if succession.kind == Succession.Kind.DUPLICATE and succession.successor is not None:
        return _hand_whole(succession.former, succession.successor)
    return {
        name: _carry_on(model, of, succession.former, succession.successor, succession.day)
        for name, model, of in _ONGOING
    }


def _hand_whole(former: Organisation, kept: Organisation) -> Note:
    note: Note = {"whole": True}
    for name, model, field in _SAID:
        rows = model._default_manager.filter(**{field: former})
        note[name] = list(rows.values_list("pk", flat=True))
        rows.update(**{field: kept})
    for name, model, of in _HANDED:
        open_there = model._default_manager.filter(organisation=kept, valid_to__isnull=True)
        taken = set(open_there.values_list(of, flat=True))
        movable = [
            row.pk
            for row in model._default_manager.filter(organisation=former)
            if getattr(row, "valid_to", None) is not None
            or getattr(row, of) not in taken
            or getattr(row, "mandated", True) is False
        ]
        model._default_manager.filter(pk__in=movable).update(organisation=kept)
        note[name] = movable
    return note


def _carry_on(
    model: type[models.Model], of: str, former: Organisation, successor: Organisation | None, day: dt.date
) -> list[dict[str, Any]]:
    notes = []
    for row in model._default_manager.filter(organisation=former, valid_to__isnull=True).order_by("pk"):
        opened = None
        if successor is not None:
            there = {of: getattr(row, of), "organisation": successor, "valid_to": None}
            made, is_new = model._default_manager.get_or_create(**there, defaults={"valid_from": day})
            opened = made.pk if is_new else None
        last = max(day - dt.timedelta(days=1), getattr(row, "valid_from", None) or dt.date.min)
        model._default_manager.filter(pk=row.pk).update(valid_to=last)
        notes.append({"id": row.pk, "opened": opened})
    return notes


def undo(by: Reader, succession: Succession, note: Any) -> None:
    """Puts back what the note names."""
    del by
    noted: Note = note or {}
    if noted.get("whole"):
        for name, model, field in (*_SAID, *((one, kind, "organisation") for one, kind, _of in _ONGOING)):
            model._default_manager.filter(pk__in=noted.get(name, [])).update(**{field: succession.former})
        Position.objects.filter(pk__in=noted.get("positions", [])).update(organisation=succession.former)
        return
    for name, model, _of in _ONGOING:
        for one in noted.get(name, []):
            if one["opened"]:
                model._default_manager.filter(pk=one["opened"]).delete()
            model._default_manager.filter(pk=one["id"]).update(valid_to=None)
