"""Columns recognised by their header and by their cells."""

from __future__ import annotations

from maillage.core.cleaning.bce import looks_like_bce
from maillage.core.cleaning.emails import looks_like_email
from maillage.core.cleaning.people import looks_like_person
from maillage.core.cleaning.phones import looks_like_phone
from maillage.core.cleaning.places import looks_like_postal_code, looks_like_street
from maillage.core.columns import FieldHint, guess_columns, header_likeness, layout_of
from maillage.core.sheets import Sheet, SheetRow

HINTS = [
    FieldHint("name", ("nom", "association", "organisation", "denomination", "operateur")),
    FieldHint("street", ("adresse", "rue"), looks_like_street),
    FieldHint("postal_code", ("cp", "code postal"), looks_like_postal_code),
    FieldHint("locality", ("localite", "ville", "commune")),
    FieldHint("phones", ("telephone", "tel", "gsm"), looks_like_phone, several=True),
    FieldHint("emails", ("courriel", "e mail", "mail", "email"), looks_like_email, several=True),
    FieldHint("bce", ("bce", "numero d entreprise", "n bce"), looks_like_bce),
    FieldHint("contact", ("personne de contact", "contact"), looks_like_person),
    FieldHint("given_name", ("prenom",)),
    FieldHint("family_name", ("nom de famille", "nom du contact")),
]


def sheet(*rows: tuple[str, ...], titles: frozenset[int] = frozenset()) -> Sheet:
    return Sheet("Liste", tuple(SheetRow(number, cells) for number, cells in enumerate(rows, 1)), (), titles)


def guessed(table: Sheet) -> list[str]:
    return [guess.field for guess in guess_columns(layout_of(table, HINTS), HINTS)]


def test_the_usual_columns_of_a_coordinator_are_all_found() -> None:
    table = sheet(
        (
            "Nom",
            "Adresse",
            "CP",
            "Localité",
            "Tél.",
            "GSM",
            "Courriel",
            "Personne de contact",
            "N° BCE",
            "Remarque",
        ),
        (
            "Écho",
            "Rue Haute 1",
            "4000",
            "Liège",
            "04 221 12 12",
            "0478 12 34 56",
            "a@example.org",
            "Anne Dupont",
            "",
            "x",
        ),
    )
    assert guessed(table) == [
        "name", "street", "postal_code", "locality", "phones", "phones", "emails", "contact", "bce", "",
    ]  # fmt: skip


def test_the_header_is_found_below_titles() -> None:
    table = sheet(
        ("Opérateurs FLE de la province",),
        ("Mise à jour : 12/03/2026", "", ""),
        ("Association", "Rue", "Ville"),
        ("Écho", "Rue Haute 1", "Liège"),
        ("Relais", "Rue Basse 2", "Namur"),
    )
    layout = layout_of(table, HINTS)
    assert layout.header_row == 3
    assert [row.number for row in layout.rows] == [4, 5]


def test_a_two_storey_header_is_read_at_its_lower_floor() -> None:
    table = sheet(
        ("Nom", "Coordonnées", "", ""),
        ("Nom", "Rue", "CP", "Ville"),
        ("Écho", "Rue Haute 1", "4000", "Liège"),
    )
    assert layout_of(table, HINTS).header_row == 2


def test_columns_without_header_are_recognised_by_their_cells() -> None:
    table = sheet(
        ("Écho", "Rue Haute 1", "4000", "04 221 12 12", "a@example.org"),
        ("Relais", "Rue Basse 2", "5000", "081 22 33 44", "b@example.org"),
    )
    layout = layout_of(table, HINTS)
    assert layout.header_row is None
    assert guessed(table)[1:] == ["street", "postal_code", "phones", "emails"]


def test_a_header_repeated_further_down_is_not_a_row() -> None:
    table = sheet(("Nom", "CP"), ("Écho", "4000"), ("Nom", "CP"), ("Relais", "5000"))
    assert [row.number for row in layout_of(table, HINTS).rows] == [2, 4]


def test_nom_beside_prenom_is_a_person_when_another_column_names_the_organisation() -> None:
    table = sheet(("Association", "Nom", "Prénom"), ("Écho", "Dupont", "Anne"))
    assert guessed(table) == ["name", "family_name", "given_name"]


def test_nom_beside_organisation_is_the_whole_name_of_a_person_when_its_cells_say_so() -> None:
    table = sheet(("Nom", "Organisation"), ("Anne Dupont", "Écho"), ("Jean Petit", "Alpha Coteaux"))
    assert guessed(table) == ["contact", "name"]


def test_nom_beside_organisation_stays_a_name_when_another_column_holds_the_contact() -> None:
    table = sheet(("Nom", "Association", "Contact"), ("Alpha Coteaux", "oui", "Anne Dupont"))
    assert guessed(table)[0::2] == ["name", "contact"]


def test_nom_beside_organisation_stays_a_name_when_its_cells_are_no_people() -> None:
    table = sheet(("Nom", "Structure"), ("CPAS", "public"), ("ASBL 2000", "privé"))
    assert guessed(table)[0] == "name"


def test_a_header_belied_by_its_cells_is_less_sure() -> None:
    right = sheet(("Nom", "E-mail"), ("Écho", "a@example.org"))
    wrong = sheet(("Nom", "E-mail"), ("Écho", "oui"))
    sure, unsure = (guess_columns(layout_of(table, HINTS), HINTS)[1] for table in (right, wrong))
    assert sure.is_sure
    assert not unsure.is_sure


def test_the_person_may_say_where_the_header_is() -> None:
    table = sheet(("Nom", "CP"), ("Association", "Code postal"), ("Écho", "4000"))
    assert layout_of(table, HINTS, header_row=2).headers == ("Association", "Code postal")
    assert layout_of(table, HINTS, header_row=0).header_row is None
    assert len(layout_of(table, HINTS, header_row=0).rows) == 3


def test_a_field_held_once_goes_to_its_best_column() -> None:
    table = sheet(("Nom", "Nom complet de l’association"), ("E", "Écho"))
    assert guessed(table).count("name") == 1


def test_misspelt_headers_are_still_understood() -> None:
    assert header_likeness("Télephonne", HINTS[4]) >= 0.6
    assert header_likeness("Couriel", HINTS[5]) >= 0.6
    assert header_likeness("Âge", HINTS[0]) == 0


def test_an_empty_sheet_has_no_columns() -> None:
    assert guess_columns(layout_of(Sheet("x", ()), HINTS), HINTS) == []
