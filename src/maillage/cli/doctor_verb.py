"""`maillage doctor`: what is wrong with this installation, one line each; exits with 1 when something is.

Advice (no mail server, no administrator yet) is said and stops nothing.
"""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from maillage.cli.stopping import Stop
from maillage.records.health import health_checks


def run(arguments: Namespace) -> None:
    del arguments
    found = [*_database(), *_places()]
    if not found:
        found = list(_checked(advice=False))
        for line in _checked(advice=True):
            print(f"To know: {line}")
    for line in found:
        print(f"- {line}")
    if found:
        raise Stop(f"{len(found)} thing(s) to mend.")
    print("All is well.")


def _checked(*, advice: bool) -> Iterator[str]:
    for check in health_checks:
        if check.advice == advice:
            yield from (f"{check.title}: {problem}" for problem in check.problems())


def _database() -> Iterator[str]:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield "The database is not up to date: run `maillage migrate`."
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            verdict = cursor.fetchone()[0]
            cursor.execute("SELECT count(*) FROM pragma_compile_options WHERE compile_options = 'ENABLE_FTS5'")
            has_fts5 = cursor.fetchone()[0]
        if verdict != "ok":
            yield f"SQLite finds the database file damaged: {verdict}"
        if not has_fts5:
            yield "This Python's SQLite was built without FTS5, which the search needs."


def _places() -> Iterator[str]:
    folder = Path(settings.DATA_DIR)
    if not os.access(folder, os.W_OK):
        yield f"The data folder {folder} cannot be written."
    key = folder / "secret_key"
    if key.exists() and key.stat().st_mode & 0o077:
        yield f"{key} can be read by other users: chmod 600."
