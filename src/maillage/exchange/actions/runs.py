"""The steps of an import. Nothing is written to the network before `confirm_import`, and then by the worker, in batches."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from maillage.accounts.models import User
from maillage.core.readers import ADMINISTRATORS, Reader, person_key
from maillage.core.transitions import TransitionRefused
from maillage.exchange import states
from maillage.exchange.models import ImportRow, ImportRun
from maillage.exchange.registries import FollowUp
from maillage.journal.actions import record
from maillage.records.actions import action, require
from maillage.records.clock import now
from maillage.records.identity import new_uid

FOLLOW_UP_BATCH = 100


class NotNow(TransitionRefused):
    """The import is no longer, or not yet, where this can be done. The message is what the person reads."""


def receive_file(
    *, by: Reader, user: User | None, kind: str, file_name: str, content: bytes, uid: str = ""
) -> ImportRun:
    """Keeps the file for the next steps. A double submission (same `uid`) gives the first import back.

    The content was read once already (`read_sheets`), so what cannot be read never comes here.
    """
    require(by, "exchange.import", kind)
    again = ImportRun.objects.visible_to(by).filter(uid=uid).first() if uid else None
    if again:
        return again
    digest = hashlib.sha256(content).hexdigest()
    uid = uid or new_uid()
    name = default_storage.save(f"imports/{uid}-{digest[:16]}", ContentFile(content))
    return _open_run(
        by=by,
        user=user,
        run=ImportRun(
            uid=uid,
            kind=kind,
            file_name=file_name.replace("\\", "/").rsplit("/", 1)[-1][:200] or "fichier",
            file_hash=digest,
            file_size=len(content),
            file=name,
        ),
    )


@action
def _open_run(*, by: Reader, user: User | None, run: ImportRun) -> ImportRun:
    run.by_uid, run.by_label, run.user = by.uid, by.label[:200], user
    run.by_keys = sorted(by.keys)
    run.audience = person_key(by.uid) if by.uid else ADMINISTRATORS
    run.save(force_insert=True)
    return run


@action
def choose_columns(
    *, by: Reader, run: ImportRun, sheet: str, header_row: int, mapping: Sequence[tuple[int, str]]
) -> ImportRun:
    """Says what the columns are, and asks for the preview; rows looked at with other columns are forgotten."""
    require(by, "exchange.carry_on", run)
    _take("preview", run, extra={"lease_until": None})
    run.rows.all().delete()
    run.sheet, run.header_row, run.mapping = sheet[:100], header_row, [list(pair) for pair in mapping]
    run.total = run.done = run.attempts = 0
    run.problem = ""
    run.save(update_fields=["sheet", "header_row", "mapping", "total", "done", "attempts", "problem"])
    return run


@action
def confirm_import(*, by: Reader, run: ImportRun) -> ImportRun:
    """From here on rows are written. What the person may do now is what the worker may do."""
    require(by, "exchange.carry_on", run)
    _take("confirm", run, extra={"lease_until": None})
    rows = run.rows.all()
    left_out = ImportRow.Outcome.LEFT_OUT
    rows.filter(is_blocked=True).update(outcome=left_out, message="Ligne inutilisable : voyez les remarques.")
    rows.filter(decision=ImportRow.Decision.SKIP).update(outcome=left_out, message="")
    run.by_keys, run.confirmed_at = sorted(by.keys), now()
    run.total = rows.filter(outcome=ImportRow.Outcome.WAITING).count()
    run.done = run.attempts = 0
    run.followed_to = None
    run.save(update_fields=["by_keys", "confirmed_at", "total", "done", "attempts", "followed_to"])
    record(by=by, verb="confirmé", on=run, audience=run.audience, note=f"{run.total} lignes")
    return run


@action
def take_back_import(*, by: Reader, run: ImportRun) -> ImportRun:
    """« Annuler cet import »: the worker then takes every row back, or says why it stays."""
    require(by, "exchange.carry_on", run)
    if run.emptied_at is not None:
        raise NotNow("Cet import est trop ancien pour être annulé : le détail de ses lignes a été effacé.")
    _take("undo", run, extra={"lease_until": None})
    run.by_keys, run.done, run.attempts, run.followed_to = sorted(by.keys), 0, 0, None
    run.total = run.rows.filter(outcome=ImportRow.Outcome.WRITTEN).count()
    run.save(update_fields=["by_keys", "done", "attempts", "total", "followed_to"])
    record(by=by, verb="annulation demandée", on=run, audience=run.audience)
    return run


def refuse_import(*, by: Reader, run: ImportRun) -> ImportRun:
    """Abandons an import of which nothing was written; its file and rows go."""
    require(by, "exchange.carry_on", run)
    with transaction.atomic():
        _take("refuse", run, extra={"lease_until": None})
        run.rows.all().delete()
    forget_file(run)
    return run


def add_follow_up(*, by: Reader, run: ImportRun, follow_up: FollowUp, choice: str) -> int:
    """Does something with all that was imported, batch after batch; done twice, it finds nothing left to do.

    Returns how many objects it created; they are taken back with the import.
    """
    require(by, "exchange.carry_on", run)
    if run.state != states.DONE:
        raise NotNow("Attendez que l’import soit terminé.")
    numbers = list(run.rows.filter(object_id__isnull=False).order_by("number").values_list("number", flat=True))
    made = 0
    for start in range(0, len(numbers), FOLLOW_UP_BATCH):
        batch = numbers[start : start + FOLLOW_UP_BATCH]
        with transaction.atomic():
            rows = list(run.rows.filter(number__in=batch).order_by("number"))
            created = follow_up.apply(rows, choice, by)
            for row in rows:
                new = created.get(row.number, [])
                row.result = {**row.result, "created": [*row.result.get("created", []), *new]}
                made += len(new)
            ImportRow.objects.bulk_update([row for row in rows if created.get(row.number)], ["result"])
    return made


def forget_file(run: ImportRun) -> None:
    """The file is needed no more: the rows hold what it said."""
    if run.file:
        default_storage.delete(run.file)
        ImportRun.objects.filter(pk=run.pk).update(file="")
        run.file = ""


def _take(verb: str, run: ImportRun, *, extra: dict[str, object]) -> None:
    """Moves the run on, in one statement, so that the second of two submissions finds it gone (`NotNow`)."""
    try:
        target = states.IMPORTING.take(verb, state=run.state).target
    except TransitionRefused as refusal:
        raise NotNow(_why_not(run)) from refusal
    moved = ImportRun.objects.filter(pk=run.pk, state=run.state).update(state=target, **extra)
    if not moved:
        raise NotNow("Cet import vient de changer d’état : voici où il en est.")
    run.state = target


def _why_not(run: ImportRun) -> str:
    return f"Ce n’est plus possible : cet import est « {run.get_state_display()} »."
