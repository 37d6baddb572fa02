"""An installation of its own, run as a user runs it: through the `maillage` command, in a folder, on its database."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src"
GIVEN = os.environ.get("DATABASE_URL", "")
ON_POSTGRESQL = GIVEN.startswith("postgres")
Command = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def database_url(tmp_path: Path) -> Iterator[str]:
    """Of the same kind as the suite's: a SQLite file, or an empty PostgreSQL database that is dropped afterwards."""
    with _database(f"maillage_cli_{os.getpid()}", tmp_path) as url:
        yield url


@pytest.fixture
def maillage(tmp_path: Path, database_url: str) -> Command:
    """`maillage("doctor")` runs the command and returns what it printed and how it ended."""
    return _command(tmp_path, database_url)


@pytest.fixture(scope="session")
def _migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database that is up to date, for others to be copied from: migrating takes ten seconds."""
    folder = tmp_path_factory.mktemp("migrated")
    with _database(f"maillage_cli_migrated_{os.getpid()}", folder) as url:
        made = _command(folder, url)("migrate")
        assert made.returncode == 0, made.stderr
        yield url


@pytest.fixture
def installed(tmp_path: Path, _migrated: str) -> Iterator[Command]:
    """The command of an installation that is up to date and empty."""
    with _database(f"maillage_cli_{os.getpid()}", tmp_path, like=_migrated) as url:
        yield _command(tmp_path, url)


@contextmanager
def _database(name: str, folder: Path, *, like: str = "") -> Iterator[str]:
    if not ON_POSTGRESQL:
        file = folder / "maillage.sqlite3"
        if like:
            shutil.copyfile(like.removeprefix("sqlite:///"), file)
        yield f"sqlite:///{file}"
        return
    import psycopg

    parts = urlsplit(GIVEN)
    template = f" TEMPLATE {urlsplit(like).path.lstrip('/')}" if like else ""
    with psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name}")
        server.execute(f"CREATE DATABASE {name}{template}")
        try:
            yield urlunsplit(parts._replace(path=f"/{name}"))
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _command(folder: Path, database_url: str) -> Command:
    def run(*words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        surroundings = {
            **os.environ,
            "PYTHONPATH": str(SOURCE),
            "MAILLAGE_DATA_DIR": str(folder),
            "DATABASE_URL": database_url,
        }
        return subprocess.run(
            [sys.executable, "-m", "maillage", *words],
            env=surroundings,
            cwd=folder,
            input=typed,
            capture_output=True,
            text=True,
            check=False,
        )

    return run
