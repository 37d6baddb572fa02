"""Lines pasted from a sheet, read before anything is written."""

import pytest

from maillage.vocabulary.pasted import read_pasted


def test_one_name_a_line_is_enough() -> None:
    found = read_pasted("Santé\n\n  Accès au logement  \n", taken=[])
    assert [(line.notation, line.name) for line in found] == [
        ("sante", "Santé"),
        ("acces-au-logement", "Accès au logement"),
    ]


def test_columns_of_a_sheet_come_with_tabs_and_a_header() -> None:
    found = read_pasted(
        "Notation\tIntitulé\tRangé sous\naxe 1\tTravail\n1.1\tEmploi; stages\taxe 1\n", taken=[]
    )
    assert [(line.notation, line.name, line.broader, line.trouble) for line in found] == [
        ("axe 1", "Travail", "", ""),
        ("1.1", "Emploi; stages", "axe 1", ""),
    ]


@pytest.mark.parametrize(
    ("line", "trouble"),
    [
        ("axe 1;", "l’intitulé manque"),
        ("🙂", "donnez une notation"),
        ("ILI;Initiative", "existe déjà"),
        ("ili;Initiative", "existe déjà"),
        ("x;" + "y" * 301, "dépasse 300 signes"),
        ("z" * 41 + ";Long", "dépasse 40 signes"),
        ("x;X;axe 9", "« axe 9 » n’existe ni"),
    ],
)
def test_a_line_in_trouble_says_why(line: str, trouble: str) -> None:
    assert trouble in read_pasted(line, taken=["ILI"])[0].trouble


def test_the_same_notation_twice_keeps_the_first() -> None:
    first, second = read_pasted("a;Un\na;Deux", taken=[])
    assert not first.trouble
    assert "existe déjà" in second.trouble


@pytest.mark.parametrize("text", ["", "   \n\n", '"', '"' + "x" * 150_000, "\x00a"])
def test_strange_text_is_read_without_falling_over(text: str) -> None:
    assert len(read_pasted(text, taken=[])) <= 1
