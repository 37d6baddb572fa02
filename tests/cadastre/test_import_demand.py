"""A table of waiting lists comes in with a preview, and goes out again exactly (row E7)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from tests.cadastre.demand_factories import Country, a_demand, make_country
from tests.network.factories import make_organisation
from tests.network.import_files import row, undone, workbook

from maillage.cadastre.actions.demand import correct_demand
from maillage.cadastre.models import ExpressedDemand
from maillage.core.columns import guess_columns
from maillage.core.readers import Reader
from maillage.exchange.actions import choose_columns, confirm_import, receive_file
from maillage.exchange.models import ImportRow, ImportRun
from maillage.exchange.reading import chosen_sheet, layout_for, sheets_of
from maillage.exchange.registries import importers
from maillage.exchange.work import carry_on
from maillage.journal.models import Entry
from maillage.records.actions import NotAllowed

pytestmark = pytest.mark.django_db
HEADER = ("Commune", "Nombre", "Type de cours", "Niveau", "Date", "Source", "Opérateur")
DAY = "02/03/2026"


@pytest.fixture
def country() -> Country:
    return make_country()


def looked_at(by: Reader, *rows: Sequence[object], header: Sequence[str] = HEADER) -> ImportRun:
    """Dropped, columns as guessed, rows looked at."""
    content = workbook(*rows, header=header)
    run = receive_file(by=by, user=None, kind="demands", file_name="attente.xlsx", content=content)
    fields = importers["demands"].fields
    sheet = chosen_sheet(sheets_of(run), "")
    layout = layout_for(run, sheet, fields)
    guesses = guess_columns(layout, [field.hint for field in fields])
    mapping = [(guess.position, guess.field) for guess in guesses if guess.field]
    choose_columns(by=by, run=run, sheet=sheet.name, header_row=layout.header_row or 0, mapping=mapping)
    carry_on(run, seconds=30)
    return run


def taken_in(by: Reader, *rows: Sequence[object]) -> ImportRun:
    run = looked_at(by, *rows)
    confirm_import(by=by, run=run)
    carry_on(run, seconds=30)
    return run


def messages(run: ImportRun, number: int) -> list[str]:
    return [flag["message"] for flag in row(run, number).flags]


def test_each_row_becomes_a_statement(coordinator: Reader, country: Country) -> None:
    operator = make_organisation("Les Mots Passeurs")

    taken_in(
        coordinator,
        ("Seraing", 12, "alpha", "O1", DAY, "Liste d’attente", "Les Mots Passeurs"),
        ("Outremeuse", "7 personnes", "", "", dt.date(2026, 3, 2), "Enquête du CPAS", ""),
        ("Liège", 0, "FLE", "A2", "2026-03-02", "Inscriptions refusées", ""),
    )

    found = ExpressedDemand.objects.order_by("pk").values_list(
        *("territory__name", "people", "course_type__notation", "level__notation", "skill"),
        *("source_kind", "organisation", "counted_on"),
    )
    day = dt.date(2026, 3, 2)
    assert list(found) == [
        ("Seraing", 12, "alpha", "O1", "oral", "waiting_list", operator.pk, day),
        ("Outremeuse", 7, None, None, "", "survey", None, day),
        ("Liège", 0, "fle", "A2", "oral", "refused", None, day),
    ]
    entry = Entry.objects.about(ExpressedDemand.objects.earliest("pk")).get()
    assert (entry.verb, entry.note) == ("notée", "Import, ligne 2")


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (("Xyzabc", 12, "", "", DAY, "Liste", ""), "Ce lieu n’est pas connu"),
        (("", 12, "", "", DAY, "Liste", ""), "Il manque le lieu"),
        (("Seraing", "beaucoup", "", "", DAY, "Liste", ""), "Écrivez un nombre de personnes"),
        (("Seraing", 12, "couture", "", DAY, "Liste", ""), "n’est pas dans la liste"),
        (("Seraing", 12, "", "Z9", DAY, "Liste", ""), "d’aucune échelle connue"),
        (("Seraing", 12, "", "", "hier", "Liste", ""), "Écrivez une date"),
        (("Seraing", 12, "", "", "01/01/2999", "Liste", ""), "pas encore venu"),
        (("Seraing", 12, "", "", DAY, "", ""), "jamais sans sa source"),
    ],
)
def test_a_row_that_cannot_stand_is_left_aside_with_the_reason(
    coordinator: Reader, country: Country, cells: tuple[object, ...], words: str
) -> None:
    run = looked_at(coordinator, cells, ("Liège", 5, "", "", DAY, "Liste d’attente", ""))

    assert any(words in message for message in messages(run, 2))
    assert row(run, 2).is_blocked
    confirm_import(by=coordinator, run=run)
    carry_on(run, seconds=30)
    assert ExpressedDemand.objects.get().territory == country.liege


def test_what_is_doubtful_is_said(coordinator: Reader, country: Country) -> None:
    run = looked_at(coordinator, ("Seraing", 12, "fle", "A1", "", "Téléphone", "Inconnue ASBL"))

    assert messages(run, 2) == [
        "Compris comme un niveau à l’oral.",
        "Le fichier ne dit pas quand\N{NO-BREAK SPACE}: aujourd’hui est repris.",
        "Genre de source non reconnu\N{NO-BREAK SPACE}: repris comme une estimation.",
        "Pas dans l’annuaire\N{NO-BREAK SPACE}: la demande est reprise sans organisation.",
    ]
    assert row(run, 2).to_check


def test_what_is_noted_already_and_what_the_file_says_twice_is_not_taken_again(
    coordinator: Reader, country: Country
) -> None:
    a_demand(country.seraing, 12, dt.date(2026, 3, 2), course="alpha", level="O1")
    line = ("Seraing", 12, "alpha", "O1", DAY, "Liste d’attente", "")
    other = ("Liège", 9, "", "", DAY, "Liste d’attente", "")

    run = looked_at(coordinator, line, other, other)

    assert [row(run, number).decision for number in (2, 3, 4)] == ["skip", "create", "skip"]
    assert messages(run, 2) == ["Déjà notée."]
    assert messages(run, 4) == ["La même que la ligne 3."]
    confirm_import(by=coordinator, run=run)
    carry_on(run, seconds=30)
    assert ExpressedDemand.objects.count() == 2


def test_an_import_is_taken_back_and_what_was_corrected_since_stays(
    coordinator: Reader, country: Country
) -> None:
    run = taken_in(
        coordinator,
        ("Seraing", 12, "alpha", "O1", DAY, "Liste d’attente", ""),
        ("Liège", 9, "", "", DAY, "Liste d’attente", ""),
    )
    kept = ExpressedDemand.objects.get(people=9)
    correct_demand(by=coordinator, demand=kept, seen=1, fields={"people": 10})

    undone(run, coordinator)

    assert list(ExpressedDemand.objects.values_list("people", flat=True)) == [10]
    assert row(run, 2).outcome == ImportRow.Outcome.UNDONE
    assert row(run, 3).outcome == ImportRow.Outcome.KEPT
    assert "modifié depuis l’import" in row(run, 3).message


def test_only_those_who_coordinate_import_demands(member: Reader, country: Country) -> None:
    assert not importers["demands"].may_import(member)
    with pytest.raises(NotAllowed):
        looked_at(member, ("Seraing", 12, "", "", DAY, "Liste", ""))
