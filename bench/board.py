"""Sixty phones write at once for a minute while an import runs: nothing lost, p95 under 300 ms (issue 4, section 7).

    python -m bench board          BOARD_SECONDS=15 shortens it

Against `maillage serve` (gunicorn and its worker, which carries the import) on loopback. The phones are sixty threads of
this process, so one machine serves and asks. Without an import first, to see what it costs.
"""

from __future__ import annotations

import os
import random
import socket
import statistics
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from bench.imports import ROWS, guess, known_organisations, spreadsheet  # noqa: E402
from bench.phones import Phone, write_together  # noqa: E402
from maillage.concertation.actions.codes import open_code  # noqa: E402
from maillage.concertation.actions.cycles import open_cycle  # noqa: E402
from maillage.concertation.methods import DEFAULT  # noqa: E402
from maillage.concertation.models import EntryCode, Finding  # noqa: E402
from maillage.core.readers import PUBLIC, SYSTEM, organises_key  # noqa: E402
from maillage.exchange.actions import confirm_import, receive_file, take_back_import  # noqa: E402
from maillage.exchange.models import ImportRow, ImportRun  # noqa: E402
from maillage.network.actions.organisations import make_host  # noqa: E402
from maillage.network.actions.spaces import create_space  # noqa: E402
from maillage.network.models import Organisation, SpaceHost  # noqa: E402
from maillage.records.identity import new_uid  # noqa: E402
from maillage.records.reference import load_reference  # noqa: E402
from maillage.territory.models import PostalCode  # noqa: E402
from maillage.vocabulary.models import Term  # noqa: E402

PHONES, AIM = 60, 0.300
SECONDS = min(60.0, float(os.environ.get("BOARD_SECONDS", "60")))


def main() -> int:
    call_command("migrate", verbosity=0)
    load_reference()
    chance = random.Random(1996)
    codes = list(PostalCode.objects.order_by("pk").values_list("code", "territory__name", "territory_id"))
    content = spreadsheet(chance, codes, known_organisations(chance, codes))
    alone, beside = _code("Sans import"), _code("Pendant un import")
    connection.close()
    with _served() as port:
        for _time in range(40):  # both web processes have answered before, as those of a running installation
            urllib.request.urlopen(f"http://127.0.0.1:{port}/seance/{alone.code}/", timeout=30).close()
        failed = _measured("no import", alone, port)
        with _importing(content):
            failed |= _measured("while an import runs", beside, port)
    return failed


def _code(title: str) -> EntryCode:
    host = make_host(by=SYSTEM, organisation=Organisation.objects.order_by("pk")[0])
    kind = Term.objects.filter(scheme__code="space-kind").order_by("pk")[0]
    roles = [(host, SpaceHost.Role.HOST)]
    space = create_space(by=SYSTEM, uid=new_uid(), name=title, kind=kind, hosts=roles, members=())
    by = SYSTEM.with_keys({space.key, organises_key(space.uid)})
    fields = {"title": title, "question": "Que voyons-nous ?", "audience": PUBLIC}
    cycle = open_cycle(by=by, uid=new_uid(), space=space, method=DEFAULT, fields=fields)  # type: ignore[arg-type]
    return open_code(by=by, cycle=cycle, hours=3)


@contextmanager
def _served() -> Iterator[int]:
    """`maillage serve` on a free port; it stops its own children when it is told to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-m", "maillage", "serve", "--port", str(port)])
    try:
        _wait_for(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=40)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(240):
        if server.poll() is not None:
            msg = "the server did not start"
            raise RuntimeError(msg)
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/seance/", timeout=5).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    msg = "the server did not answer"
    raise RuntimeError(msg)


@contextmanager
def _importing(content: bytes) -> Iterator[None]:
    """One import after the other, previewed, written and taken back by the worker of the server, until left."""
    stopping = threading.Event()
    feeder = threading.Thread(target=_feed, args=(content, stopping))
    feeder.start()
    try:
        yield
    finally:
        stopping.set()
        feeder.join()
    written = ImportRow.objects.filter(outcome="written").count()
    print(
        f"{'':<22} {ImportRun.objects.count()} imports of {ROWS} rows, {written} rows written and not taken back"
    )


def _feed(content: bytes, stopping: threading.Event) -> None:
    while not stopping.is_set():
        run = receive_file(by=SYSTEM, user=None, kind="organisations", file_name="bench.xlsx", content=content)
        for start in (guess, _confirm, _take_back):
            start(run)
            while run.is_working and not stopping.wait(0.2):
                run.refresh_from_db()
            if stopping.is_set():
                break
    connection.close()


def _confirm(run: ImportRun) -> None:
    confirm_import(by=SYSTEM, run=run)


def _take_back(run: ImportRun) -> None:
    take_back_import(by=SYSTEM, run=run)


def _measured(label: str, code: EntryCode, port: int) -> int:
    phones = [Phone(port, f"/seance/{code.code}/", number) for number in range(PHONES)]
    write_together(phones, SECONDS)
    acknowledged = [uid for one in phones for uid in one.acknowledged]
    kept = list(Finding.objects.filter(code=code).values_list("item__uid", flat=True))
    lost, twice = set(acknowledged) - set(kept), len(kept) - len(set(kept))
    wordings = Finding.objects.filter(code=code).values("wording").distinct().count()
    twice += len(kept) - wordings
    p50, p95, slowest = _quantiles([seconds for one in phones for seconds in one.times])
    page50, page95, _slowest = _quantiles([seconds for one in phones for seconds in one.pages])
    verdict = "ok" if p95 <= AIM and not lost and not twice else "OVER"
    print(
        f"{label:<22} {len(acknowledged)} findings of {PHONES} phones in {SECONDS:g} s,"
        f" {len(lost)} lost, {twice} twice, {sum(one.again for one in phones)} sent again\n"
        f"{'':<22} acknowledged p50 {p50 * 1000:.0f} ms  p95 {p95 * 1000:.0f}  slowest {slowest * 1000:.0f};"
        f" page read anew p50 {page50 * 1000:.0f}  p95 {page95 * 1000:.0f}  {verdict} (aim {AIM * 1000:g} ms)",
        flush=True,
    )
    return int(bool(lost or twice))


def _quantiles(times: list[float]) -> tuple[float, float, float]:
    return statistics.median(times), statistics.quantiles(times, n=20)[-1], max(times)


if __name__ == "__main__":
    raise SystemExit(main())
