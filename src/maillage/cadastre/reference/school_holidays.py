"""Brings the shipped school holidays into the database: adds what is missing, follows what changed, respects people's work.

A row that somebody edited or took out has a version above 1 and is never touched again; a shipped period whose days
people have already given another one is left out. An unchanged row costs no write; nothing is ever removed.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import tomllib
from dataclasses import astuple, dataclass
from pathlib import Path

from django.db import transaction

from maillage.cadastre.models import SchoolHolidays
from maillage.cadastre.queries.school_calendar import overlapping

FILE = Path(__file__).parent / "school-holidays.toml"


@dataclass(frozen=True, slots=True)
class ShippedHolidays:
    """`last`: None when the source does not say yet."""

    code: str
    name: str
    first_day: dt.date
    last_day: dt.date | None
    source: str

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(repr([str(one) for one in astuple(self)]).encode()).hexdigest()


def shipped_holidays() -> list[ShippedHolidays]:
    """In the order of the file; where sources differ, the source says how."""
    written = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return [
        ShippedHolidays(
            code=row["code"],
            name=row["name"],
            first_day=row["first"],
            last_day=row.get("last"),
            source=" ".join([f"{written['source']}.", row.get("differs", "")]).strip(),
        )
        for row in written["period"]
    ]


@transaction.atomic
def load_reference() -> str:
    """Says what it did in one line."""
    known = {row.code: row for row in SchoolHolidays.objects.exclude(code=None)}
    added = followed = kept = 0
    for one in shipped_holidays():
        row = known.get(one.code)
        untouched = row is None or (row.version == 1 and row.shipped != one.fingerprint)
        if not untouched or overlapping(one.first_day, one.last_day, but=row.pk if row else None):
            kept += 1
            continue
        if row is None:
            row, added = SchoolHolidays(code=one.code), added + 1
        else:
            followed += 1
        row.name, row.source, row.shipped = one.name, one.source, one.fingerprint
        row.first_day, row.last_day = one.first_day, one.last_day
        row.save()
    return f"{added} ajoutées, {followed} mises à jour, {kept} inchangées"
