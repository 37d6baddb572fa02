"""Durable work: rows that wait to be done (messages, imports, timers), leased so that a killed worker loses nothing.

A room registers what it does; the worker asks each in turn, the tick runs what is due by the clock. There is no
queue beside the rows: ADR 2 says why.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import structlog

from maillage.core.registry import Registry

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class DurableWork:
    """`do_once` leases a small batch, does it in short transactions and returns how many rows it did (0: nothing)."""

    title: str
    do_once: Callable[[], int]


@dataclass(frozen=True, slots=True)
class Timer:
    """`run` does whatever is due by now; it may be called every minute, or after a long pause."""

    title: str
    run: Callable[[], object]


durable_work: Registry[DurableWork] = Registry("durable work")
timers: Registry[Timer] = Registry("timers")


def work_once() -> int:
    """One round over all durable work; a kind that fails is logged and does not stop the others."""
    done = 0
    for key, work in durable_work.items():
        try:
            done += work.do_once()
        except Exception:
            log.exception("durable work failed", kind=key)
    return done


def tick() -> list[str]:
    """Runs every timer once; returns the keys of those that failed (logged)."""
    failed = []
    for key, timer in timers.items():
        try:
            timer.run()
        except Exception:
            log.exception("timer failed", timer=key)
            failed.append(key)
    return failed
