"""One archive for a whole installation: the database and the files, with a manifest that says what it holds."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, connections

from maillage.cli.stopping import Stop
from maillage.records.clock import now

FORMAT = 1


def write_archive(archive: Path) -> None:
    """A consistent copy, taken while the installation serves. Raises `Stop` when the place is taken."""
    if archive.exists():
        raise Stop(f"{archive} exists already: choose another name.")
    part = archive.with_name(archive.name + ".part")
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR) as folder:
        place = Path(folder)
        manifest = {"format": FORMAT, "database": connection.vendor, "made_at": now().isoformat()}
        (place / "manifest.json").write_text(json.dumps(manifest))
        _dump(place / "database")
        with tarfile.open(part, "w:gz") as tar:
            tar.add(place / "manifest.json", "manifest.json")
            tar.add(place / "database", "database")
            files = Path(settings.DATA_DIR) / "files"
            if files.is_dir():
                tar.add(files, "files")
    part.rename(archive)


def read_archive(archive: Path) -> dict[str, Any]:
    """Replaces database and files. Raises `Stop` when the archive is not one of ours or of another database."""
    if not archive.is_file() or not tarfile.is_tarfile(archive):
        raise Stop(f"{archive} is not an archive made by `maillage backup`.")
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR) as folder:
        place = Path(folder)
        with tarfile.open(archive) as tar:
            tar.extractall(place, filter="data")
        manifest = _manifest(place)
        if manifest["database"] != connection.vendor:
            raise Stop(
                f"This archive holds a {manifest['database']} database; this installation uses {connection.vendor}."
            )
        _load(place / "database")
        files = Path(settings.DATA_DIR) / "files"
        shutil.rmtree(files, ignore_errors=True)
        if (place / "files").is_dir():
            shutil.move(place / "files", files)
    return manifest


def _manifest(place: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((place / "manifest.json").read_text())
    except (OSError, ValueError) as refusal:
        raise Stop("The archive holds no manifest: it was not made by `maillage backup`.") from refusal
    if manifest.get("format") != FORMAT:
        raise Stop(f"The archive is of format {manifest.get('format')}; this version reads format {FORMAT}.")
    return manifest


def _dump(target: Path) -> None:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(target)) as copy:
            connection.connection.backup(copy)
        return
    _postgresql("pg_dump", "--format=custom", "--no-owner", f"--file={target}")


def _load(source: Path) -> None:
    connections.close_all()
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(source)) as copy:
            copy.backup(connection.connection)
        return
    name = str(settings.DATABASES["default"]["NAME"])
    _postgresql("pg_restore", "--clean", "--if-exists", "--no-owner", f"--dbname={name}", str(source))


def _postgresql(program: str, *words: str) -> None:
    database = settings.DATABASES["default"]
    if shutil.which(program) is None:
        raise Stop(f"{program} is missing: install PostgreSQL's client programs.")
    surroundings = {
        "PGHOST": str(database.get("HOST") or ""),
        "PGPORT": str(database.get("PORT") or ""),
        "PGUSER": str(database.get("USER") or ""),
        "PGPASSWORD": str(database.get("PASSWORD") or ""),
        "PGDATABASE": str(database["NAME"]),
        "PATH": "/usr/local/bin:/usr/bin:/bin",
    }
    given = {key: value for key, value in surroundings.items() if value}
    done = subprocess.run([program, *words], env=given, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Stop(f"{program} failed: {done.stderr.strip()[:500]}")
