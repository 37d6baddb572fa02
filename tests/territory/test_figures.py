"""Importing the population of a year and taking it back (row G6)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest
from tests.territory.conftest import place

from maillage.core.readers import Reader
from maillage.journal.models import Entry
from maillage.records.actions import NotAllowed
from maillage.records.file_imports import RefusedFile, file_imports
from maillage.territory.actions.figures import CannotWithdraw, import_population, withdraw_figures
from maillage.territory.imports.statbel import Structure
from maillage.territory.models import Figure, FigureSource

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
TOTAL_2021 = 11_521_238
"""Published by Statbel for 1 January 2021."""


def structure_2021(**changed: int) -> Structure:
    """La Louvière under its former code, Bastogne under its two former ones, everybody else in Brussels."""
    people = {
        ("55022", "BEL"): 67_000,
        ("55022", "ETR"): 14_000,
        ("82003", "BEL"): 15_000,
        ("82003", "ETR"): 1_000,
        ("82005", "BEL"): 3_500,
        ("82005", "ETR"): 100,
    }
    people["21004", "ETR"] = TOTAL_2021 - sum(people.values()) + changed.get("more", 0)
    return Structure(2021, Counter(people))


def import_2021(by: Reader) -> FigureSource:
    return import_population(by=by, structure=structure_2021(), file_name="TF_SOC_POP_STRUCT_2021.zip")


def figures_of(code: str, source: FigureSource) -> dict[str, int]:
    return {one.group: int(one.value) for one in source.figures.filter(territory=place(code))}


def test_former_communes_count_in_the_commune_of_today(administrator: Reader) -> None:
    source = import_2021(administrator)

    assert figures_of("58001", source) == {"total": 81_000, "foreign": 14_000}
    assert figures_of("82039", source) == {"total": 19_600, "foreign": 1_100}
    assert source.day == dt.date(2021, 1, 1)
    assert not source.sample


def test_an_incomplete_file_is_refused_with_the_total_expected(administrator: Reader) -> None:
    with pytest.raises(RefusedFile) as refused:
        import_population(by=administrator, structure=structure_2021(more=-1), file_name="x")

    said = str(refused.value).replace("\u202f", " ")
    assert "11 521 237" in said
    assert "11 521 238" in said


def test_an_unknown_code_is_refused_and_nothing_is_written(administrator: Reader) -> None:
    structure = structure_2021()
    structure.people["99999", "BEL"] = structure.people.pop(("55022", "BEL"))
    before = Figure.objects.count()

    with pytest.raises(RefusedFile, match="99999"):
        import_population(by=administrator, structure=structure, file_name="x")

    assert Figure.objects.count() == before


def test_a_year_without_a_known_total_asks_for_it(administrator: Reader) -> None:
    structure = Structure(2031, Counter({("58001", "BEL"): 10}))

    with pytest.raises(RefusedFile, match="Indiquez le total"):
        import_population(by=administrator, structure=structure, file_name="x")
    import_population(by=administrator, structure=structure, file_name="x", control_total=10)


def test_the_official_file_takes_the_place_of_the_sample_and_gives_it_back(administrator: Reader) -> None:
    sample = FigureSource.objects.get(code="sample-2021")

    source = import_2021(administrator)

    sample.refresh_from_db()
    assert sample.status == FigureSource.Status.REPLACED
    withdraw_figures(by=administrator, source=source)
    sample.refresh_from_db()
    assert sample.status == FigureSource.Status.CURRENT
    assert not Figure.objects.filter(source_id=source.pk).exists()


def test_taking_back_an_older_import_leaves_the_newer_in_force(administrator: Reader) -> None:
    older, newer = import_2021(administrator), import_2021(administrator)

    withdraw_figures(by=administrator, source=older)
    withdraw_figures(by=administrator, source=newer)

    current = FigureSource.objects.get(day=dt.date(2021, 1, 1), status=FigureSource.Status.CURRENT)
    assert current.code == "sample-2021"


def test_an_import_is_taken_back_once_and_shipped_figures_never(administrator: Reader) -> None:
    source = import_2021(administrator)
    withdraw_figures(by=administrator, source=source)

    with pytest.raises(CannotWithdraw):
        withdraw_figures(by=administrator, source=source)
    with pytest.raises(CannotWithdraw):
        withdraw_figures(by=administrator, source=FigureSource.objects.get(code="sample-2021"))


def test_only_administrators_import(coordinator: Reader) -> None:
    with pytest.raises(NotAllowed):
        import_2021(coordinator)


def test_the_journal_keeps_who_imported_what(administrator: Reader) -> None:
    source = import_2021(administrator)

    entry = Entry.objects.about(source).get()
    assert (entry.actor_label, entry.note) == ("Ada Ministre", "TF_SOC_POP_STRUCT_2021.zip")


def test_the_command_line_imports_the_same_file(tmp_path: Path) -> None:
    lines = [f"{code}|{kind}|{people}|2021" for (code, kind), people in structure_2021().people.items()]
    path = tmp_path / "TF_SOC_POP_STRUCT_2021.txt"
    path.write_text("\n".join(["CD_REFNIS|CD_NATLTY|MS_POPULATION|CD_YEAR", *lines]))

    said = file_imports["population"].run(path, None)

    assert "2021" in said
    assert FigureSource.objects.filter(file_name=path.name, status="current").exists()
