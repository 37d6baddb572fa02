"""The work of an import, done in slices: previewing, writing, taking back. A killed worker loses nothing.

Rows are the durable work. A run is leased, its rows are done in batches of short transactions, and whoever takes it up again
starts at the first row that waits. The worker calls `work_once`; pages call `carry_on` so that no worker is needed for a
small file.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import structlog
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Q, QuerySet

from maillage.core.readers import Reader
from maillage.core.sheets import UnreadableFile
from maillage.exchange import states
from maillage.exchange.actions.rows import fill_in
from maillage.exchange.actions.runs import forget_file
from maillage.exchange.following import STEP, follow_rows, together
from maillage.exchange.models import ImportRow, ImportRun
from maillage.exchange.reading import chosen_sheet, layout_for, rows_to_look_at, sheets_of
from maillage.exchange.registries import RowOutcome, Writer, importers
from maillage.exchange.undoing import undo_rows
from maillage.records.bulk import update_rows
from maillage.records.clock import now

log = structlog.get_logger()

LEASE = dt.timedelta(seconds=90)
MOST_ATTEMPTS = 5
PREVIEW_BATCH = 250
SMALLEST_BATCH, FIRST_BATCH, LARGEST_BATCH = 25, 50, 200
HOLD_AIM = {"sqlite": 0.05, "postgresql": 0.2}
"""Seconds that a batch should last. SQLite has one write lock (DESIGN section 5: under 0.1 s); on PostgreSQL nobody waits
but who writes on the very same sheets, and larger batches cost less."""
REST = 0.025
"""Seconds between two holds of the lock on SQLite, where one writes at a time: who waits asks every 25 ms at first."""
OF_THE_PREVIEW = ("label", "cells", "flags", "candidates")
"""What the person looked at, and writing has no use for."""
SLICE = 20.0


def work_once() -> int:
    """Takes up one run that waits, for some seconds; returns how many rows it did."""
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=now())
    waiting = ImportRun.objects.filter(free, state__in=states.WORKING).order_by("created_at", "pk")
    run = waiting.first()
    return carry_on(run, seconds=SLICE) if run else 0


def carry_on(run: ImportRun, *, seconds: float) -> int:
    """Works on a run for at most about `seconds`; 0 when somebody else holds it or nothing waits."""
    if not _lease(run):
        return 0
    deadline = time.monotonic() + seconds
    steps = {states.PREVIEWING: _preview, states.COMMITTING: _write, states.UNDOING: _take_back}
    try:
        return steps[run.state](run, deadline)
    except UnreadableFile as refusal:
        _stop(run, str(refusal))
        return 0
    finally:
        ImportRun.objects.filter(pk=run.pk).update(lease_until=None)
        run.refresh_from_db()


def _lease(run: ImportRun) -> bool:
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=now())
    taken = ImportRun.objects.filter(free, pk=run.pk, state__in=states.WORKING).update(
        lease_until=now() + LEASE, attempts=F("attempts") + 1
    )
    if not taken:
        return False
    run.refresh_from_db()
    if run.attempts > MOST_ATTEMPTS:
        log.error("import given up", run=run.uid, state=run.state)
        _stop(
            run,
            "Le travail a été interrompu plusieurs fois de suite. Réessayez, ou parlez-en à qui administre Maillage.",
        )
        return False
    return True


def _stop(run: ImportRun, problem: str) -> None:
    """Back to where the person can act, with the reason. Rows already written stay written, and can be taken back."""
    back = {
        states.PREVIEWING: states.UPLOADED,
        states.COMMITTING: states.DONE,
        states.UNDOING: states.DONE,
    }[run.state]
    ImportRun.objects.filter(pk=run.pk).update(state=back, problem=problem[:500], lease_until=None, attempts=0)


def _progress(run: ImportRun, done: int, *, total: int | None = None) -> bool:
    """Counts rows done and holds the lease longer; False when the run was abandoned meanwhile."""
    fields: dict[str, object] = {"done": F("done") + done, "lease_until": now() + LEASE, "attempts": 0}
    if total is not None:
        fields["total"] = total
    return bool(ImportRun.objects.filter(pk=run.pk, state=run.state).update(**fields))


def _finish(run: ImportRun, verb: str, **fields: object) -> None:
    target = states.IMPORTING.take(verb, state=run.state).target
    ImportRun.objects.filter(pk=run.pk, state=run.state).update(state=target, **fields)


def _by(run: ImportRun) -> Reader:
    """Whoever confirmed, with the rights held then."""
    return Reader(keys=frozenset(run.by_keys), uid=run.by_uid, label=run.by_label)


def _preview(run: ImportRun, deadline: float) -> int:
    importer = importers[run.kind]
    sheet = chosen_sheet(sheets_of(run), run.sheet)
    layout = layout_for(run, sheet, importer.fields)
    mapping = [(position, key) for position, key in run.mapping]
    everything = list(rows_to_look_at(layout, sheet, mapping, after=0))
    previewer = importer.previewer(_by(run))
    last = 0
    for row in run.rows.order_by("number").iterator(chunk_size=500):
        previewer.remember(row.number, row.values, row.details)
        last = row.number
    waiting = [pair for pair in everything if pair[0] > last]
    done = 0
    while waiting and (not done or time.monotonic() < deadline):
        batch, waiting = waiting[:PREVIEW_BATCH], waiting[PREVIEW_BATCH:]
        rows = []
        for number, cells in batch:
            row = ImportRow(run=run, number=number, cells=dict(cells))
            fill_in(row, previewer.preview(number, cells))
            rows.append(row)
        with transaction.atomic():
            if not _progress(run, len(rows), total=len(everything)):
                return done
            ImportRow.objects.bulk_create(rows)
        done += len(rows)
    if not waiting:
        notices = [str(notice) for notice in sheet.notices]
        _finish(run, "show", notices=notices, total=len(everything), attempts=0)
    return done


def _write(run: ImportRun, deadline: float) -> int:
    waiting = run.rows.filter(outcome=ImportRow.Outcome.WAITING).order_by("number").defer(*OF_THE_PREVIEW)
    writer = importers[run.kind].writer(_by(run))
    done = _in_batches(run, waiting, deadline, lambda batch: _write_batch(run, writer, batch))
    if not waiting.exists():
        _follow_all(run)
        _finish(run, "finish", finished_at=now(), attempts=0)
        forget_file(run)
    return done


def _take_back(run: ImportRun, deadline: float) -> int:
    written = run.rows.filter(outcome=ImportRow.Outcome.WRITTEN).order_by("-number").defer(*OF_THE_PREVIEW)
    done = _in_batches(run, written, deadline, lambda batch: _take_back_batch(run, batch))
    if not written.exists():
        _follow_all(run)
        _finish(run, "finish_undo", undone_at=now(), attempts=0)
    return done


def _in_batches(
    run: ImportRun,
    waiting: QuerySet[ImportRow],
    deadline: float,
    step: Callable[[list[ImportRow]], float | None],
) -> int:
    """Batch after batch, their size following how long the last one held the lock; `step` returns None to stop. The
    indexes follow, those of a worker that stopped first."""
    _follow_all(run)
    size, done, behind = FIRST_BATCH, 0, 0
    while batch := list(waiting.all()[:size]):
        held = step(batch)
        if held is None:
            break
        done += len(batch)
        behind += len(batch)
        wished = int(len(batch) * HOLD_AIM[connection.vendor] / max(held, 0.001))
        size = max(SMALLEST_BATCH, min(wished, size * 3 // 2, LARGEST_BATCH))
        if time.monotonic() >= deadline:
            break
        while behind >= STEP:
            behind = behind - STEP if follow_rows(run) else 0
    return done


def _follow_all(run: ImportRun) -> None:
    while follow_rows(run):
        pass


@contextmanager
def _writers_turn() -> Iterator[None]:
    """A transaction, some time after the last one: what was read and worked out in between counts as rest."""
    global _released
    rest = _released + REST - time.monotonic()
    if rest > 0 and connection.vendor == "sqlite":
        time.sleep(rest)
    with transaction.atomic():
        yield
    _released = time.monotonic()


_released = 0.0


def _write_batch(run: ImportRun, writer: Writer, batch: list[ImportRow]) -> float | None:
    try:
        writer.prepare(batch)
        return _write_together(run, writer, batch)
    except (DatabaseError, ValueError) as problem:
        if len(batch) == 1:
            return _mark_failed(run, batch[0], problem)
        log.warning("import batch tried row by row", run=run.uid, problem=type(problem).__name__)
    for row in batch:
        if _write_batch(run, writer, [row]) is None:
            return None
    return HOLD_AIM[connection.vendor]


def _write_together(run: ImportRun, writer: Writer, batch: list[ImportRow]) -> float | None:
    with _writers_turn():
        if not _progress(run, len(batch)):
            return None
        started = time.monotonic()
        still = _still(batch, ImportRow.Outcome.WAITING)
        outcomes = writer.write(still) if still else []
        for outcome in outcomes:
            _note(outcome)
        _save([outcome.row for outcome in outcomes], "outcome", "message", "object_id", "result")
    return time.monotonic() - started


def _save(rows: list[ImportRow], *fields: str) -> None:
    columns = [field for field in ImportRow._meta.concrete_fields if field.name in fields]
    update_rows(ImportRow, columns, [(row.pk, [getattr(row, one.attname) for one in columns]) for row in rows])


def _still(batch: list[ImportRow], outcome: ImportRow.Outcome) -> list[ImportRow]:
    """The rows of the batch that nobody did in between (a lease that ran out)."""
    waiting = set(
        ImportRow.objects.filter(pk__in=[row.pk for row in batch], outcome=outcome).values_list("pk", flat=True)
    )
    return [row for row in batch if row.pk in waiting]


def _note(outcome: RowOutcome) -> None:
    row = outcome.row
    row.outcome = ImportRow.Outcome.WRITTEN if outcome.object_id else ImportRow.Outcome.FAILED
    row.object_id = outcome.object_id
    row.message = outcome.message[:300]
    row.result = {"created": outcome.created, "changed": outcome.changed, "touched": outcome.touched}


def _mark_failed(run: ImportRun, row: ImportRow, problem: Exception) -> float | None:
    log.warning("import row failed", run=run.uid, row=row.number, problem=type(problem).__name__)
    row.outcome = ImportRow.Outcome.FAILED
    row.message = "Cette ligne n’a pas pu être écrite : une de ses données n’est pas acceptée."
    with transaction.atomic():
        row.save(update_fields=["outcome", "message"])
        return 0.0 if _progress(run, 1) else None


def _take_back_batch(run: ImportRun, batch: list[ImportRow]) -> float | None:
    with _writers_turn():
        if not _progress(run, len(batch)):
            return None
        started = time.monotonic()
        undone = undo_rows(_still(batch, ImportRow.Outcome.WRITTEN))
        for one in undone:
            one.row.outcome = ImportRow.Outcome.KEPT if one.reason else ImportRow.Outcome.UNDONE
            one.row.message = one.reason[:300]
        _save([one.row for one in undone], "outcome", "message")
        importer = importers[run.kind]
        if importer.held_by_index:
            importer.follow(together(one.row.result.get("touched") for one in undone if not one.reason))
    return time.monotonic() - started
