"""Taking an import back exactly: what it created goes, what it changed becomes what it was, what was touched since stays.

Each object carries a fingerprint of its columns as the import left them; another fingerprint means that someone worked on
it since, and the whole row is kept, with the reason.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from typing import Any

from django.apps import apps
from django.db import models

from maillage.exchange.models import ImportRow

Ref = tuple[str, int]


def fingerprint(row: models.Model) -> str:
    """A short hash of all columns, the same before and after a trip through the database."""
    written = []
    for name, prepared in _columns(type(row)):
        value = getattr(row, name)
        written.append(f"{name}={_plain(prepared(value) if prepared else value)}\x1f")
    return blake2b("".join(written).encode(), digest_size=9).hexdigest()


@cache
def _columns(model: type[models.Model]) -> list[tuple[str, Callable[[Any], Any] | None]]:
    """Each column, and what makes its value that of the database; texts are so already."""
    texts = (models.CharField, models.TextField)
    return [
        (field.attname, None if isinstance(field, texts) else field.get_prep_value)
        for field in model._meta.concrete_fields
    ]


def _plain(value: Any) -> str:
    """One writing for one value, whichever database it comes from."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, (dict, list)):
        return json.dumps(value, sort_keys=True)
    return str(value)


def created(row: models.Model) -> dict[str, Any]:
    """To be kept in `RowOutcome.created`, after the row was written."""
    return {"model": row._meta.label_lower, "pk": row.pk, "print": fingerprint(row)}


def changed(row: models.Model, before: Mapping[str, Any]) -> dict[str, Any]:
    """To be kept in `RowOutcome.changed`: `before` holds JSON-ready values by column (`attname`)."""
    return {"model": row._meta.label_lower, "pk": row.pk, "print": fingerprint(row), "before": dict(before)}


@dataclass(frozen=True, slots=True)
class RowUndo:
    """`reason` is empty when the row was taken back."""

    row: ImportRow
    reason: str = ""


def undo_rows(rows: Sequence[ImportRow]) -> list[RowUndo]:
    """Takes back those rows that nobody touched since; in one transaction of the caller, last rows of the file first."""
    now_there = _loaded((entry["model"], entry["pk"]) for row in rows for entry in _entries(row))
    reasons = _reasons(rows, now_there, _strangers(rows))
    taken_back = [row for row in rows if not reasons[row.number]]
    _restore(taken_back, now_there)
    _delete(taken_back)
    return [RowUndo(row, reasons[row.number]) for row in rows]


def _reasons(
    rows: Sequence[ImportRow], now_there: Mapping[Ref, models.Model], strangers: Mapping[Ref, str]
) -> dict[int, str]:
    """Why each row is kept, empty when it is not; the last rows first.

    Two rows may have written one object, the later over the earlier: only the last print can still be there, and a later
    row that is kept keeps the earlier ones.
    """
    reasons: dict[int, str] = {}
    known: dict[Ref, str] = {}
    objects: dict[int, str] = {}
    for row in sorted(rows, key=lambda one: -one.number):
        found = [objects.get(row.object_id or 0, "")]
        for entry in reversed(_entries(row)):
            ref = (entry["model"], entry["pk"])
            if ref not in known:
                known[ref] = _touched(entry, now_there.get(ref)) or strangers.get(ref, "")
            found.append(known[ref])
        reason = next((one for one in found if one), "")
        reasons[row.number] = reason
        if reason and row.object_id:
            objects[row.object_id] = _ANOTHER_ROW
    return reasons


_ANOTHER_ROW = "Une autre ligne du fichier, qui porte sur la même fiche, a été gardée."


def _entries(row: ImportRow) -> list[dict[str, Any]]:
    return [*row.result.get("created", []), *row.result.get("changed", [])]


