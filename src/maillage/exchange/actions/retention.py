"""How long imports are kept: their rows hold names and addresses that the network may have corrected since."""

from __future__ import annotations

import datetime as dt

from maillage.exchange import states
from maillage.exchange.actions.runs import forget_file
from maillage.exchange.models import ImportRow, ImportRun
from maillage.records.clock import now

NEVER_CONFIRMED = dt.timedelta(days=14)
UNDO_FOR = dt.timedelta(days=90)


def clear_old_imports() -> int:
    """Forgets the rows of imports older than 90 days, and imports that nobody confirmed for 14; returns how many."""
    moment = now()
    old = ImportRun.objects.filter(
        state__in=[states.DONE, states.UNDONE], finished_at__lt=moment - UNDO_FOR, emptied_at__isnull=True
    )
    left = ImportRun.objects.filter(
        state__in=states.BEFORE_WRITING, created_at__lt=moment - NEVER_CONFIRMED, emptied_at__isnull=True
    )
    cleared = 0
    for run in [*old[:20], *left[:20]]:
        ImportRow.objects.filter(run=run).delete()
        forget_file(run)
        state = states.REFUSED if run.state in states.BEFORE_WRITING else run.state
        ImportRun.objects.filter(pk=run.pk).update(emptied_at=moment, state=state, lease_until=None)
        cleared += 1
    return cleared
