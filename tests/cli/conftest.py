"""An installation of its own, run as a user runs it: through the `maillage` command, in a folder, on its database."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src"
Command = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def database_url(tmp_path: Path) -> Iterator[str]:
    """Of the same kind as the suite's: a SQLite file, or an empty PostgreSQL database that is dropped afterwards."""
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith("postgres"):
        yield f"sqlite:///{tmp_path / 'maillage.sqlite3'}"
        return
    import psycopg

    name = f"maillage_cli_{os.getpid()}"
    parts = urlsplit(given)
    with psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name}")
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield urlunsplit(parts._replace(path=f"/{name}"))
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def maillage(tmp_path: Path, database_url: str) -> Command:
    """`maillage("doctor")` runs the command and returns what it printed and how it ended."""

    def run(*words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        surroundings = {
            **os.environ,
            "PYTHONPATH": str(SOURCE),
            "MAILLAGE_DATA_DIR": str(tmp_path),
            "DATABASE_URL": database_url,
        }
        return subprocess.run(
            [sys.executable, "-m", "maillage", *words],
            env=surroundings,
            cwd=tmp_path,
            input=typed,
            capture_output=True,
            text=True,
            check=False,
        )

    return run
