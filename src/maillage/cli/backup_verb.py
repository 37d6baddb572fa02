"""`maillage backup ARCHIVE`."""

from __future__ import annotations

from argparse import Namespace

from maillage.cli.archive import write_archive


def run(arguments: Namespace) -> None:
    write_archive(arguments.archive)
    print(f"Database and files are in {arguments.archive}.")
