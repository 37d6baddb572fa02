"""The example file of the import: forty invented operators, with what files of the field usually have wrong.

Two duplicates, a bad e-mail, a mistyped provider, a postal code that does not exist, « M. et Mme », two addresses in a cell,
titles above the table, merged cells, a legend below, a second sheet. No real person or organisation; `example.org` only.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

NAME = "operateurs-exemple.xlsx"
TITLE = "Opérateurs FLE et alphabétisation – Trois-Rives (exemple)"
HEADER = (
    "Nom de l’association", "Adresse", "CP", "Localité", "Tél.", "Courriel", "Personne de contact", "Fonction", "N° BCE",
    "Remarque",
)  # fmt: skip
WIDTHS = (38, 30, 8, 18, 22, 40, 28, 22, 16, 28)

_KINDS = ("Maison", "Atelier", "Espace", "Relais", "Collectif")
_WORDS = (
    "des Mots partagés", "du Héron bleu", "des Trois Sources", "de la Passerelle", "des Lettres ouvertes", "du Vieux Noyer",
    "des Quatre Vents",
)  # fmt: skip
_STREETS = (
    "Rue du Moulin",
    "Avenue des Tilleuls",
    "Place du Marché",
    "Rue de l’Écluse",
    "Chaussée Neuve",
    "Quai des Saules",
)
_TOWNS = (
    (4000, "Liège"),
    (4100, "Seraing"),
    (4040, "Herstal"),
    (5000, "Namur"),
    (7100, "La Louvière"),
    (4020, "Liège"),
)
_GIVEN = ("Anne", "Mehdi", "Claire", "Olena", "Benoît", "Fatou", "Luc")
_FAMILY = ("Exemple", "Fictif", "Modèle", "Inventé", "Essai")

Cells = tuple[object, ...]


def operators() -> list[Cells]:
    """The forty rows, as a person would have typed them."""
    rows = [_ordinary(number) for number in range(34)]
    rows[4] = _with(rows[4], mail="info@@lettres-ouvertes.example.org")
    rows[9] = _with(rows[9], mail="atelier.heron@gmial.com")
    rows[12] = _with(rows[12], code=4999, town="Seraing")
    rows[15] = _with(rows[15], contact="M. et Mme Fictif")
    rows[18] = _with(
        rows[18], mail="accueil@vents.example.org ; claire.modele@vents.example.org", contact="Claire MODÈLE"
    )
    rows[21] = _with(rows[21], bce="0409.500.149")
    rows[23] = _with(rows[23], phone="04/222.10.23 / 0478 10 23 23")
    rows[26] = _with(rows[26], phone=42221026)
    same, near = rows[2], rows[7]
    again = _with(same, name=f"{str(same[0]).upper()} ASBL", contact="Zoé Inventé")
    misspelt = _with(near, name=str(near[0]).replace("Passerelle", "Paserelle"), mail="")
    return [*rows, again, misspelt, *_public_services()]


def _ordinary(number: int) -> Cells:
    kind, words = _KINDS[number % 5], _WORDS[number % 7]
    code, town = _TOWNS[number % 6]
    contact = f"{_GIVEN[number % 7]} {_FAMILY[number // 7 % 5]}"
    street = f"{_STREETS[number % 6]} {number * 3 + 1}"
    mail = f"contact@operateur{number + 1}.example.org"
    return (
        f"{kind} {words}",
        street,
        code,
        town,
        f"04/222.10.{number:02}",
        mail,
        contact,
        _function(number),
        "",
        "",
    )


def _function(number: int) -> str:
    return ("coordinatrice", "formateur", "directrice", "")[number % 4]


def _public_services() -> Iterator[Cells]:
    """A commune and two of its services share one number (its check digits are right, nobody bears it)."""
    number = "0999.999.922"
    street, code, town = "Grand-Place 1", 7100, "La Louvière"
    mail, phone = "accueil@commune-exemple.example.org", "064/22.10.40"
    for name in (
        "Commune de Trois-Rives (exemple)",
        "Plan de cohésion sociale",
        "Service de la petite enfance",
    ):
        yield (name, street, code, town, phone, mail, "", "", number, "")
    yield (
        "CPAS de Trois-Rives (exemple)",
        "Grand-Place 3",
        code,
        town,
        "064/22.10.50",
        "",
        "Mme Essai",
        "",
        "",
        "",
    )


def _with(row: Cells, **other: object) -> Cells:
    places = {"name": 0, "code": 2, "town": 3, "phone": 4, "mail": 5, "contact": 6, "bce": 8}
    cells = list(row)
    for key, value in other.items():
        cells[places[key]] = value
    return tuple(cells)


def example_workbook() -> bytes:
    """The file as people have it: not one that a program would write."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Opérateurs"
    sheet.append([TITLE])
    sheet.append(["Liste tenue par la coordination, dernière mise à jour : septembre"])
    sheet.append([])
    sheet.append(list(HEADER))
    for row in operators():
        sheet.append(list(row))
    sheet.append([])
    sheet.append(["Source : fichier de démonstration, tout y est inventé."])
    _dress(sheet)
    notes = book.create_sheet("Notes")
    notes.append(["À faire"])
    notes.append(["Appeler ceux qui n’ont pas d’adresse e-mail"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _dress(sheet: Worksheet) -> None:
    """Titles merged across, a header in colour, two rows that share one merged address."""
    sheet.merge_cells("A1:J1")
    sheet.merge_cells("A2:J2")
    sheet["A1"].font = Font(bold=True, size=14)
    for position, width in enumerate(WIDTHS, 1):
        header = sheet.cell(row=4, column=position)
        header.font = Font(bold=True)
        header.fill = PatternFill("solid", fgColor="DDE8E4")
        header.alignment = Alignment(wrap_text=True)
        sheet.column_dimensions[get_column_letter(position)].width = width
    first = 5 + len(operators()) - 4
    for letter in "BCD":
        sheet.merge_cells(f"{letter}{first}:{letter}{first + 2}")
