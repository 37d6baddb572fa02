"""What this room adds to lower ones: the worker's share of imports, the clearing of old ones, a line of privacy."""

from __future__ import annotations

from maillage.exchange.actions.retention import clear_old_imports
from maillage.exchange.work import work_once
from maillage.records.work import DurableWork, Timer, durable_work, timers


def register() -> None:
    durable_work.add("imports", DurableWork("Imports de fichiers", work_once))
    timers.add("imports", Timer("Effacement des anciens imports", clear_old_imports))
