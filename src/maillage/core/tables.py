"""Lists on their way out: XLSX and CSV that Excel in Belgium opens well and that never run a formula.

Not for reading files: see `core.sheets`. Every list screen exports through here (issue 2, "Every list").
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import IO, Any
from zoneinfo import ZoneInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

Value = str | int | float | Decimal | bool | dt.date | dt.datetime | None

BRUSSELS = ZoneInfo("Europe/Brussels")
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv; charset=utf-8"
LONGEST_CELL = 32_767
"""What a cell of a workbook may hold (Excel specifications and limits)."""

_STARTS_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
_ERROR_WORD = re.compile(r"#[A-Z/0]+[!?A]?")
_CSV_PIECE = 64 * 1024


class ColumnKind(StrEnum):
    """How a column is typed in a workbook; its values may still be empty."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    DAY = "day"
    MOMENT = "moment"
    YES_NO = "yes_no"


_WIDTHS = {
    ColumnKind.TEXT: 28,
    ColumnKind.LONG_TEXT: 60,
    ColumnKind.NUMBER: 12,
    ColumnKind.DAY: 13,
    ColumnKind.MOMENT: 18,
    ColumnKind.YES_NO: 8,
}
_FORMATS = {ColumnKind.DAY: "DD/MM/YYYY", ColumnKind.MOMENT: "DD/MM/YYYY HH:MM"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an exported list."""

    label: str
    kind: ColumnKind = ColumnKind.TEXT


def starts_formula(text: str) -> bool:
    """Whether a spreadsheet could take this text for a formula (OWASP, "CSV injection")."""
    return bool(text) and (text[0] in _STARTS_FORMULA or text.lstrip()[:1] in _STARTS_FORMULA)


def sheet_name(title: str) -> str:
    """A title as the name of a sheet: 31 characters, without the signs that Excel refuses."""
    name = _NOT_IN_SHEET_NAME.sub(" ", _NOT_IN_XML.sub("", title)).strip().strip("'")
    return name[:31].strip() or "Liste"


def write_xlsx(file: IO[bytes], title: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> None:
    """One sheet: bold header that stays in view, filters, days and numbers typed; rows are written as they come."""
    book = Workbook(write_only=True)
    book.properties.title = _NOT_IN_XML.sub("", title)
    sheet = book.create_sheet(sheet_name(title))
    sheet.freeze_panes = "A2"
    for position, column in enumerate(columns, 1):
        width = max(_WIDTHS[column.kind], min(len(column.label) + 4, 40))
        sheet.column_dimensions[get_column_letter(position)].width = width
    count = 1 + _append_rows(sheet, columns, rows)
    if columns:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count}"
    book.save(file)


def _append_rows(sheet: Any, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> int:
    """Writes header and rows to the sheet's temporary file, which is let go of when a row cannot be had."""
    count = 0
    try:
        sheet.append([_header_cell(sheet, column.label) for column in columns])
        for row in rows:
            sheet.append([_cell(sheet, column, value) for column, value in zip(columns, row, strict=True)])
            count += 1
    except BaseException:
        sheet.close()
        sheet._writer.cleanup()
        raise
    return count


def xlsx_bytes(title: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> bytes:
    """The workbook in memory: for lists of a screen (some thousands of rows)."""
    file = io.BytesIO()
    write_xlsx(file, title, columns, rows)
    return file.getvalue()


def csv_pieces(columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> Iterator[bytes]:
    """UTF-8 with BOM, `;` between cells, comma in decimals: what Excel in Belgium opens with a double click.

    Yields pieces of about 64 KB, to be streamed.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    buffer.write("\ufeff")
    writer.writerow([_safe(column.label) for column in columns])
    for row in rows:
        writer.writerow([_in_csv(value) for value in row])
        if buffer.tell() >= _CSV_PIECE:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def csv_bytes(columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> bytes:
    """The whole of `csv_pieces`."""
    return b"".join(csv_pieces(columns, rows))


def _header_cell(sheet: Any, label: str) -> Any:
    cell = _text_cell(sheet, label)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _cell(sheet: Any, column: Column, value: Value) -> Any:
    """A cell for openpyxl: a bare value where that is safe, a typed cell otherwise."""
    match value:
        case None | "":
            return None
        case bool():
            return "oui" if value else "non"
        case dt.datetime() | dt.date():
            cell: Any = WriteOnlyCell(sheet)
            cell.value = _wall_time(value)
            is_moment = isinstance(value, dt.datetime)
            cell.number_format = _FORMATS[ColumnKind.MOMENT if is_moment else ColumnKind.DAY]
            return cell
        case float() if not math.isfinite(value):
            return None
        case int() | float() | Decimal():
            return value
        case _:
            return _cell_of_text(sheet, column, str(value))


def _cell_of_text(sheet: Any, column: Column, text: str) -> Any:
    clean = _NOT_IN_XML.sub("", text)[:LONGEST_CELL]
    is_long = column.kind is ColumnKind.LONG_TEXT
    if not is_long and not starts_formula(clean) and not _ERROR_WORD.fullmatch(clean):
        return clean or None
    cell = _text_cell(sheet, clean)
    if is_long:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _text_cell(sheet: Any, text: str) -> Any:
    """Text whatever it looks like; `quotePrefix` keeps it text when someone edits the cell in Excel."""
    cell = WriteOnlyCell(sheet, value=_NOT_IN_XML.sub("", text)[:LONGEST_CELL])
    cell.data_type = "s"
    cell.quotePrefix = starts_formula(text)
    return cell


def _wall_time(value: dt.date | dt.datetime) -> dt.date | dt.datetime:
    """Workbooks know no time zones: moments become Brussels wall time."""
    if isinstance(value, dt.datetime) and value.tzinfo:
        return value.astimezone(BRUSSELS).replace(tzinfo=None)
    return value


def _in_csv(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "oui" if value else "non"
        case dt.datetime():
            return _wall_time(value).strftime("%d/%m/%Y %H:%M")
        case dt.date():
            return value.strftime("%d/%m/%Y")
        case float() if not math.isfinite(value):
            return ""
        case int() | float() | Decimal():
            return str(value).replace(".", ",")
        case _:
            return _safe(str(value))


def _safe(text: str) -> str:
    clean = _NOT_IN_XML.sub("", text)
    return f"'{clean}" if starts_formula(clean) else clean
