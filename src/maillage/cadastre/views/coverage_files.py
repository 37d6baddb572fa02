"""The coverage table as XLSX and CSV: a line for each territory and level, each with its source and its day."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.cadastre.queries.coverage import Coverage
from maillage.cadastre.views.coverage_question import Asked
from maillage.cadastre.views.coverage_words import rest_in_words
from maillage.core.coverage import Figure
from maillage.core.disclosure import SMALLEST_TOLD
from maillage.core.tables import CSV_TYPE, XLSX_TYPE, Column, ColumnKind, Value, csv_bytes, xlsx_bytes

SOURCE = "Maillage, cadastre de l’offre et demandes notées"
HEADS = (
    Column("Territoire"),
    Column("Code INS"),
    Column("Niveau"),
    Column("Personnes qui souhaitent un cours", ColumnKind.NUMBER),
    Column("Places ouvertes à ce niveau", ColumnKind.NUMBER),
    Column("Il en manque au moins", ColumnKind.NUMBER),
    Column(f"Nombres sous {SMALLEST_TOLD} non comptés", ColumnKind.NUMBER),
    Column("Situation au", ColumnKind.DAY),
    Column("Source"),
)


def table_file(coverage: Coverage, asked: Asked, kind: str) -> tuple[bytes, str]:
    """`kind`: xlsx or csv. Body and content type."""
    rows = [[*line, asked.day, SOURCE] for line in _lines(coverage)]
    if kind == "xlsx":
        return xlsx_bytes("Couverture de la demande", HEADS, rows), XLSX_TYPE
    return csv_bytes(HEADS, rows), CSV_TYPE


def _lines(coverage: Coverage) -> Iterator[list[Value]]:
    """Cells, then the total of each line; the whole last. A place may count in several cells, in a total once."""
    rows = {row.pk: row for row in coverage.ground.rows}
    columns = [column.notation if column else "non précisé" for column in coverage.table.columns]
    for line in coverage.table.lines:
        row = rows.get(line.key) if line.key else None
        name, code = (row.name, row.code) if row else (rest_in_words(coverage), "")
        for column, figure in zip(columns, line.cells, strict=True):
            if not figure.is_empty:
                yield [name, code, column, *_numbers(figure)]
        yield [name, code, "total", *_numbers(line.total)]
    yield [coverage.ground.name, "", "total", *_numbers(coverage.table.total)]


def _numbers(figure: Figure) -> list[Value]:
    wanted = None if figure.masked and not figure.wanted else figure.wanted
    missing = None if wanted is None else figure.missing
    return [wanted, figure.places, missing, figure.masked or None]
