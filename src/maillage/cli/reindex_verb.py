"""`maillage reindex`: rebuilds the search index, readable all along."""

from __future__ import annotations

from argparse import Namespace

from maillage.search.actions import reindex


def run(arguments: Namespace) -> None:
    del arguments
    for kind, count in reindex().items():
        print(f"{kind}: {count}")
