"""`maillage serve`: one command for an installation: web server and worker (which ticks), started and watched."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from argparse import Namespace
from dataclasses import dataclass, field

from maillage.cli.migrate_verb import bring_up_to_date
from maillage.cli.stopping import Stop
from maillage.records.reference import load_reference

PAUSE_AFTER_A_FALL = 2.0


@dataclass
class Watched:
    """A child that is started again when it falls."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = field(default=None)

    def start(self) -> None:
        self.process = subprocess.Popen(self.command)

    def has_fallen(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def wait(self) -> None:
        if self.process is None:
            return
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()


def run(arguments: Namespace) -> None:
    refuse_taken_port(arguments.host, arguments.port)
    if bring_up_to_date():
        load_reference()
    print(f"Maillage answers on http://{arguments.host}:{arguments.port} (Ctrl+C stops it).", flush=True)
    serve(arguments.host, arguments.port)


def refuse_taken_port(host: str, port: int) -> None:
    """Raises `Stop` with one clear line when another program answers there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as refusal:
            raise Stop(f"Port {port} is taken: choose another one, for example PORT={port + 1}.") from refusal


def serve(host: str, port: int) -> None:
    """Runs until SIGTERM or Ctrl+C; stops the children before it returns."""
    workers = os.environ.get("WEB_CONCURRENCY", "2")
    web = [
        *(sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"{host}:{port}"),
        *("--workers", workers, "--threads", "4", "--log-level", "warning"),
        *("--max-requests", "5000", "--max-requests-jitter", "500", "--limit-request-line", "4094"),
    ]
    children = [Watched("web", web), Watched("worker", [sys.executable, "-m", "maillage", "work"])]
    stopping = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_signal: stopping.set())
    for child in children:
        child.start()
    while not stopping.wait(PAUSE_AFTER_A_FALL):
        for child in children:
            if child.has_fallen():
                print(f"{child.name} stopped by itself: started again.", file=sys.stderr, flush=True)
                child.start()
    for child in children:
        child.stop()
    for child in children:
        child.wait()
