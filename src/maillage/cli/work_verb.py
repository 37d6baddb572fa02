"""`maillage work`: does waiting work, round after round, until stopped. A killed worker loses nothing: rows are leased."""

from __future__ import annotations

import signal
import threading
import time
from argparse import Namespace

from django.db import close_old_connections

from maillage.records.settling import settle
from maillage.records.work import tick, work_once

IDLE_SECONDS = 1.0
TICK_SECONDS = 60.0


def run(arguments: Namespace) -> None:
    del arguments
    settle()
    stopping = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_signal: stopping.set())
    work_until(stopping)


def work_until(stopping: threading.Event) -> None:
    """Works in rounds, ticks every minute; ends after the current round once `stopping` is set."""
    next_tick = time.monotonic()
    while not stopping.is_set():
        if time.monotonic() >= next_tick:
            tick()
            next_tick = time.monotonic() + TICK_SECONDS
        done = work_once()
        if not done:
            close_old_connections()
            stopping.wait(IDLE_SECONDS)
