"""`maillage reindex`: rebuilds the search index, readable all along, then that of courses and services."""

from __future__ import annotations

from argparse import Namespace

from maillage.cadastre.indexing.writing import rebuild
from maillage.search.actions import reindex


def run(arguments: Namespace) -> None:
    del arguments
    for kind, count in reindex().items():
        print(f"{kind}: {count}")
    print(f"cours et services, par lieu : {rebuild()}")
