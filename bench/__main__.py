"""`python -m bench [part …]`: runs each part in a process of its own, on a database of its own that is dropped afterwards.

Parts: pages, search, offers, relevance, imports, statbel, thread, board; positions and recurrence, which need no
database. Without a name, all of them.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WITHOUT_DATABASE = ("positions", "recurrence")
PARTS = ("pages", "search", "offers", "relevance", "imports", "statbel", "thread", "board", *WITHOUT_DATABASE)
SERVER = "postgres://postgres@127.0.0.1:5432"


def main() -> int:
    parts = sys.argv[1:] or list(PARTS)
    unknown = [part for part in parts if part not in PARTS]
    if unknown:
        print(f"There is no part called {', '.join(unknown)}. Known: {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    failed = 0
    for part in parts:
        if part in WITHOUT_DATABASE:
            failed |= _run(part, "no database", "")
            continue
        failed |= _run(part, "SQLite", "")
        with _postgresql() as url:
            if url:
                failed |= _run(part, "PostgreSQL", url)
            else:
                print("\nPostgreSQL: no server answers on 127.0.0.1:5432, left out.")
    return failed


def _run(part: str, database: str, url: str) -> int:
    print(f"\n=== {part} on {database}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        surroundings = {
            **os.environ,
            "MAILLAGE_DATA_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        }
        surroundings.pop("DATABASE_URL", None)
        if url:
            surroundings["DATABASE_URL"] = url
        return subprocess.call([sys.executable, "-m", f"bench.{part}"], env=surroundings, cwd=ROOT)


@contextmanager
def _postgresql() -> Iterator[str]:
    """The address of an empty database on the local server, dropped at the end; empty when there is no server."""
    import psycopg

    name = f"maillage_bench_{os.getpid()}"
    try:
        server = psycopg.connect(f"{SERVER}/postgres", autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        yield ""
        return
    with server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{SERVER}/{name}"
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


if __name__ == "__main__":
    raise SystemExit(main())
