"""Writing the journal: called by every action, in the action's own transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import models

from maillage.core.readers import Reader
from maillage.journal.models import Entry
from maillage.records.bulk import create_rows

REDACTED = "donnée effacée"


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after, in words a person can read. `personal` lets erasure redact it later."""

    field: str
    label: str
    before: str
    after: str
    personal: bool = False


def in_words(value: object) -> str:
    """A value as the journal shows it: days as 3/12/2026, yes and no in French, nothing as an empty text."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, dt.datetime):
        return value.strftime("%d/%m/%Y %H:%M")
    if isinstance(value, dt.date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, (list, tuple, set, frozenset)):
        return ", ".join(sorted(in_words(one) for one in value))
    return str(value)


def changes_between(row: models.Model, new: Mapping[str, Any], *, personal: Iterable[str] = ()) -> list[Change]:
    """What setting `new` on `row` would change, field by field; unchanged fields are left out."""
    private = set(personal)
    found = []
    for name, after in new.items():
        field = row._meta.get_field(name)
        before = getattr(row, name)
        if before == after:
            continue
        label = str(getattr(field, "verbose_name", name))
        found.append(Change(name, label, in_words(before), in_words(after), name in private))
    return found


@dataclass(frozen=True, slots=True)
class Record:
    """What `record` takes, for many objects at once."""

    verb: str
    on: models.Model
    audience: str
    changes: Sequence[Change] = ()
    note: str = ""


def record_all(*, by: Reader, records: Iterable[Record]) -> None:
    """Adds one entry for each object, in one statement: imports write hundreds."""
    create_rows(
        Entry(
            actor_uid=by.uid,
            actor_label=by.label[:200],
            verb=one.verb,
            object_type=one.on._meta.label_lower,
            object_id=one.on.pk,
            object_label=str(one.on)[:300],
            changes=[asdict(change) for change in one.changes],
            note=one.note,
            audience=one.audience,
        )
        for one in records
    )


def record(
    *,
    by: Reader,
    verb: str,
    on: models.Model,
    audience: str,
    changes: Iterable[Change] = (),
    note: str = "",
) -> Entry:
    """Adds an entry about `on`. `verb` is a past participle in French as the page shows it ("modifiée")."""
    return Entry.objects.create(
        actor_uid=by.uid,
        actor_label=by.label[:200],
        verb=verb,
        object_type=on._meta.label_lower,
        object_id=on.pk,
        object_label=str(on)[:300],
        changes=[asdict(change) for change in changes],
        note=note,
        audience=audience,
    )


def readdress(*, old_audience: str, new_audience: str) -> int:
    """The entries of a space that opens or closes follow it: called in the transaction that changes the audience."""
    return Entry.objects.filter(audience=old_audience).update(audience=new_audience)


def redact_actor(*, uid: str, label: str) -> int:
    """Erasure: what a person did stays told, the person's name does not."""
    return Entry.objects.filter(actor_uid=uid).update(actor_label=label)


def redact_about(row: models.Model, *, label: str) -> int:
    """Erasure: entries about a person’s row keep verb and moment, lose names, notes and personal values."""
    entries = list(Entry.objects.about(row))
    for entry in entries:
        entry.object_label = label
        entry.note = ""
        entry.changes = [_without_values(change) for change in entry.changes]
    Entry.objects.bulk_update(entries, ["object_label", "note", "changes"], batch_size=500)
    return len(entries)


def _without_values(change: dict[str, Any]) -> dict[str, Any]:
    if not change["personal"]:
        return change
    return {
        **change,
        "before": REDACTED if change["before"] else "",
        "after": REDACTED if change["after"] else "",
    }
