"""Lists on their way out: what Excel and a text editor find in the file."""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.core.tables import Column, ColumnKind, csv_bytes, csv_pieces, sheet_name, xlsx_bytes

NAME = Column("Nom")
DAY = Column("Depuis le", ColumnKind.DAY)
NUMBER = Column("Membres", ColumnKind.NUMBER)


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content)).active


def test_a_workbook_keeps_days_and_numbers_typed() -> None:
    sheet = opened(xlsx_bytes("Membres", [NAME, DAY, NUMBER], [("Écho", dt.date(2026, 12, 3), 12)]))
    assert [cell.value for cell in sheet[1]] == ["Nom", "Depuis le", "Membres"]
    assert sheet["A2"].value == "Écho"
    assert sheet["B2"].value == dt.datetime(2026, 12, 3)
    assert sheet["B2"].number_format == "DD/MM/YYYY"
    assert sheet["C2"].value == 12


def test_a_workbook_has_a_header_that_stays_and_filters() -> None:
    sheet = opened(xlsx_bytes("Membres", [NAME, NUMBER], [("a", 1), ("b", 2)]))
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B3"
    assert sheet["A1"].font.bold


def test_a_moment_is_written_in_brussels_time() -> None:
    moment = dt.datetime(2026, 7, 1, 10, 30, tzinfo=dt.UTC)
    sheet = opened(xlsx_bytes("L", [Column("Quand", ColumnKind.MOMENT)], [(moment,)]))
    assert sheet["A2"].value == dt.datetime(2026, 7, 1, 12, 30)
    assert b"01/07/2026 12:30" in csv_bytes([Column("Quand", ColumnKind.MOMENT)], [(moment,)])


@pytest.mark.parametrize(
    "text", ["=1+1", "+32 4 221 12 12", "-5", "@SUM(A1)", "\t=1", "\r=1", " =1", "=HYPERLINK(1)"]
)
def test_a_text_never_becomes_a_formula(text: str) -> None:
    cell = opened(xlsx_bytes("L", [NAME], [(text,)]))["A2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix
    row = list(csv.reader(io.StringIO(csv_bytes([NAME], [(text,)]).decode("utf-8-sig")), delimiter=";"))[1]
    assert row[0].startswith("'")


def test_a_text_that_looks_like_an_error_stays_a_text() -> None:
    assert opened(xlsx_bytes("L", [NAME], [("#N/A",)]))["A2"].data_type == "s"


def test_a_csv_has_a_byte_order_mark_semicolons_and_decimal_commas() -> None:
    content = csv_bytes([NAME, NUMBER, DAY], [("Écho; « relais »", Decimal("3.50"), dt.date(2026, 1, 2))])
    assert content == '\ufeffNom;Membres;Depuis le\r\n"Écho; « relais »";3,50;02/01/2026\r\n'.encode()


def test_yes_no_and_nothing_are_said_in_french() -> None:
    column = Column("Siège", ColumnKind.YES_NO)
    assert csv_bytes([column, NAME], [(True, None), (False, "")]).decode("utf-8-sig") == (
        "Siège;Nom\r\noui;\r\nnon;\r\n"
    )


def test_a_negative_number_is_a_number() -> None:
    assert opened(xlsx_bytes("L", [NUMBER], [(-5,)]))["A2"].value == -5
    assert csv_bytes([NUMBER], [(-5,)]).decode("utf-8-sig").endswith("-5\r\n")


def test_a_long_list_comes_in_pieces() -> None:
    pieces = list(csv_pieces([NAME], ((f"Organisation {number}",) for number in range(20_000))))
    assert len(pieces) > 3
    assert b"".join(pieces).decode("utf-8-sig").count("\r\n") == 20_001


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        xlsx_bytes("L", [NAME], [("a", "b")])


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Plateforme FLE/alpha : membres", "Plateforme FLE alpha   membres"),
        ("[]:*?/\\", "Liste"),
        ("", "Liste"),
        ("Coordination sociale du quartier de Sainte-Marguerite", "Coordination sociale du quartie"),
    ],
)
def test_a_title_becomes_a_name_that_excel_accepts(title: str, name: str) -> None:
    assert sheet_name(title) == name


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(), min_size=1, max_size=4))
def test_any_text_can_be_written_and_read_again(texts: list[str]) -> None:
    sheet = opened(xlsx_bytes("L", [NAME], [(text,) for text in texts]))
    assert all(row[0].data_type in {"s", "n"} for row in sheet.iter_rows(min_row=2))
    lines = csv.reader(
        io.StringIO(csv_bytes([NAME], [(text,) for text in texts]).decode(), newline=""), delimiter=";"
    )
    assert all(not line or line[0][:1] not in {"=", "+", "-", "@"} for line in lines)
