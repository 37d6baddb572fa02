"""Opening the file of an import again: its sheets, the layout of the chosen one, the text of each row by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.core.files.storage import default_storage

from maillage.core.columns import Layout, layout_of
from maillage.core.sheets import Sheet, SheetRow, UnreadableFile, read_sheets
from maillage.exchange.models import ImportRun
from maillage.exchange.registries import ImportField


def sheets_of(run: ImportRun) -> list[Sheet]:
    """Raises `UnreadableFile` when the file is no longer there."""
    if not run.file or not default_storage.exists(run.file):
        raise UnreadableFile("Le fichier n’est plus là : déposez-le à nouveau.")
    with default_storage.open(run.file) as file:
        return read_sheets(file.read(), run.file_name)


def chosen_sheet(sheets: Sequence[Sheet], name: str) -> Sheet:
    """The sheet of that name; the one with most rows when there is none."""
    named = next((sheet for sheet in sheets if sheet.name == name), None)
    return named or max(sheets, key=lambda sheet: len(sheet.rows))


def layout_for(run: ImportRun, sheet: Sheet, fields: Sequence[ImportField]) -> Layout:
    return layout_of(sheet, [field.hint for field in fields], header_row=run.header_row)


def cells_by_field(row: SheetRow, mapping: Sequence[tuple[int, str]]) -> dict[str, str]:
    """What the row says of each field; several columns of one field are joined by `; `."""
    found: dict[str, list[str]] = {}
    for position, key in mapping:
        text = row.cell(position)
        if key and text and text not in found.get(key, []):
            found.setdefault(key, []).append(text)
    return {key: "; ".join(texts) for key, texts in found.items()}


def rows_to_look_at(
    layout: Layout, sheet: Sheet, mapping: Sequence[tuple[int, str]], *, after: int
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The rows below the header that say something in a chosen column; titles in between are passed over."""
    for row in layout.rows:
        if row.number <= after or row.number in sheet.title_rows:
            continue
        cells = cells_by_field(row, mapping)
        if cells:
            yield row.number, cells
