"""5,000 rows meet 8,000 sheets: preview and commit under 10 s each, the write lock held under 100 ms; then the undo.

    python -m bench imports

Prints elapsed and CPU time of each phase, the longest write transaction, and the peak of memory.
"""

from __future__ import annotations

import os
import random
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.transaction import Atomic  # noqa: E402

from maillage.core.columns import guess_columns  # noqa: E402
from maillage.core.readers import SYSTEM  # noqa: E402
from maillage.core.tables import Column, xlsx_bytes  # noqa: E402
from maillage.exchange import work  # noqa: E402
from maillage.exchange.actions import choose_columns, confirm_import, receive_file, take_back_import  # noqa: E402
from maillage.exchange.models import ImportRun  # noqa: E402
from maillage.exchange.reading import chosen_sheet, layout_for, sheets_of  # noqa: E402
from maillage.exchange.registries import importers  # noqa: E402
from maillage.network.models import Organisation, Site  # noqa: E402
from maillage.records.reference import load_reference  # noqa: E402
from maillage.records.settling import settle  # noqa: E402
from maillage.territory.models import PostalCode  # noqa: E402

ROWS, KNOWN, AIM = 5_000, 8_000, 10.0
LOCK_AIM = 0.1
KINDS = [
    "Maison",
    "Atelier",
    "Centre",
    "Service",
    "Espace",
    "Collectif",
    "Relais",
    "Coordination",
    "Mission",
    "Comité",
]
WHAT = [
    "des Langues",
    "du Pont",
    "de la Meuse",
    "des Coteaux",
    "des Forges",
    "du Canal",
    "des Familles",
    "des Savoirs",
]
SYLLABLES = [
    "ba",
    "ro",
    "mi",
    "lan",
    "ter",
    "vo",
    "chen",
    "sou",
    "pri",
    "del",
    "gar",
    "mont",
    "fi",
    "ques",
    "li",
    "na",
]
HEADER = ("Nom", "Adresse", "CP", "Localité", "Tél.", "Courriel", "Personne de contact", "Fonction")


def main() -> None:
    call_command("migrate", verbosity=0)
    load_reference()
    chance = random.Random(1996)
    settle()
    codes = list(PostalCode.objects.order_by("pk").values_list("code", "territory__name", "territory_id"))
    known = known_organisations(chance, codes)
    content = spreadsheet(chance, codes, known)
    print(f"{ROWS} rows, {len(content) / 1e6:.1f} MB, {Organisation.objects.count()} sheets known", flush=True)
    locks = _watch_the_write_lock()
    run = receive_file(by=SYSTEM, user=None, kind="organisations", file_name="bench.xlsx", content=content)
    with timed("preview", AIM):
        _guess_and_preview(run)
    by_decision = {one: run.rows.filter(decision=one).count() for one in ("create", "complete", "join")}
    print(f"  {by_decision}, to check: {run.rows.filter(to_check=True).count()}")
    confirm_import(by=SYSTEM, run=run)
    locks.clear()
    with timed("commit", AIM):
        while run.is_working:
            work.carry_on(run, seconds=60)
    _say_how_long(locks)
    print(
        f"  rows by outcome: {[(key, run.rows.filter(outcome=key).count()) for key in ('written', 'failed')]}"
    )
    take_back_import(by=SYSTEM, run=run)
    locks.clear()
    with timed("undo", 2 * AIM):
        while run.is_working:
            work.carry_on(run, seconds=60)
    _say_how_long(locks)
    assert Organisation.objects.count() == KNOWN
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


@contextmanager
def timed(label: str, aim: float) -> Iterator[None]:
    started, worked = time.perf_counter(), time.process_time()
    yield
    seconds = time.perf_counter() - started
    cpu = time.process_time() - worked
    verdict = "ok" if seconds <= aim else "OVER"
    print(f"{label:<10} {seconds:6.2f} s  CPU {cpu:6.2f} s  {verdict} (aim {aim:g} s)", flush=True)


def _watch_the_write_lock() -> list[float]:
    """How long each transaction lasted, in seconds, whoever opened it."""
    spent: list[float] = []
    enter, leave = Atomic.__enter__, Atomic.__exit__
    opened: list[float] = []

    def entered(atomic: Atomic) -> None:
        enter(atomic)
        opened.append(time.perf_counter())

    def left(atomic: Atomic, *problem: Any) -> None:
        leave(atomic, *problem)
        started = opened.pop()
        if not opened:
            spent.append(time.perf_counter() - started)

    Atomic.__enter__, Atomic.__exit__ = entered, left  # type: ignore[method-assign]
    return spent


def _say_how_long(locks: list[float]) -> None:
    longest = sorted(locks)
    over = sum(one > LOCK_AIM for one in locks)
    held_up = f", {over} over {LOCK_AIM * 1000:.0f} ms" if connection.vendor == "sqlite" else ", no common lock"
    print(
        f"  write transactions: {len(locks)}, median {median(locks) * 1000:.0f} ms,"
        f" longest {longest[-1] * 1000:.0f} ms{held_up}"
    )


def _name(chance: random.Random) -> str:
    word = "".join(chance.choices(SYLLABLES, k=3)).capitalize()
    return f"{chance.choice(KINDS)} {chance.choice(WHAT)} {word}"


def known_organisations(chance: random.Random, codes: list[tuple[str, str, int]]) -> list[tuple[str, int]]:
    made = [Organisation(name=_name(chance), email=f"info@org{n}.example.org") for n in range(KNOWN)]
    Organisation.objects.bulk_create(made, batch_size=1_000)
    places = [chance.randrange(len(codes)) for _ in made]
    Site.objects.bulk_create(
        (
            Site(
                organisation=one,
                postal_code=codes[place][0],
                locality=codes[place][1],
                territory_id=codes[place][2],
            )
            for one, place in zip(made, places, strict=True)
        ),
        batch_size=1_000,
    )
    return [(one.name, place) for one, place in zip(made, places, strict=True)]


def spreadsheet(
    chance: random.Random, codes: list[tuple[str, str, int]], known: list[tuple[str, int]]
) -> bytes:
    rows = []
    for number in range(ROWS):
        name, place = (
            chance.choice(known) if chance.random() < 0.1 else (_name(chance), chance.randrange(len(codes)))
        )
        code, locality, _ = codes[place]
        word = "".join(chance.choices(SYLLABLES, k=3))
        rows.append(
            (name, f"Rue {word} {number % 200 + 1}", code, locality, f"04/{2000000 + number}",
             f"contact@{word}{number}.example.org", f"Mme Anne {word.upper()}", "coordinatrice")
        )  # fmt: skip
    return xlsx_bytes("Opérateurs", [Column(label) for label in HEADER], rows)


def guess(run: ImportRun) -> None:
    """Columns as the screen proposes them; the preview can start."""
    fields = importers[run.kind].fields
    sheet = chosen_sheet(sheets_of(run), "")
    layout = layout_for(run, sheet, fields)
    guesses = guess_columns(layout, [field.hint for field in fields])
    mapping = [(guess.position, guess.field) for guess in guesses if guess.field]
    choose_columns(by=SYSTEM, run=run, sheet=sheet.name, header_row=layout.header_row or 0, mapping=mapping)


def _guess_and_preview(run: ImportRun) -> None:
    guess(run)
    while run.is_working:
        work.carry_on(run, seconds=60)


if __name__ == "__main__":
    main()
