"""The imports that a person brought: for their own copy of their data, and gone with them when they are erased."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import Q, QuerySet

from maillage.accounts.models import ERASED, Person
from maillage.core.readers import ADMINISTRATORS
from maillage.exchange import states
from maillage.exchange.actions.runs import forget_file
from maillage.exchange.models import ImportRow, ImportRun
from maillage.exchange.registries import importers
from maillage.records.clock import now

_ENDS = {states.COMMITTING: states.DONE, states.UNDOING: states.UNDONE}


def _brought_by(person: Person) -> QuerySet[ImportRun]:
    own = Q(by_uid=person.uid)
    if person.user_id:
        own |= Q(user=person.user_id)
    return ImportRun.objects.filter(own).order_by("-created_at", "-pk")


def imports_of(person: Person) -> list[Any]:
    """Each file, then each row that is still kept: what the file said, by the name of the column, and what became of it."""
    runs = list(_brought_by(person))
    rows = ImportRow.objects.filter(run__in=runs).select_related("run").order_by("-run_id", "number")
    return [*(_file(run) for run in runs), *(_line(row) for row in rows)]


def _file(run: ImportRun) -> dict[str, Any]:
    return {
        "fichier": run.file_name,
        "déposé le": run.created_at,
        "état": run.get_state_display(),
        "importé le": run.finished_at,
    }


def _line(row: ImportRow) -> dict[str, Any]:
    importer = importers.get(row.run.kind)
    labels = {field.key: field.label for field in importer.fields} if importer else {}
    cells = {labels.get(key, key): text for key, text in row.cells.items()}
    return {
        "fichier": row.run.file_name,
        "ligne": row.number,
        "contenu": cells,
        "devenue": row.get_outcome_display(),
    }


def files_of(person: Person) -> Iterable[tuple[str, bytes]]:
    """The files of imports that are still under way: once written, only the rows are left."""
    for run in _brought_by(person).exclude(file=""):
        if default_storage.exists(run.file):
            with default_storage.open(run.file) as content:
                yield f"{run.uid}-{run.file_name}", content.read()


def forget_imports_of(person: Person) -> None:
    """Files and rows go, nobody is named any more; what was written to the network stays and is not taken back."""
    for run in _brought_by(person):
        run.rows.all().delete()
        forget_file(run)
        state = states.REFUSED if run.state in states.BEFORE_WRITING else _ENDS.get(run.state, run.state)
        ImportRun.objects.filter(pk=run.pk).update(
            state=state,
            by_uid="",
            by_label=ERASED,
            by_keys=[],
            user=None,
            audience=ADMINISTRATORS,
            emptied_at=run.emptied_at or now(),
            lease_until=None,
        )
