"""Files as people have them: each one is read, or refused in words that say what to do."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.sheets import Notice, Sheet, UnreadableFile, read_sheets
from maillage.core.sheets.cell_text import tidy
from maillage.core.tables import Column, csv_bytes, xlsx_bytes


def workbook(fill: Callable[[Any], None], **book_settings: Any) -> bytes:
    book = openpyxl.Workbook()
    fill(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def cells(sheet: Sheet) -> list[tuple[str, ...]]:
    return [row.cells for row in sheet.rows]


def only_sheet(content: bytes, name: str = "liste.csv") -> Sheet:
    [sheet] = read_sheets(content, name)
    return sheet


LINES = "Nom;Localité\r\nÉcho des quartiers;Liège\r\n"
EXPECTED = [("Nom", "Localité"), ("Écho des quartiers", "Liège")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_csv_is_read_whatever_its_encoding(encoding: str) -> None:
    assert cells(only_sheet(LINES.encode(encoding))) == EXPECTED


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850"])
def test_old_macintosh_and_dos_files_keep_their_accents(encoding: str) -> None:
    text = "Nom;Localité\nMaison médicale à Liège;Liège\nCréche où l’été s’achève;Forêt\n".replace("’", "'")
    sheet = only_sheet(text.encode(encoding))
    assert sheet.rows[1].cells == ("Maison médicale à Liège", "Liège")
    assert Notice.GUESSED_LETTERS in sheet.notices


@pytest.mark.parametrize("times", [1, 2])
def test_broken_accents_are_repaired_and_said(times: int) -> None:
    text = LINES
    for _ in range(times):
        text = text.encode().decode("latin-1")
    sheet = only_sheet(text.encode())
    assert cells(sheet) == EXPECTED
    assert Notice.REPAIRED_LETTERS in sheet.notices


def test_an_accent_that_is_right_is_left_alone() -> None:
    assert tidy("Ça, Ãlexis et SÃO") == "Ça, Ãlexis et SÃO"


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_a_csv_is_cut_at_its_own_separator(separator: str) -> None:
    text = f"Nom{separator}Rue{separator}CP\nA{separator}Rue X 1{separator}4000\n"
    assert cells(only_sheet(text.encode())) == [("Nom", "Rue", "CP"), ("A", "Rue X 1", "4000")]


def test_commas_inside_cells_do_not_win_over_semicolons() -> None:
    text = "Nom;Adresse\nA;Rue X, 1, 4000 Liège\nB;Rue Y, 2, 4020 Liège\n"
    assert cells(only_sheet(text.encode()))[1] == ("A", "Rue X, 1, 4000 Liège")


def test_the_separator_that_excel_announces_is_obeyed() -> None:
    assert cells(only_sheet(b"sep=|\r\nNom|CP\r\nA;b|4000\r\n")) == [("Nom", "CP"), ("A;b", "4000")]


def test_line_breaks_inside_quotes_stay_in_the_cell_and_rows_keep_their_line_number() -> None:
    sheet = only_sheet(b'Nom;Remarque\n"A";"une\nautre"\n\nB;ici\n')
    assert cells(sheet)[1] == ("A", "une\nautre")
    assert [row.number for row in sheet.rows] == [1, 2, 5]


def test_a_quote_never_closed_is_refused_with_its_line() -> None:
    lines = "Nom;CP\nA;4000\n" + '"B;4000\n' + "".join(f"C{n};4000\n" for n in range(1500))
    with pytest.raises(UnreadableFile, match="ligne 3"):
        read_sheets(lines.encode())


def test_what_our_own_csv_protects_comes_back_as_it_was() -> None:
    sheet = only_sheet(csv_bytes([Column("Téléphone")], [("+32 4 221 12 12",)]))
    assert cells(sheet)[1] == ("+32 4 221 12 12",)


def test_the_sheets_of_a_workbook_are_read_without_the_hidden_and_empty_ones() -> None:
    def fill(book: Any) -> None:
        book.active.title = "Opérateurs"
        book.active.append(["Nom", "CP"])
        book.active.append(["A", 4000])
        book.create_sheet("Vide")
        hidden = book.create_sheet("Cachée")
        hidden.append(["x"])
        hidden.sheet_state = "hidden"
        book.create_sheet("Contacts").append(["Nom"])

    assert [sheet.name for sheet in read_sheets(workbook(fill))] == ["Opérateurs", "Contacts"]


def test_numbers_days_and_errors_are_written_as_a_person_reads_them() -> None:
    def fill(book: Any) -> None:
        book.active.append(
            [4000, 4000.0, 3.5, dt.datetime(2026, 12, 3), dt.datetime(2026, 12, 3, 9, 30), True, "#N/A"]
        )

    assert cells(only_sheet(workbook(fill))) == [
        ("4000", "4000", "3,5", "03/12/2026", "03/12/2026 09:30", "oui")
    ]


def test_the_cached_value_of_a_formula_is_read_not_the_formula() -> None:
    def fill(book: Any) -> None:
        book.active.append(["Nom", "Total"])
        book.active.append(["A", "=1+1"])

    plain = workbook(fill)
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as before, zipfile.ZipFile(file, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if name.endswith("sheet1.xml"):
                data = (
                    data.replace(b"<v></v>", b"<v>2</v>")
                    .replace(b"<v />", b"<v>2</v>")
                    .replace(b"<v/>", b"<v>2</v>")
                )
            after.writestr(name, data)
    assert cells(only_sheet(file.getvalue()))[1] == ("A", "2")


def test_a_cell_merged_over_rows_counts_for_each_of_them() -> None:
    def fill(book: Any) -> None:
        sheet = book.active
        sheet.append(["Nom", "Contact"])
        sheet.append(["Écho", "Anne"])
        sheet.append([None, "Jean"])
        sheet.merge_cells("A2:A3")

    sheet = only_sheet(workbook(fill))
    assert cells(sheet)[2] == ("Écho", "Jean")
    assert Notice.MERGED in sheet.notices


def test_a_title_merged_across_is_known_as_a_title() -> None:
    def fill(book: Any) -> None:
        sheet = book.active
        sheet.append(["Opérateurs FLE de la province"])
        sheet.merge_cells("A1:D1")
        sheet.append(["Nom", "Rue", "CP", "Localité"])

    assert only_sheet(workbook(fill)).title_rows == {1}


def test_a_sheet_formatted_to_the_bottom_is_not_walked_to_the_end() -> None:
    def fill(book: Any) -> None:
        book.active.append(["Nom"])
        book.active.cell(row=1_000_000, column=1, value="loin")

    assert cells(only_sheet(workbook(fill))) == [("Nom",)]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "vide"),
        (b"   \n", "vide"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n....", "image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, r"ancien document Office \(.xls\)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "mot de passe"),
        (bytes(range(256)) * 20, "pas un tableau"),
        (b"PK\x03\x04 coup", "abîmé"),
        (b"a" * (20 * 1024 * 1024 + 1), "20 Mo"),
        (b";;;\n;;\n", "aucune ligne"),
    ],
)
def test_what_is_no_table_is_refused_in_clear_words(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read_sheets(content)


def archive(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as written:
        for name, data in members.items():
            written.writestr(name.replace("__", "/"), data)
    return file.getvalue()


def test_a_zip_bomb_is_refused_unopened() -> None:
    with pytest.raises(UnreadableFile, match="démesuré"):
        read_sheets(archive(**{"xl__workbook.xml": b"<x/>", "bombe": b"\0" * (301 * 1024 * 1024)}))


@pytest.mark.parametrize(
    ("member", "words"),
    [
        ("word__document.xml", "Word"),
        ("content.xml", "LibreOffice"),
        ("xl__workbook.bin", "xlsb"),
        ("a", "archive"),
    ],
)
def test_other_archives_are_named(member: str, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read_sheets(archive(**{member: b"x"}))


def test_a_damaged_workbook_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="abîmé"):
        read_sheets(archive(**{"xl__workbook.xml": b"<broken"}))


def test_too_many_rows_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="20 000 lignes"):
        read_sheets(b"a;b\n" * 20_001)


def test_a_very_long_cell_is_cut_and_said() -> None:
    sheet = only_sheet(xlsx_bytes("L", [Column("Nom")], [("x" * 9_000,)]))
    assert len(sheet.rows[1].cells[0]) == 5_000
    assert Notice.SHORTENED in sheet.notices


def test_invisible_and_reversing_signs_go_arabic_and_emoji_stay() -> None:
    assert tidy("\u202eabc\u200b\x07 مرحبا 🙂\u00a0 x") == "abc مرحبا 🙂 x"


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_politely(content: bytes) -> None:
    with contextlib.suppress(UnreadableFile):
        assert all(row.filled for sheet in read_sheets(content) for row in sheet.rows)


@given(st.text())
def test_tidying_twice_changes_nothing_more_but_a_protected_formula(text: str) -> None:
    once = tidy(text)
    if not once.startswith("'") and "Ã" not in once and "Â" not in once and "â" not in once:
        assert tidy(once) == once
