"""Every answer of a search as Excel, CSV and paper: what the screen finds, complete, and no formula that runs."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from tests.cadastre.factories import make_offer, make_session
from tests.network.factories import make_organisation, make_site, make_term, make_territory

from maillage.cadastre.actions.offers import LevelSaid
from maillage.cadastre.actions.sessions import close_meanwhile, say_places
from maillage.cadastre.views import files
from maillage.core.readers import MEMBERS, SYSTEM
from maillage.territory.models import Territory
from maillage.vocabulary.codes import Code

pytestmark = pytest.mark.django_db
SEARCH = "/cours-et-services/"


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    files.allowance.forget()
    monkeypatch.setattr("maillage.cadastre.queries.labels._kept", None)


def csv_rows(client: Client, **asked: Any) -> list[dict[str, str]]:
    response = client.get(SEARCH, {**asked, "format": "csv"})
    assert response.status_code == 200
    text = b"".join(response).decode("utf-8-sig")  # type: ignore[arg-type]
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def workbook(client: Client, **asked: Any) -> list[dict[str, Any]]:
    response = client.get(SEARCH, {**asked, "format": "xlsx"})
    rows = load_workbook(io.BytesIO(b"".join(response))).active.iter_rows(values_only=True)  # type: ignore[union-attr,arg-type]
    head = next(rows)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


@pytest.fixture
def course() -> Any:
    """A course in a quarter of Seraing, with everything said."""
    with time_machine.travel("2026-11-21 09:00+01:00", tick=False):
        seraing = make_territory("Seraing")
        jemeppe = make_territory("Jemeppe", Territory.Level.QUARTER, seraing)
        a1, b1 = make_term("cefr", "A1", "Introductif", rank=1), make_term("cefr", "B1", "Seuil", rank=3)
        organisation = make_organisation("Lire à Seraing", phone="04 336 00 01", email="info@lire.example.org")
        site = make_site(organisation, territory=jemeppe, name="Maison des langues", street="rue Haute 3")
        offer = make_offer(
            "Français du soir",
            organisation=organisation,
            course_type=make_term(Code.COURSE_TYPE, "fle", "Français langue étrangère"),
            themes=[make_term(Code.THEME, "fle", "Français")],
            audiences=[make_term(Code.AUDIENCE, "femmes", "Femmes")],
            levels=[LevelSaid("oral", "cefr", a1, b1)],
            women_only=True,
            age_from=18,
            free=False,
            price="20 € par an",
            registration_ways=["phone", "on_spot"],
        )
        session = make_session(
            offer, "mardi 18h-20h", site=site, first_day=dt.date(2027, 1, 12), last_day=dt.date(2027, 6, 29)
        )
        say_places(by=SYSTEM, session=session, state="some", count=6)
        close_meanwhile(by=SYSTEM, offer=offer, first_day=dt.date(2026, 11, 20), last_day=dt.date(2026, 11, 30))
        yield offer


def test_a_row_says_what_a_coordinator_would_copy(client: Client, course: Any) -> None:
    (row,) = workbook(client)
    assert row["Opérateur"] == "Lire à Seraing"
    assert (row["Titre"], row["Genre"], row["Type"]) == (
        "Français du soir",
        "formation",
        "Français langue étrangère",
    )
    assert row["Niveaux"] == "oral\u00a0: A1 → B1"
    assert (row["Horaire"], row["Horaire (OSM)"]) == ("mardi de 18h à 20h", "Tu 18:00-20:00")
    assert (row["Lieu"], row["Commune"]) == ("Maison des langues", "Seraing")
    assert (row["Du"], row["Au"]) == (dt.datetime(2027, 1, 12), dt.datetime(2027, 6, 29))
    assert (row["Places"], row["Nombre de places"], row["Places au"]) == (
        "places libres",
        6,
        dt.datetime(2026, 11, 21),
    )
    assert row["Prix"] == "20 € par an"
    assert (row["Téléphone"], row["Adresse e-mail"]) == ("04 336 00 01", "info@lire.example.org")
    assert row["S’inscrire"] == "par téléphone, sur place"
    assert row["Conditions"] == "à partir de 18 ans, réservé aux femmes"
    assert (row["Thèmes"], row["Publics"]) == ("Français", "Femmes")
    assert row["Fermé jusqu’au"] == dt.datetime(2026, 11, 30)
    assert row["Confirmée le"] == dt.datetime(2026, 11, 21)
    assert str(row["Page"]).endswith(f"/cours-et-services/{course.address}/")


def test_the_file_holds_every_answer_of_the_address_and_no_other(client: Client) -> None:
    for number in range(23):
        make_offer(f"Couture {number}")
    make_offer("Boxe")
    assert len(csv_rows(client, q="couture", page="2")) == 23
    assert [row["Titre"] for row in csv_rows(client, q="boxe")] == ["Boxe"]
    assert csv_rows(client, q="introuvable") == []


def test_a_visitor_takes_away_only_what_everyone_sees(client: Client) -> None:
    make_offer("Pour tous")
    make_offer("Entre nous", organisation=make_organisation("Discrète", audience=MEMBERS))
    assert [row["Titre"] for row in csv_rows(client)] == ["Pour tous"]
    assert "Entre nous" not in client.get(SEARCH, {"format": "impression"}).content.decode()


def test_no_cell_runs_as_a_formula(client: Client) -> None:
    make_offer('=HYPERLINK("http://mal.example.org")', organisation=make_organisation("+32 appelez"))
    (row,) = csv_rows(client)
    assert (row["Titre"][0], row["Opérateur"][0]) == ("'", "'")
    response = client.get(SEARCH, {"format": "xlsx"})
    sheet = load_workbook(io.BytesIO(b"".join(response))).active  # type: ignore[arg-type]
    assert sheet is not None
    assert {cell.data_type for cell in sheet[2] if cell.value} <= {"s", "d", "n"}


def test_too_many_answers_are_cut_and_it_is_said(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_EXPORTED", 2)
    monkeypatch.setattr(files, "MOST_PRINTED", 2)
    for number in range(3):
        make_offer(f"Couture {number}")
    rows = csv_rows(client)
    assert len(rows) == 3
    assert rows[2]["Opérateur"].startswith("Les 2 premières réponses sur 3")
    assert "Seules les 2 premières réponses" in client.get(SEARCH, {"format": "impression"}).content.decode()


def test_the_sheet_to_print_says_what_was_asked(client: Client, course: Any) -> None:
    page = client.get(SEARCH, {"q": "français", "format": "impression"}).content.decode()
    for words in (
        "«\u00a0français\u00a0»",
        "Français du soir",
        "mardi de 18h à 20h",
        "6 places le 21/11",
        "04 336 00 01",
    ):
        assert words in page


def test_an_unknown_format_is_the_page(client: Client) -> None:
    make_offer("Couture")
    assert "<form" in client.get(SEARCH, {"format": "exe"}).content.decode()


def test_the_page_of_answers_leads_to_its_files(client: Client) -> None:
    make_offer("Couture")
    page = client.get(SEARCH, {"q": "couture"}).content.decode()
    for name in ("xlsx", "csv", "impression"):
        assert f"q=couture&amp;format={name}" in page


@pytest.mark.parametrize("name", ["csv", "xlsx", "impression"])
def test_a_file_costs_the_same_for_one_offer_and_for_three(client: Client, name: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            b"".join(client.get(SEARCH, {"format": name}))  # type: ignore[arg-type]
        return len(seen)

    def another(title: str) -> None:
        organisation = make_organisation(f"Opérateur {title}")
        make_site(organisation, territory=make_territory(title))
        make_session(make_offer(title, organisation=organisation), "lundi 9h-12h")

    another("Un")
    queries()
    one = queries()
    another("Deux")
    another("Trois")
    queries()
    assert queries() == one <= 25


@time_machine.travel("2026-11-21 09:00:30+01:00", tick=False)
def test_whoever_takes_files_without_end_waits(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files.allowance, "per_minute", 1)
    assert client.get(SEARCH, {"format": "csv"}).status_code == 200
    response = client.get(SEARCH, {"format": "csv"})
    assert (response.status_code, response.headers["Retry-After"]) == (429, "30")
    assert client.get(SEARCH).status_code == 200
