"""What follows the rows of an import: the indexes, some steps behind the writing, in larger steps than it.

Indexing costs as much as writing, and more the fewer objects there are at a time. The run remembers how far it was
followed; a worker that is killed leaves at most a step, which the next one takes up before anything else. Taking the same
rows up twice changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from maillage.exchange import states
from maillage.exchange.models import ImportRow, ImportRun
from maillage.exchange.registries import importers

STEP = 120
"""Rows at a time: the write lock is held some 50 ms for them."""
DONE_BY = {
    states.COMMITTING: (ImportRow.Outcome.WRITTEN, "number", "number__gt"),
    states.UNDOING: (ImportRow.Outcome.UNDONE, "-number", "number__lt"),
}
"""By phase: the outcome of the rows it has done, in what order, and which come after a number."""


def follow_rows(run: ImportRun) -> int:
    """The next step of rows that the indexes do not know yet; returns how many, 0 once nothing is left."""
    importer = importers[run.kind]
    if importer.held_by_index and run.state == states.UNDOING:
        return 0  # it let go of them with the rows
    outcome, order, after = DONE_BY[run.state]
    behind = run.rows.filter(outcome=outcome).order_by(order)
    if run.followed_to is not None:
        behind = behind.filter(**{after: run.followed_to})
    rows = list(behind.values_list("number", "result__touched")[:STEP])
    if rows:
        importer.follow(together(touched for _number, touched in rows))
        run.followed_to = rows[-1][0]
        ImportRun.objects.filter(pk=run.pk, state=run.state).update(followed_to=run.followed_to)
    return len(rows)


def together(touched: Iterable[Mapping[str, Iterable[int]] | None]) -> dict[str, set[int]]:
    """What some rows touched, by kind of object."""
    found: dict[str, set[int]] = defaultdict(set)
    for one in touched:
        for kind, ids in (one or {}).items():
            found[kind].update(ids)
    return found
