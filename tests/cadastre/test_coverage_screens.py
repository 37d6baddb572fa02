"""The coverage screens: what each reader reads, the lists behind figures, files, and noting demands (row E7)."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cadastre.demand_factories import ORAL, Country, a_course, a_demand, make_country, term_of
from tests.network.factories import make_organisation, make_territory, make_worker

from maillage.cadastre.actions.snapshots import take_snapshot
from maillage.cadastre.models import ExpressedDemand
from maillage.core.readers import SYSTEM
from maillage.network.models import Organisation
from maillage.records.clock import today

pytestmark = pytest.mark.django_db
SPOKEN = f"oral_{ORAL}"


@pytest.fixture
def country() -> Country:
    return make_country()


@pytest.fixture
def operator() -> Organisation:
    return make_organisation("Les Mots Passeurs")


@pytest.fixture
def coordinates(client: Client) -> Client:
    client.force_login(make_worker(make_organisation("CRI", is_host=True), coordinator=True).user)
    return client


@pytest.fixture
def works(operator: Organisation) -> Client:
    client = Client()
    client.force_login(make_worker(operator).user)
    return client


def page(client: Client, **query: str) -> str:
    answer = client.get(reverse("cadastre:coverage"), query)
    assert answer.status_code == 200
    return plain(answer.content.decode())


def plain(html: str) -> str:
    """Without the spaces that French keeps together: the tests read the words."""
    return " ".join(html.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ").split())


def test_verviers_2013_is_said_as_a_sentence(client: Client, country: Country) -> None:
    verviers = make_territory("Verviers", parent=country.province)
    period = {"counted_from": dt.date(2013, 1, 1), "got_place": 322, "source": "RTBF, 8927454"}
    a_demand(verviers, 549, dt.date(2013, 12, 31), course="", **period)

    said = "549 personnes souhaitaient un cours de français, 322 places étaient offertes : il en manquait 227."
    assert said in page(client, au="2013-12-31")
    assert said in page(client, au="2013-12-31", territoire=verviers.uid)
    assert "RTBF" not in page(client, au="2013-12-31"), "the source of a list is not told to everyone"
    assert "Aucune demande n’est notée à cette date" in page(client, au="2009-12-31")


def test_an_empty_cadastre_says_what_to_do(client: Client, coordinates: Client, country: Country) -> None:
    html = page(coordinates)

    assert "Notez les listes d’attente de vos opérateurs" in html
    assert reverse("cadastre:state_demand") in html
    assert reverse("exchange:imports") in html
    assert reverse("cadastre:state_demand") not in page(Client())


def test_places_that_suit_nobody_are_said_to(client: Client, country: Country) -> None:
    a_demand(country.liege, 10, today(), level="OD")
    a_course(country.liege, 30, entry="O1", leaves="O2")

    html = page(client)

    assert "10 personnes souhaitent un cours de français, 30 places sont offertes" in html
    assert "elles ne conviennent pas à tous, il en manque 10." in html


def test_a_visitor_reads_no_small_count_and_opens_no_list(
    client: Client, coordinates: Client, country: Country
) -> None:
    a_demand(country.liege, 3, today(), level="OD", organisation=make_organisation("Discrète"))
    a_demand(country.seraing, 20, today(), level="OD")

    public, inside = page(Client()), page(coordinates)

    assert "moins de 5" in public
    assert "Un nombre de moins de 5 personnes n’est pas compté ici" in public
    assert "20 personnes ou plus souhaitent" in public
    assert "23 personnes souhaitent" in inside
    assert reverse("cadastre:counted_demands") in inside
    assert reverse("cadastre:counted_demands") not in public
    assert "Discrète" not in public


def test_the_files_hold_what_the_screen_says_with_source_and_day(client: Client, country: Country) -> None:
    a_demand(country.liege, 20, today(), level="OD")
    a_demand(country.seraing, 3, today(), level="OD")
    a_course(country.liege, 15, entry="OD", leaves="O2")

    answer = client.get(reverse("cadastre:coverage"), {"format": "csv"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))

    assert rows[0][:6] == [
        "Territoire", "Code INS", "Niveau", "Personnes qui souhaitent un cours",
        "Places ouvertes à ce niveau", "Il en manque au moins",
    ]  # fmt: skip
    assert ["Liège", "", "OD", "20", "15", "5", ""] in [row[:7] for row in rows]
    assert ["Seraing", "", "total", "", "0", "", "1"] in [row[:7] for row in rows], "masked, not 3"
    assert all(row[7] == f"{today():%d/%m/%Y}" and row[8] for row in rows[1:])

    book = openpyxl.load_workbook(
        io.BytesIO(client.get(reverse("cadastre:coverage"), {"format": "xlsx"}).content)
    )
    values = [[cell.value for cell in row[:6]] for row in book.active.iter_rows()]  # type: ignore[union-attr]
    assert ["Province de Liège", None, "total", 20, 15, 5] in values


def test_each_figure_opens_its_list(coordinates: Client, country: Country) -> None:
    a_demand(country.liege, 20, today(), level="OD", source="Liste du secrétariat")
    a_demand(country.seraing, 8, today(), level="O1")
    a_course(country.liege, 15, entry="OD", leaves="O2")
    a_course(country.liege, None)
    here = {"territoire": country.province.uid, "ligne": country.liege.uid, "niveau": "OD", "echelle": SPOKEN}

    demands = coordinates.get(reverse("cadastre:counted_demands"), here).content.decode()
    sessions = Client().get(reverse("cadastre:counted_sessions"), here).content.decode()
    unsized = Client().get(reverse("cadastre:counted_sessions"), {"sans-places": "oui"}).content.decode()

    assert "1 demande" in plain(demands)
    assert "1 session" in plain(sessions)
    assert "Liège, niveau OD, au" in plain(sessions)
    assert "1 session" in plain(unsized)
    assert "Sessions sans nombre de places" in unsized


def test_where_is_asked_in_words(client: Client, country: Country) -> None:
    a_demand(country.liege, 20, today())

    answer = client.get(reverse("cadastre:coverage"), {"ou": "Seraing", "cours": "fle", "au": "2026-01-02"})
    assert answer.status_code == 302
    assert (
        answer["Location"]
        == f"/cours-et-services/couverture/?territoire={country.seraing.uid}&au=2026-01-02&cours=fle"
    )
    assert "Aucun lieu de ce nom" in page(client, ou="Xyzabc")


@pytest.mark.parametrize(
    "query",
    [
        {"territoire": "22222222"},
        {"centre": "22222222"},
    ],
)
def test_an_unknown_territory_is_not_there(client: Client, country: Country, query: dict[str, str]) -> None:
    assert client.get(reverse("cadastre:coverage"), query).status_code == 404
    assert client.get(reverse("cadastre:counted_sessions"), query).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        {"au": "31/31/31", "echelle": "x", "cours": "<b>", "public": "'", "releve": "99999"},
        {"cours": "inconnu", "public": "inconnu", "niveau": "inconnu", "ligne": "22222222"},
        {"releve": "1999", "lignes": "x", "format": "pdf"},
    ],
)
def test_odd_addresses_show_the_table(client: Client, country: Country, query: dict[str, str]) -> None:
    a_demand(country.liege, 20, today())

    assert client.get(reverse("cadastre:coverage"), query).status_code == 200
    assert client.get(reverse("cadastre:counted_sessions"), query).status_code == 200


def test_a_year_is_compared_with_the_one_that_was_kept(client: Client, country: Country) -> None:
    a_demand(country.liege, 40, dt.date(2025, 12, 1))
    take_snapshot(by=SYSTEM, day=dt.date(2025, 12, 31))
    a_demand(country.liege, 55, dt.date(2026, 6, 1))

    html = page(client, au="2026-06-30", releve="2025")

    assert ">40</td>" in html
    assert "+ 15" in html


@pytest.mark.parametrize("format_asked", ["", "impression"])
def test_the_table_takes_the_same_number_of_queries_for_one_line_or_three(
    client: Client, country: Country, format_asked: str
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            page(client, territoire=country.province.uid, format=format_asked)
        return len(found)

    a_demand(country.liege, 20, today(), level="OD")
    a_course(country.liege, 15, entry="OD", leaves="O2")
    queries()
    first = queries()
    for number, place in enumerate((country.seraing, make_territory("Herstal", parent=country.province))):
        a_demand(place, 20 + number, today(), level="O1", target=term_of("audience", "femmes"))
        a_course(place, 15, entry="O1", leaves="O2")
    queries()

    assert queries() == first


@pytest.mark.parametrize("name", ["cadastre:demands", "cadastre:counted_demands", "cadastre:counted_sessions"])
def test_lists_take_the_same_number_of_queries(coordinates: Client, country: Country, name: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert coordinates.get(reverse(name)).status_code == 200
        return len(found)

    def one_more(place: Any) -> None:
        a_demand(place, 20, today(), level="OD", organisation=make_organisation())
        a_course(place, 15, entry="OD", leaves="O2")

    one_more(country.liege)
    queries()
    first = queries()
    one_more(country.seraing)
    one_more(country.outremeuse)
    queries()

    assert queries() == first


def typed(country: Country, **more: Any) -> dict[str, Any]:
    return {
        "territory": "Seraing",
        "course_type": "",
        "counted_on": "2026-03-02",
        "source_kind": "waiting_list",
        "source": "Cahier du secrétariat",
        "unspecified": "12",
        **more,
    }


def test_an_operator_notes_several_levels_at_once(
    works: Client, operator: Organisation, country: Country
) -> None:
    beginners, first = term_of(ORAL, "OD"), term_of(ORAL, "O1")
    numbers = {f"oral-{beginners.pk}": "12", f"oral-{first.pk}": "0", "unspecified": ""}

    answer = works.post(
        reverse("cadastre:state_demand"), typed(country, organisation=str(operator.pk), **numbers)
    )

    assert answer.status_code == 302
    rows = ExpressedDemand.objects.order_by("pk").values_list("people", "level__notation", "skill")
    assert list(rows) == [(12, "OD", "oral"), (0, "O1", "oral")]
    assert set(ExpressedDemand.objects.values_list("organisation", flat=True)) == {operator.pk}


def test_an_operator_cannot_speak_for_another(works: Client, country: Country) -> None:
    other = make_organisation("Autre")

    answer = works.post(reverse("cadastre:state_demand"), typed(country, organisation=str(other.pk)))

    assert answer.status_code == 200
    assert not ExpressedDemand.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("source", "", "Ce champ est obligatoire"),
        ("territory", "Xyzabc", "Aucun lieu de ce nom"),
        ("unspecified", "douze", "Écrivez un nombre entier"),
        ("unspecified", "-3", "ne peut pas être négatif"),
        ("unspecified", "", "au moins un nombre de personnes"),
        ("got_place", "13", "Plus de personnes auraient eu une place"),
        ("counted_on", "2099-01-01", "pas encore venu"),
        ("counted_from", "2026-04-01", "ne peut pas suivre sa fin"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_lost(
    coordinates: Client, country: Country, field: str, value: str, words: str
) -> None:
    answer = coordinates.post(reverse("cadastre:state_demand"), typed(country, **{field: value}))
    html = plain(answer.content.decode())

    assert answer.status_code == 200
    assert words in html
    assert field == "source" or "Cahier du secrétariat" in html
    assert not ExpressedDemand.objects.exists()


def test_correcting_keeps_what_was_typed_when_someone_was_quicker(
    coordinates: Client, country: Country
) -> None:
    demand = a_demand(country.seraing, 12, dt.date(2026, 3, 2), level="OD")
    url = reverse("cadastre:correct_demand", args=[demand.uid])
    level = {"level_said": f"oral-{term_of(ORAL, 'O1').pk}"}
    data = typed(country, people="14", version="1", **level)
    assert coordinates.post(url, data).status_code == 302

    answer = coordinates.post(url, {**data, "people": "15"})

    html = plain(answer.content.decode())
    assert "Quelqu’un a modifié cette fiche entre-temps" in html
    assert 'value="15"' in html
    demand.refresh_from_db()
    assert (demand.people, demand.level and demand.level.notation) == (14, "O1")
    assert coordinates.post(url, {**data, "people": "15", "version": "2"}).status_code == 302


def test_withdrawing_and_restoring(works: Client, operator: Organisation, country: Country) -> None:
    demand = a_demand(country.seraing, 12, today(), organisation=operator)
    page_url = reverse("cadastre:demand", args=[demand.uid])
    data = {"since": today().isoformat(), "because": "Liste vide", "version": "1"}

    too_early = {**data, "since": "2020-01-01"}
    url = reverse("cadastre:withdraw_demand", args=[demand.uid])
    assert "Au plus tôt le premier jour compté" in plain(works.post(url, too_early).content.decode())
    assert works.post(url, data).status_code == 302
    assert "Elle ne compte plus depuis le" in plain(works.get(page_url).content.decode())

    works.post(reverse("cadastre:restore_demand", args=[demand.uid]))
    assert "La rétablir" not in works.get(page_url).content.decode()


def test_a_year_is_kept_on_the_screen_and_not_twice(coordinates: Client, country: Country) -> None:
    a_demand(country.seraing, 12, dt.date(2025, 10, 1))
    url = reverse("cadastre:snapshots")

    assert coordinates.post(url, {"day": "2025-12-31"}).status_code == 302
    again = plain(coordinates.post(url, {"day": "2025-11-30"}).content.decode())
    assert "2025 a déjà son relevé" in again

    replace = reverse("cadastre:replace_snapshot", args=[2025])
    answer = coordinates.post(replace, {"day": "2025-11-30", "note": "Erreur de jour", "version": "1"})
    assert answer.status_code == 302
    assert "30 novembre 2025" in plain(coordinates.get(url).content.decode())


def test_the_page_of_a_commune_leads_to_its_coverage(client: Client, country: Country) -> None:
    url = reverse("territory:territory", args=[country.liege.address])
    assert "Ce qui manque ici" not in client.get(url).content.decode()

    a_demand(country.outremeuse, 20, today())

    html = plain(client.get(url).content.decode())
    assert f"/cours-et-services/couverture/?territoire={country.liege.uid}" in html
    assert "d’après 1 demande notée" in html