def _loaded(refs: Iterable[Ref]) -> dict[Ref, models.Model]:
    by_model: dict[str, set[int]] = defaultdict(set)
    for label, pk in refs:
        by_model[label].add(pk)
    found: dict[Ref, models.Model] = {}
    for label, pks in by_model.items():
        for row in apps.get_model(label)._base_manager.filter(pk__in=pks):
            found[label, row.pk] = row
    return found


def _touched(entry: Mapping[str, Any], current: models.Model | None) -> str:
    """Created things that are gone already are no obstacle; changed ones are."""
    if current is None:
        return "La fiche a été supprimée depuis." if "before" in entry else ""
    if fingerprint(current) != entry["print"]:
        return f"« {current} » a été modifié depuis l’import."[:280]
    return ""


def _strangers(rows: Sequence[ImportRow]) -> dict[Ref, str]:
    """What this import created and something else now hangs on, with the sentence that says so."""
    own = {(e["model"], e["pk"]) for row in rows for e in row.result.get("created", [])}
    by_model: dict[str, set[int]] = defaultdict(set)
    for label, pk in own:
        by_model[label].add(pk)
    found: dict[Ref, str] = {}
    for label, pks in by_model.items():
        for relation in _relations_to(label):
            model: Any = relation.related_model
            pairs = model._base_manager.filter(**{f"{relation.field.name}__in": pks})
            for pk, target in pairs.values_list("pk", relation.field.attname):
                if (model._meta.label_lower, pk) not in own:
                    found[label, target] = _hung_on(model)
    return found


def _hung_on(model: type[models.Model]) -> str:
    what = "un choix dans une liste" if model._meta.auto_created else model._meta.verbose_name
    return f"Depuis l’import, on y a ajouté : {what}."


@cache
def _relations_to(label: str) -> list[Any]:
    """All foreign keys that point here, those of many-to-many tables too. What is written again from others
    (`follows_others` on the model: an index) hangs on nothing; `Importer.taken_back` sees to it."""
    return [
        relation
        for relation in apps.get_model(label)._meta.get_fields(include_hidden=True)
        if relation.auto_created
        and not relation.concrete
        and (relation.one_to_many or relation.one_to_one)
        and not getattr(relation.related_model, "follows_others", False)
    ]


def _restore(rows: Sequence[ImportRow], now_there: Mapping[Ref, models.Model]) -> None:
    """Last changes first, so that two rows that changed one object leave it as it was before the first."""
    for row in sorted(rows, key=lambda one: -one.number):
        for entry in reversed(row.result.get("changed", [])):
            current = now_there[entry["model"], entry["pk"]]
            model = type(current)
            before = {name: _python(model, name, value) for name, value in entry["before"].items()}
            model._base_manager.filter(pk=current.pk).update(**before)


def _python(model: type[models.Model], attname: str, value: Any) -> Any:
    field: Any = next(one for one in model._meta.concrete_fields if one.attname == attname)
    return field.target_field.to_python(value) if field.remote_field else field.to_python(value)


def _delete(rows: Sequence[ImportRow]) -> None:
    """By kind of object, in the reverse of the order they were created in.

    Nothing else hangs on them (`_strangers` looked), so the rows go without Django looking for cascades once more; were
    that wrong, the database would refuse.
    """
    by_model: dict[str, set[int]] = {}
    for row in rows:
        for entry in row.result.get("created", []):
            by_model.setdefault(entry["model"], set()).add(entry["pk"])
    for label in reversed(_creation_order(rows)):
        gone = apps.get_model(label)._base_manager.filter(pk__in=by_model[label])
        gone._raw_delete(gone.db)


def _creation_order(rows: Sequence[ImportRow]) -> list[str]:
    """Kinds of objects, owners before what hangs on them: the order of the row that created most kinds decides."""
    order: list[str] = []
    for row in sorted(rows, key=lambda one: -len(one.result.get("created", []))):
        for entry in row.result.get("created", []):
            if entry["model"] not in order:
                order.append(entry["model"])
    return order
