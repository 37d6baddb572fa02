"""The map of opinions on planted groups: CPU, wall, peak memory and agreement with the plan, by size of consultation.

    python -m bench positions

Each size runs in a process of its own, on one thread, from the packed votes in the order they were cast. The peak is that
of the whole process, libraries included; making the votes happens in another process. Needs no database.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

THREADS = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
RUNS = 5
UPDATES = 9


class Size(NamedTuple):
    """`cast`: votes, of people who vote much or little; aims in seconds of CPU, megabytes, milliseconds of CPU."""

    people: int
    statements: int
    cast: int
    cpu: float | None = None
    peak: float | None = None
    update: float | None = None


SIZES = (
    Size(204, 50, 5_000),
    Size(2_031, 896, 225_000),
    Size(33_422, 783, 2_190_000, cpu=1.0, peak=400.0, update=200.0),
    Size(100_000, 2_000, 8_000_000),
    Size(1_000_000, 150, 20_000_000),
)
SHARES = (0.5, 0.3, 0.2)
FAITHFUL = 0.85


def main() -> int:
    if len(sys.argv) > 1:
        verb, folder, number = sys.argv[1:]
        (plant if verb == "plant" else measure)(Path(folder), SIZES[int(number)])
        return 0
    print(f"{len(SHARES)} planted groups, members {FAITHFUL:.0%} faithful; medians of {RUNS} runs, one thread")
    with tempfile.TemporaryDirectory() as folder:
        for number in range(len(SIZES)):
            for verb in ("plant", "measure"):
                words = [sys.executable, "-m", "bench.positions", verb, folder, str(number)]
                ended = subprocess.call(words, env={**os.environ, **THREADS})
                if ended:
                    return ended
    return 0


def plant(folder: Path, size: Size) -> None:
    """Writes the packed votes and the plan: on half of the statements the groups lean their own way, on the others all lean
    the same. How much people vote and statements are voted on differs as in real consultations (log-normal)."""
    from maillage.core.positions.packed import pack

    rng = np.random.default_rng(size.people)
    plan = rng.choice(len(SHARES), size.people, p=SHARES).astype(np.int8)
    leans = np.where(
        rng.random(size.statements) < 0.5,
        rng.choice([-1, 1], (len(SHARES), size.statements)),
        rng.choice([-1, 1], size.statements),
    )
    people, topics = _who_votes_on_what(rng, size)
    values = leans[plan[people], topics] * np.where(rng.random(len(people)) < FAITHFUL, 1, -1)
    values[rng.random(len(people)) < 0.1] = 0
    (folder / "votes").write_bytes(pack(people, topics, values))
    np.save(folder / "plan.npy", plan)


def _who_votes_on_what(rng: np.random.Generator, size: Size) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    eager = rng.lognormal(0, 0.6, size.people)
    shown = rng.lognormal(0, 0.6, size.statements)
    drawn = np.zeros(0, dtype=np.int64)
    while len(drawn) < size.cast:
        more = int((size.cast - len(drawn)) * 1.3) + 100
        rows = rng.choice(size.people, more, p=eager / eager.sum())
        columns = rng.choice(size.statements, more, p=shown / shown.sum())
        drawn = np.unique(np.concatenate([drawn, rows * size.statements + columns]))
    drawn = rng.permutation(drawn)[: size.cast]
    return drawn // size.statements, drawn % size.statements


def measure(folder: Path, size: Size) -> None:
    from maillage.core.positions import map_of, refreshed
    from maillage.core.positions.agreement import adjusted_rand
    from maillage.core.positions.packed import read

    packed = (folder / "votes").read_bytes()
    cpu, wall, update = [], [], []
    for _run in range(RUNS):
        started, worked = time.perf_counter(), time.process_time()
        found = map_of(read(packed))
        cpu.append(time.process_time() - worked)
        wall.append(time.perf_counter() - started)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for turn in range(UPDATES):
        person, topic = turn * 7919 % size.people, turn * 31 % size.statements
        worked = time.process_time()
        later = found.votes.with_vote(person, topic, turn % 3 - 1)
        warm = refreshed(found, later)
        update.append((time.process_time() - worked) * 1000)
    cold = map_of(later)
    moved = float(np.abs(np.concatenate([warm.space.x - cold.space.x, warm.space.y - cold.space.y])).max())
    placed = found.votes.participants[found.space.kept]
    plan = np.load(folder / "plan.npy")[placed].astype(np.int64)
    rand = adjusted_rand(np.maximum(found.groups.labels, 0), plan)
    stability = found.groups.stability
    elsewhere = int((warm.groups.labels != cold.groups.labels).sum())
    for line in (
        f"{size.people:,} people × {size.statements:,} statements, {len(found.votes):,} votes",
        f"    CPU {_of(statistics.median(cpu), size.cpu, 's')}  wall {statistics.median(wall):.2f} s"
        f"  peak {_of(peak, size.peak, 'MB')}",
        f"    groups {found.groups.count or 'none'}  adjusted Rand with the plan {rand:.3f} ({len(placed):,} placed)"
        f"  stability {stability.statements} between statements, {stability.participants} between participants",
        f"    one more vote: CPU {_of(statistics.median(update), size.update, 'ms')}"
        f"  from the cold map: {moved:.6f} at most, {elsewhere} in another group",
    ):
        print(line, flush=True)


def _of(value: float, aim: float | None, unit: str) -> str:
    verdict = "" if aim is None else f" ({'ok' if value <= aim else 'OVER'}, {value / aim:.2f} × aim)"
    return f"{value:.2f} {unit}{verdict}"


if __name__ == "__main__":
    sys.exit(main())
