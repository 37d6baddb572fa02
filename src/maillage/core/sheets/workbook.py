"""Reading XLSX: several sheets, merged cells, cached values of formulas, days; zip bombs are refused unread."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from maillage.core.sheets.cell_text import tidy
from maillage.core.sheets.rows import (
    MAX_CELL,
    MAX_COLUMNS,
    MAX_EMPTY_RUN,
    MAX_ROWS,
    MAX_SHEETS,
    Notice,
    Sheet,
    SheetRow,
    UnreadableFile,
    too_many_rows,
    trimmed,
)

MAX_UNPACKED = 300 * 1024 * 1024
MAX_MEMBERS = 2_000
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})\"")
_END_OF_ROWS = re.compile(rb"</(?:\w+:)?sheetData>|<(?:\w+:)?sheetData/>")
_ERRORS = frozenset({"#N/A", "#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#NOM?", "#VALEUR!"})


@dataclass(frozen=True, slots=True)
class _Merged:
    """A merged range: rows and columns from 1, inclusive."""

    left: int
    top: int
    right: int
    bottom: int


def read_xlsx(content: bytes) -> list[Sheet]:
    """Every visible sheet. Raises `UnreadableFile`."""
    _refuse_dangerous(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            try:
                return _sheets_of(book, content)
            finally:
                book.close()
    except UnreadableFile:
        raise
    except Exception as problem:  # openpyxl raises whatever a damaged file provokes
        raise UnreadableFile(
            "Ce classeur est abîmé et ne peut pas être lu. Enregistrez-le sous un autre nom dans Excel, puis réessayez."
        ) from problem


def _sheets_of(book: Any, content: bytes) -> list[Sheet]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [
            _read(sheet, _merged_ranges(archive, sheet._worksheet_path))
            for sheet in book.worksheets[:MAX_SHEETS]
            if getattr(sheet, "sheet_state", "visible") == "visible"
        ]


def _refuse_dangerous(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
    except (zipfile.BadZipFile, ValueError, OSError) as problem:
        raise UnreadableFile(
            "Ce fichier est abîmé : il n’a sans doute pas été téléchargé en entier."
        ) from problem
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
        raise UnreadableFile(
            "Ce classeur est démesuré une fois décompressé : il n’est pas ouvert, par prudence."
        )
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableFile(
            "Ce fichier est protégé par un mot de passe. Enlevez-le, puis déposez-le à nouveau."
        )
    if "xl/workbook.xml" not in names:
        raise UnreadableFile(_what_it_is(names))


def _what_it_is(names: set[str]) -> str:
    if "xl/workbook.bin" in names:
        return "Ce classeur est au format .xlsb. Enregistrez-le au format .xlsx, puis déposez-le à nouveau."
    if "content.xml" in names:
        return "Ce document est au format LibreOffice. Enregistrez-le au format .xlsx ou .csv, puis déposez-le à nouveau."
    if "word/document.xml" in names:
        return "Ce fichier est un document Word. Copiez le tableau dans Excel, puis déposez le classeur."
    return "Ce fichier est une archive, pas un tableau. Déposez un fichier Excel (.xlsx) ou CSV."


def _merged_ranges(archive: zipfile.ZipFile, path: str) -> list[_Merged]:
    """openpyxl does not tell merged cells while streaming: they are written after the rows, and read from there."""
    with archive.open(path) as member:
        xml = member.read(MAX_UNPACKED)
    end = _END_OF_ROWS.search(xml)
    found = _MERGED.findall(xml, end.end() if end else 0)
    ranges = (range_boundaries(ref.decode()) for ref in found[:MAX_ROWS])
    return [_Merged(*bounds) for bounds in ranges]


def _read(sheet: Any, merged: list[_Merged]) -> Sheet:
    notices: set[Notice] = set()
    grid = dict(_filled_rows(sheet, notices))
    if _fill_down(grid, merged):
        notices.add(Notice.MERGED)
    rows = [SheetRow(number, trimmed(cells)) for number, cells in sorted(grid.items())]
    across = {span.top for span in merged if span.top == span.bottom and span.right - span.left >= 2}
    titles = frozenset(row.number for row in rows if row.number in across and row.filled == 1)
    filled = tuple(row for row in rows if row.cells)
    return Sheet(sheet.title, filled, tuple(sorted(notices)), titles)


def _filled_rows(sheet: Any, notices: set[Notice]) -> Iterator[tuple[int, list[str]]]:
    sheet.reset_dimensions()
    empty = kept = 0
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        if len(values) > MAX_COLUMNS and any(value is not None for value in values[MAX_COLUMNS:]):
            notices.add(Notice.LEFT_COLUMNS)
        cells = [_text(value, notices) for value in values[:MAX_COLUMNS]]
        if not any(cells):
            empty += 1
            if empty > MAX_EMPTY_RUN:
                return
            continue
        empty = 0
        kept += 1
        if kept > MAX_ROWS:
            raise too_many_rows()
        yield number, cells


def _fill_down(grid: dict[int, list[str]], merged: list[_Merged]) -> bool:
    """Cells merged over several rows count for each; cells merged across stay in their first column."""
    done = False
    for span in merged:
        top = grid.get(span.top)
        if span.bottom == span.top or top is None or span.left > len(top) or not top[span.left - 1]:
            continue
        for number in range(span.top + 1, min(span.bottom, span.top + MAX_ROWS) + 1):
            row = grid.get(number)
            if row is None:
                continue
            row.extend([""] * (span.left - len(row)))
            row[span.left - 1] = top[span.left - 1]
            done = True
    return done


def _text(value: object, notices: set[Notice]) -> str:
    """A cell as a person reads it: whole numbers without decimals, days as 03/12/2026."""
    match value:
        case None:
            return ""
        case bool():
            return "oui" if value else "non"
        case float():
            return (
                str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value).replace(".", ",")
            )
        case dt.datetime():
            at_midnight = value.time() == dt.time()
            return value.strftime("%d/%m/%Y" if at_midnight else "%d/%m/%Y %H:%M")
        case dt.date():
            return value.strftime("%d/%m/%Y")
        case dt.time():
            return value.strftime("%H:%M")
    text = str(value)
    if text in _ERRORS:
        return ""
    if len(text) > MAX_CELL:
        notices.add(Notice.SHORTENED)
    return tidy(text[:MAX_CELL], notices)
