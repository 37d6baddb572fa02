"""The map of opinions on planted groups: CPU, wall, peak memory and agreement with the plan, by size of consultation.

    python -m bench positions

Each size runs in a process of its own, on one thread, from the packed votes in the order they were cast. The peak is that of the
whole process, libraries included (about 90 MB before the first vote); making the votes happens in another process. Needs no database.
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

THREADS = {name: "1" for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")}
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
    import numpy as np

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


def _who_votes_on_what(rng, size: Size):  # noqa: ANN001, ANN202
    import numpy as np

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
    import numpy as np

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
    print(
        f"{size.people:>9,} × {size.statements:<5,} {len(found.votes):>10,} votes  CPU {_of(statistics.median(cpu), size.cpu, 's')}"
        f"  wall {statistics.median(wall):6.2f} s  peak {_of(peak, size.peak, 'MB')}"
        f"  k {found.groups.count or '–'}  adjusted Rand {rand:.3f} of {len(placed):,} placed"
        f"  stability {stability.statements} / {stability.participants}\n"
        f"{'':>20}one more vote: CPU {_of(statistics.median(update), size.update, 'ms')}"
        f"  furthest from the cold map {moved:.6f}, {int((warm.groups.labels != cold.groups.labels).sum())} in another group",
        flush=True,
    )


def _of(value: float, aim: float | None, unit: str) -> str:
    verdict = "" if aim is None else f" ({'ok' if value <= aim else 'OVER'}, {value / aim:.2f} × aim)"
    return f"{value:8.2f} {unit}{verdict}"


if __name__ == "__main__":
    sys.exit(main())
