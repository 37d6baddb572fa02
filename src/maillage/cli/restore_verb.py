"""`maillage restore ARCHIVE`: asks before it replaces."""

from __future__ import annotations

from argparse import Namespace

from maillage.cli.archive import read_archive
from maillage.cli.stopping import Stop


def run(arguments: Namespace) -> None:
    if not arguments.yes:
        answer = input("This replaces the database and the files. Type yes to go on: ")
        if answer.strip().lower() not in {"yes", "oui"}:
            raise Stop("Nothing was changed.")
    manifest = read_archive(arguments.archive)
    print(f"Restored what was saved on {manifest['made_at']}.")
