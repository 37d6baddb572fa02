"""Measuring: CPU time and elapsed time over many runs, with medians; never a single time."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.test.utils import CaptureQueriesContext

WARM_UP = 3
RUNS = 40


@dataclass(frozen=True, slots=True)
class Measure:
    """Times in milliseconds; `queries` is the count of the last run."""

    label: str
    cpu: float
    p50: float
    p95: float
    queries: int
    aim: float | None

    def line(self) -> str:
        verdict = ""
        if self.aim is not None:
            ratio = self.cpu / self.aim
            verdict = f"{'ok  ' if ratio <= 1 else 'OVER'} {ratio:4.2f} × aim of {self.aim:g} ms CPU"
        return (
            f"{self.label:<44} CPU {self.cpu:7.1f} ms  p50 {self.p50:7.1f}  p95 {self.p95:7.1f}"
            f"  {self.queries:3d} queries  {verdict}"
        )


def measure(label: str, run: Callable[[], object], *, aim: float | None = None, runs: int = RUNS) -> Measure:
    """Runs `run` a few times to warm up, then `runs` times; prints and returns the medians."""
    for _ in range(WARM_UP):
        run()
    cpu, wall = [], []
    for _ in range(runs):
        started, worked = time.perf_counter(), time.process_time()
        run()
        cpu.append((time.process_time() - worked) * 1000)
        wall.append((time.perf_counter() - started) * 1000)
    with CaptureQueriesContext(connection) as captured:
        run()
    found = Measure(
        label=label,
        cpu=statistics.median(cpu),
        p50=statistics.median(wall),
        p95=statistics.quantiles(wall, n=20)[-1],
        queries=len(captured),
        aim=aim,
    )
    print(found.line(), flush=True)
    return found
