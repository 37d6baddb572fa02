"""The walk along the thread among 200,000 steps in trees of depth 8, from steps of every depth: 5 ms (issue 4, section 7).

    python -m bench thread

Three readers: a visitor, a member of three spaces, who coordinates for the host of six hundred. CPU is that of the Python
process, in which SQLite works; on PostgreSQL the server's own comes on top, and p50 and p95 hold both.
"""

from __future__ import annotations

import itertools
import random
import time

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from bench.measure import measure  # noqa: E402
from bench.thread_data import Threads, build_threads  # noqa: E402
from maillage.core.readers import MEMBERS, PUBLIC, VISITOR, Reader, organises_key, space_key  # noqa: E402
from maillage.records.reference import load_reference  # noqa: E402
from maillage.thread.models import Item, Link  # noqa: E402
from maillage.thread.queries.threads import thread_of  # noqa: E402
from maillage.thread.queries.walk import walked  # noqa: E402

AIM, STEPS, RUNS = 5, 500, 1_000


def main() -> None:
    started = time.perf_counter()
    call_command("migrate", verbosity=0)
    load_reference()
    found = build_threads()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE thread_item; ANALYZE thread_link")
    built = time.perf_counter() - started
    print(f"built in {built:.0f} s: {Item.objects.count()} steps, {Link.objects.count()} links")
    import config.wsgi  # noqa: F401 - the process is settled as the server's are

    for who, reader in _readers(found).items():
        _measured(
            f"{who}, any depth", [one for layer in found.layers for one in _seen(layer, reader)[:150]], reader
        )
    member = _readers(found)["member"]
    for depth in (0, 1, 4, 8):
        _measured(f"member, depth {depth}", _seen(found.layers[depth], member), member)
    _measured("member, a plenary of 150", _of_plenaries(found), member)


def _readers(found: Threads) -> dict[str, Reader]:
    three = {space_key(one.uid) for one in found.spaces[:3]}
    every = {key for one in found.spaces for key in (space_key(one.uid), organises_key(one.uid))}
    return {
        "visitor": VISITOR,
        "member": Reader(keys=frozenset({PUBLIC, MEMBERS, *three}), uid="mbr2mbr2"),
        "coordinator of 600 spaces": Reader(keys=frozenset({PUBLIC, MEMBERS, *every}), uid="crd2crd2"),
    }


def _seen(layer: list[Item], reader: Reader) -> list[Item]:
    return [one for one in layer if one.audience in reader.keys]


def _of_plenaries(found: Threads) -> list[Item]:
    """The common wordings of fifty findings each, and what came of them."""
    held: dict[int, int] = {}
    for _source, target, relation in found.ties:
        if relation == Link.Relation.GATHERED:
            held[target.pk] = held.get(target.pk, 0) + 1
    return [one for one in found.layers[1] if held.get(one.pk, 0) >= 40 and one.audience == PUBLIC]


def _measured(label: str, items: list[Item], reader: Reader) -> None:
    chosen = random.Random(8).sample(items, min(STEPS, len(items)))
    sizes = [len(walked(one.pk, reader)) for one in chosen[:200]]
    print(f"\n{label}: {sum(sizes) / len(sizes):.0f} steps around on average, {max(sizes)} at most")
    around = itertools.cycle(chosen)
    measure("  walked", lambda: walked(next(around).pk, reader), aim=AIM, runs=RUNS)
    measure("  thread_of", lambda: thread_of(next(around), reader), aim=AIM, runs=RUNS)


if __name__ == "__main__":
    main()
