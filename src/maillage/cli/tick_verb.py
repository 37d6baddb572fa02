"""`maillage tick`: what is due by the clock. `maillage serve` calls it every minute; cron may as well."""

from __future__ import annotations

from argparse import Namespace

from maillage.cli.stopping import Stop
from maillage.records.work import tick


def run(arguments: Namespace) -> None:
    del arguments
    failed = tick()
    if failed:
        raise Stop(f"These timers failed, see the log: {', '.join(failed)}.")
