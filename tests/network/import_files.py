"""Small files and territories for the tests of imports."""

from __future__ import annotations

import io
from collections.abc import Sequence

import openpyxl

from maillage.core.columns import guess_columns
from maillage.core.readers import Reader
from maillage.exchange.actions import choose_columns, confirm_import, receive_file, take_back_import
from maillage.exchange.models import ImportRow, ImportRun
from maillage.exchange.reading import chosen_sheet, layout_for, sheets_of
from maillage.exchange.registries import importers
from maillage.exchange.work import carry_on
from maillage.territory.models import PostalCode, Territory

HEADER = ("Nom", "Adresse", "CP", "Localité", "Tél.", "Courriel", "Personne de contact", "N° BCE")
COMMUNES = {"Liège": ("4000", "4020"), "Seraing": ("4100",), "Namur": ("5000", "5100")}


def make_communes() -> dict[str, Territory]:
    found = {}
    for code, (name, postal) in enumerate(COMMUNES.items(), 62000):
        found[name] = Territory.objects.create(level="commune", code=str(code), name=name)
        for one in postal:
            PostalCode.objects.create(code=one, territory=found[name])
    return found


def workbook(*rows: Sequence[object], header: Sequence[str] = HEADER) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(list(header))  # type: ignore[union-attr]
    for row in rows:
        book.active.append(list(row))  # type: ignore[union-attr]
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def uploaded(
    content: bytes, by: Reader, *, name: str = "operateurs.xlsx", kind: str = "organisations"
) -> ImportRun:
    return receive_file(by=by, user=None, kind=kind, file_name=name, content=content)


def previewed(
    content: bytes, by: Reader, *, name: str = "operateurs.xlsx", kind: str = "organisations"
) -> ImportRun:
    """Uploaded, columns as guessed, rows looked at."""
    run = uploaded(content, by, name=name, kind=kind)
    fields = importers[run.kind].fields
    sheet = chosen_sheet(sheets_of(run), "")
    guesses = guess_columns(layout_for(run, sheet, fields), [field.hint for field in fields])
    mapping = [(guess.position, guess.field) for guess in guesses if guess.field]
    choose_columns(
        by=by,
        run=run,
        sheet=sheet.name,
        header_row=layout_for(run, sheet, fields).header_row or 0,
        mapping=mapping,
    )
    carry_on(run, seconds=30)
    return run


def imported(
    content: bytes, by: Reader, *, name: str = "operateurs.xlsx", kind: str = "organisations"
) -> ImportRun:
    run = previewed(content, by, name=name, kind=kind)
    confirm_import(by=by, run=run)
    carry_on(run, seconds=30)
    return run


def undone(run: ImportRun, by: Reader) -> ImportRun:
    take_back_import(by=by, run=run)
    carry_on(run, seconds=30)
    return run


def row(run: ImportRun, number: int) -> ImportRow:
    return run.rows.get(number=number)
