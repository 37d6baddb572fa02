"""`maillage migrate`: brings the database up to date, quickly when it already is."""

from __future__ import annotations

from argparse import Namespace

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def bring_up_to_date() -> bool:
    """Applies what is missing; False when nothing was."""
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    call_command("migrate", interactive=False, verbosity=0)
    return True


def run(arguments: Namespace) -> None:
    del arguments
    print("Database brought up to date." if bring_up_to_date() else "The database was up to date.")
