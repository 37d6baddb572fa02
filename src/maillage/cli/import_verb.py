"""`maillage import KIND FILE`: official files, as a stream, all or nothing."""

from __future__ import annotations

from argparse import Namespace

from maillage.cli.stopping import Stop
from maillage.records.file_imports import RefusedFile, file_imports


def run(arguments: Namespace) -> None:
    importer = file_imports.get(arguments.kind)
    if importer is None:
        known = ", ".join(key for key, _importer in file_imports.items()) or "none"
        raise Stop(f"There is no import called {arguments.kind}. Known: {known}.")
    if not arguments.file.is_file():
        raise Stop(f"There is no file {arguments.file}.")
    try:
        print(importer.run(arguments.file, arguments.total))
    except RefusedFile as refusal:
        raise Stop(f"Refused, nothing was written. {refusal}") from refusal
