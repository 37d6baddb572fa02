"""Reading and working out before the write lock is taken: SQLite gives it to one at a time, and phones wait."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db import connection, transaction

Prepared = TypeVar("Prepared")
Done = TypeVar("Done")


def write_prepared(prepare: Callable[[], Prepared], write: Callable[[Prepared], Done]) -> Done:
    """`write(prepare())` in one transaction; `prepare` only reads.

    On SQLite it reads before the lock is taken, and once more under the lock if somebody wrote in between. Inside a
    transaction, or on PostgreSQL, where nobody waits for readers, all is done in one go.
    """
    if connection.in_atomic_block or connection.vendor != "sqlite":
        with transaction.atomic():
            return write(prepare())
    before = _others_wrote()
    prepared = prepare()
    with transaction.atomic():
        if _others_wrote() != before:
            prepared = prepare()
        return write(prepared)


def _others_wrote() -> int:
    """A number that changes when another connection has committed, and only then."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA data_version")
        (version,) = cursor.fetchone()
        return int(version)
