"""The structure of the population, as Statbel publishes it (row G6): what is read, what is refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from maillage.records.file_imports import RefusedFile
from maillage.territory.imports.statbel import read_structure

HEADER = "CD_REFNIS|TX_DESCR_FR|CD_SEX|CD_NATLTY|CD_AGE|MS_POPULATION|CD_YEAR"
ROWS = [
    "58001|La Louvière|M|BEL|30|100|2021",
    "58001|La Louvière|F|ETR|31|20|2021",
    "58001|La Louvière|F|BEL|31|5|2021",
]


def file_of(
    folder: Path, *lines: str, name: str = "TF_SOC_POP_STRUCT_2021.txt", encoding: str = "utf-8"
) -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding=encoding)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(RefusedFile) as refused:
        read_structure(path, name=path.name)
    return str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_people_are_counted_by_commune_and_nationality(tmp_path: Path, encoding: str) -> None:
    path = file_of(tmp_path, HEADER, *ROWS, encoding=encoding)

    structure = read_structure(path, name=path.name)

    assert structure.year == 2021
    assert structure.people == {("58001", "BEL"): 105, ("58001", "ETR"): 20}
    assert structure.total == 125


def test_columns_are_found_by_name_and_the_year_in_the_name_of_the_file(tmp_path: Path) -> None:
    """Until 2018 or so the code was called CD_MUNTY_REFNIS and the year was only in the name."""
    path = file_of(
        tmp_path, "MS_POPULATION|CD_NATLTY|CD_MUNTY_REFNIS", "7|ETR|55022", name="TF_SOC_POP_STRUCT_2018.txt"
    )

    structure = read_structure(path, name=path.name)

    assert (structure.year, structure.people) == (2018, {("55022", "ETR"): 7})


def test_a_zip_is_read_without_being_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "TF_SOC_POP_STRUCT_2021.zip"
    with zipfile.ZipFile(path, "w") as folder:
        folder.writestr("TF_SOC_POP_STRUCT_2021.txt", "\n".join([HEADER, *ROWS]))

    assert read_structure(path, name=path.name).total == 125
    assert read_structure(io.BytesIO(path.read_bytes()), name=path.name).total == 125


def test_quotes_in_a_name_do_not_swallow_lines(tmp_path: Path) -> None:
    path = file_of(tmp_path, HEADER, '58001|"La Louvière|M|BEL|30|100|2021', ROWS[1])

    assert read_structure(path, name=path.name).total == 120


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], "Colonnes introuvables"),
        (["a;b;c", "1;2;3"], "CD_NATLTY, MS_POPULATION"),
        ([HEADER, "58001|x|M|BEL|30|beaucoup|2021"], "Ligne 2"),
        ([HEADER, ROWS[0], "58001|x"], "Ligne 3"),
        ([HEADER, "58001|x|M|FRA|30|3|2021"], "FRA"),
        ([HEADER, ROWS[0], "58001|x|M|BEL|30|3|2020"], "2020, 2021"),
    ],
)
def test_what_is_not_the_file_is_refused_with_what_was_expected(
    tmp_path: Path, lines: list[str], said: str
) -> None:
    assert said in refusal(file_of(tmp_path, *lines))


def test_a_file_of_no_year_is_refused(tmp_path: Path) -> None:
    path = file_of(tmp_path, "CD_REFNIS|CD_NATLTY|MS_POPULATION", "58001|BEL|1", name="population.txt")

    assert "année" in refusal(path)


def test_a_workbook_is_refused_although_it_is_a_zip(tmp_path: Path) -> None:
    path = tmp_path / "population 2021.xlsx"
    with zipfile.ZipFile(path, "w") as folder:
        folder.writestr("[Content_Types].xml", "<Types/>")

    assert "un seul texte" in refusal(path)


def test_a_binary_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "image_2021.txt"
    path.write_bytes(bytes(range(256)) * 50)

    assert refusal(path)
