"""`maillage load-reference`: idempotent, never undoes what a user changed."""

from __future__ import annotations

from argparse import Namespace

from maillage.records.reference import load_reference


def run(arguments: Namespace) -> None:
    del arguments
    for line in load_reference():
        print(line)
