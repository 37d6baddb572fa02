"""The screens of the territory: finding, reading, drawing, importing (issue sections 2 and 9)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.browsing import sent_as_shown
from tests.territory.conftest import place

from maillage.accounts.models import User
from maillage.core.readers import Reader
from maillage.records.identity import new_uid
from maillage.territory.actions.places import add_zone_part, draw_place
from maillage.territory.models import Containment, FigureSource, Territory, ZonePart
from maillage.territory.registries import COMPETENCE, territory_panels
from maillage.ui.meanwhile import Merged
from maillage.ui.panels import Panel

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
Level = Territory.Level


@pytest.fixture
def at_desk(client: Client) -> Client:
    """An administrator, who may do what coordinators may."""
    client.force_login(User.objects.create_superuser("ada@example.org"))
    return client


def read(client: Client, address: str, **asked: str) -> str:
    page = client.get(address, asked)
    assert page.status_code == 200
    return page.content.decode().replace("\u202f", " ").replace("\xa0", " ")


def page_of(row: Territory) -> str:
    return f"/territoires/{row.address}/"


def test_the_first_page_searches_and_leads_through_regions_to_provinces(client: Client) -> None:
    page = read(client, "/territoires/")

    assert 'name="q"' in page
    assert "261 communes" in page
    assert page_of(place("90000")) in page


def test_a_clear_question_leads_to_the_page_and_an_ambiguous_one_asks(client: Client) -> None:
    assert client.get("/territoires/", {"q": "55022"}).headers["Location"] == page_of(place("58001"))

    page = read(client, "/territoires/", q="Jemeppe")
    assert "Jemeppe (Seraing)" in page
    assert "Jemeppe-sur-Sambre" in page


@pytest.mark.parametrize("typed", ["zzzz", "x" * 5000, "🙂", "\u202eabc", "<script>alert(1)</script>", "=1+1"])
def test_a_question_without_an_answer_says_so_and_stays_text(client: Client, typed: str) -> None:
    page = read(client, "/territoires/", q=typed)

    assert "<script>alert" not in page
    assert "Aucun lieu" in page or "répond" in page


def test_the_page_of_a_commune_shows_figures_with_source_and_year(client: Client) -> None:
    """La Louvière on 1 January 2015: 80,375 inhabitants, 13,864 foreign: 13864 / 80375 = 17.2 %."""
    page = read(client, page_of(place("58001")))

    assert '<span class="big num">80 375</span> <span class="big">en 2015</span>' in page
    assert '<span class="big num">17,2 %</span> <span class="big">en 2015</span>' in page
    assert "Source : Statbel (Direction générale Statistique - Statistics Belgium)" in page
    assert "55022" in page
    assert "Strépy-Bracquegnies" in page
    assert "Région wallonne" in page


def test_a_page_of_before_shows_the_figures_of_before(client: Client) -> None:
    page = read(client, page_of(place("58001")), au="2012-06-01")

    assert '<span class="big">en 2012</span>' in page


def test_a_province_sums_its_communes_and_links_each_from_the_map(client: Client) -> None:
    page = read(client, page_of(place("90000")))

    assert page.count('tabindex="-1" class=') == 38
    assert page.count(f'href="{page_of(place("92094"))}"') == 2
    assert "487 145" in page


def test_a_sum_with_a_missing_commune_is_not_shown(client: Client) -> None:
    """The foreign population of 2021 is known in Wallonia only: no total for the country."""
    wallonia, country = read(client, page_of(place("03000"))), read(client, page_of(place("01000")))

    assert "375 318" in wallonia
    assert "375 318" not in country


def test_the_competent_centre_is_never_guessed(client: Client) -> None:
    assert "Centre compétent à compléter" in read(client, page_of(place("58001")), au="2018-06-01")


def test_a_room_above_names_the_competent_centre_on_the_chosen_day(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []

    def load(row: Territory, reader: Reader, day: dt.date) -> dict[str, str]:
        del reader
        asked.append((row.name, day))
        return {}

    monkeypatch.setattr(territory_panels.registry, "_entries", {})
    territory_panels.add(COMPETENCE, Panel("territory/attribution.html", load))

    page = read(client, page_of(place("58001")), au="2018-06-01")

    assert asked == [("La Louvière", dt.date(2018, 6, 1))]
    assert "à compléter" not in page


def test_an_old_address_leads_to_the_present_one(client: Client) -> None:
    row = place("92094")
    moved = client.get(f"/territoires/ancien-nom-{row.uid}/")

    assert (moved.status_code, moved.headers["Location"]) == (301, page_of(row))
    assert client.get("/territoires/nulle-part-abcdefgh/").status_code == 404


@pytest.mark.parametrize("code", ["92094", "90000", "01000"])
def test_the_page_of_a_territory_asks_the_same_number_of_questions(
    client: Client, code: str, django_assert_max_num_queries: Any
) -> None:
    read(client, page_of(place(code)))

    with django_assert_max_num_queries(20):
        client.get(page_of(place(code)))


def test_the_choices_of_a_field_come_while_typing_and_escape_what_is_typed(client: Client) -> None:
    choices = read(client, "/territoires/chercher/", champ="lieu", lieu="Jemeppe")

    assert choices.count('type="radio"') == 3
    assert 'name="lieu_asked" value="Jemeppe"' in choices
    assert "<b>" not in read(client, "/territoires/chercher/", champ="lieu", lieu="<b>x")
    assert client.get("/territoires/chercher/", {"champ": '"><b>'}).status_code == 400


DRAWING = ["/territoires/nouveau-quartier/", "/territoires/nouvelle-zone/", "/territoires/population/"]


@pytest.mark.parametrize("address", DRAWING)
def test_what_a_visitor_may_not_do_does_not_exist(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404
    assert client.get(f"{page_of(place('92094B'))}modifier/").status_code == 404


def test_reference_territories_are_not_edited_on_a_screen(at_desk: Client) -> None:
    assert at_desk.get(f"{page_of(place('92094'))}modifier/").status_code == 404
    assert at_desk.get(f"{page_of(place('92094B'))}modifier/").status_code == 200


def test_a_quarter_is_drawn_found_and_drawn_once(at_desk: Client) -> None:
    typed = {"uid": new_uid(), "name": " Sainte-Marguerite ", "parent": "Liège"}

    for _twice in range(2):
        drawn = at_desk.post("/territoires/nouveau-quartier/", typed)
        assert drawn.status_code == 302

    row = Territory.objects.get(name="Sainte-Marguerite")
    assert row.parent == place("62063")
    assert Containment.objects.filter(whole=place("60000"), part=row).exists()
    assert "créé" in read(at_desk, page_of(row))


def test_an_ambiguous_commune_comes_back_as_choices_and_the_choice_counts(at_desk: Client) -> None:
    typed = {"uid": new_uid(), "name": "Les Cités", "parent": "Jemeppe"}
    asked = at_desk.post("/territoires/nouveau-quartier/", typed).content.decode()
    assert "Plusieurs lieux sont possibles" in asked
    assert "Les Cités" in asked

    chosen = {**typed, "parent_asked": "Jemeppe", "parent_choice": place("62096B").uid}
    at_desk.post("/territoires/nouveau-quartier/", chosen)

    assert Territory.objects.get(name="Les Cités").parent == place("62096B")


def test_a_choice_made_for_another_text_is_forgotten(at_desk: Client) -> None:
    typed = {
        "uid": new_uid(),
        "name": "Les Cités",
        "parent": "Namur",
        "parent_asked": "Jemeppe",
        "parent_choice": place("62096B").uid,
    }
    at_desk.post("/territoires/nouveau-quartier/", typed)

    assert Territory.objects.get(name="Les Cités").parent == place("92094")


@pytest.mark.parametrize(
    ("name", "parent", "said"),
    [
        ("", "Liège", "obligatoire"),
        ("🙂", "Liège", "au moins une lettre"),
        ("x" * 121, "Liège", "120"),
        ("Outremeuse", "", "Indiquez une commune"),
        ("Outremeuse", "Nulle-Part-sur-Rien", "Aucun lieu de ce nom"),
        ("Bressoux", "Liège", "existe déjà à Liège"),
    ],
)
def test_a_refused_quarter_keeps_what_was_typed(at_desk: Client, name: str, parent: str, said: str) -> None:
    page = at_desk.post("/territoires/nouveau-quartier/", {"uid": new_uid(), "name": name, "parent": parent})

    assert page.status_code == 200
    assert said in page.content.decode()
    assert not Territory.objects.filter(name=name, code="").exists()


def zone_of(by: Reader, *codes: str) -> Territory:
    zone = draw_place(by=by, uid=new_uid(), level=Level.ZONE, name="Basse-Sambre", names={}, parent=None)
    for code in codes:
        add_zone_part(by=by, zone=zone, part=place(code))
    return zone


def test_a_zone_sums_its_communes_and_refuses_a_sum_with_a_loose_quarter(
    client: Client, coordinator: Reader
) -> None:
    """Jemeppe-sur-Sambre 18,817 and Sambreville 28,003 on 1 January 2015 are worked out from the published table."""
    zone = zone_of(coordinator, "92140", "92137")
    both = sum(int(place(code).figures.get(day__year=2015, group="total").value) for code in ("92140", "92137"))
    page = read(client, page_of(zone))
    assert f"{both:,}".replace(",", " ") in page

    add_zone_part(by=coordinator, zone=zone, part=place("62096B"))
    assert "une somme incomplète tromperait" in read(client, page_of(zone))


def test_a_part_is_added_and_taken_out_of_a_zone(at_desk: Client, coordinator: Reader) -> None:
    zone = zone_of(coordinator, "92140")

    at_desk.post(f"{page_of(zone)}lieux/", {"part": "92137"})
    assert ZonePart.objects.filter(zone=zone).count() == 2
    at_desk.post(f"{page_of(zone)}lieux/{place('92137').address}/", {"last_day": "2020-12-31"})

    assert not Containment.objects.filter(whole=zone, part=place("92137")).exists()
    assert "Sambreville" in read(at_desk, page_of(zone), au="2020-06-01")


def test_a_zone_cannot_be_put_inside_itself(at_desk: Client, coordinator: Reader) -> None:
    inner = zone_of(coordinator, "92140")
    outer = draw_place(
        by=coordinator, uid=new_uid(), level=Level.ZONE, name="Grande zone", names={}, parent=None
    )
    add_zone_part(by=coordinator, zone=outer, part=inner)

    page = at_desk.post(f"{page_of(inner)}lieux/", {"part": "Grande zone"})

    assert "fait elle-même partie" in page.content.decode()


def test_two_people_correct_a_quarter_and_the_second_sees_the_first(at_desk: Client) -> None:
    row = place("92094B")
    typed = {"name": "Jambes", "parent": "Namur", "version": str(row.version)}

    at_desk.post(f"{page_of(row)}modifier/", {**typed, "name_nl": "Jamben"})
    second = at_desk.post(f"{page_of(row)}modifier/", {**typed, "name": "Jambes-Velaine"})

    row.refresh_from_db()
    assert row.name == "Jambes"
    assert "entre-temps" in second.content.decode()
    assert "Jambes-Velaine" in second.content.decode()


def test_two_people_who_correct_a_quarter_keep_what_each_changed(at_desk: Client) -> None:
    row = place("92094B")
    edit = f"{page_of(row)}modifier/"
    first, second = sent_as_shown(at_desk.get(edit)), sent_as_shown(at_desk.get(edit))

    at_desk.post(edit, {**first, "name_nl": "Jamben"})
    warned = at_desk.post(edit, {**second, "name": "Jambes-Velaine"})

    assert warned.context["merged"] == Merged(to_choose=[], taken=["Nom en néerlandais"])
    assert at_desk.post(edit, sent_as_shown(warned)).status_code == 302
    row.refresh_from_db()
    assert (row.name, row.names) == ("Jambes-Velaine", {"nl": "Jamben"})


def test_a_quarter_that_ends_stays_readable_and_is_no_longer_proposed(at_desk: Client) -> None:
    row = place("92094B")
    typed = {"name": "Jambes", "parent": "Namur", "version": str(row.version), "valid_to": "2020-12-31"}

    at_desk.post(f"{page_of(row)}modifier/", typed)

    assert "n’existe plus" in read(at_desk, page_of(row))
    assert page_of(row) not in read(at_desk, page_of(place("92094")))
    assert page_of(row) in read(at_desk, page_of(place("92094")), au="2019-01-01")
    assert "Jambes (Namur)" not in read(at_desk, "/territoires/chercher/", champ="lieu", lieu="Jambes")


def upload(text: str, name: str = "TF_SOC_POP_STRUCT_2031.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def test_an_administrator_imports_a_year_and_takes_it_back(at_desk: Client) -> None:
    text = "CD_REFNIS|CD_NATLTY|MS_POPULATION|CD_YEAR\n58001|BEL|90|2031\n58001|ETR|10|2031\n"

    at_desk.post("/territoires/population/", {"file": upload(text), "control_total": "100"})
    source = FigureSource.objects.get(day__year=2031)
    assert "TF_SOC_POP_STRUCT_2031.txt" in read(at_desk, "/territoires/population/")
    at_desk.post(f"/territoires/population/{source.uid}/annuler/")

    assert not FigureSource.objects.filter(day__year=2031).exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a;b\n1;2\n", "Colonnes introuvables"),
        ("CD_REFNIS|CD_NATLTY|MS_POPULATION|CD_YEAR\n58001|BEL|90|2021\n", "étaient attendus"),
        ("CD_REFNIS|CD_NATLTY|MS_POPULATION|CD_YEAR\n58001|BEL|90|2031\n", "Indiquez le total"),
    ],
)
def test_a_wrong_file_is_refused_beside_the_field(at_desk: Client, text: str, said: str) -> None:
    page = at_desk.post("/territoires/population/", {"file": upload(text)})

    assert said in page.content.decode()
    assert "Rien n’a été importé" in page.content.decode()


def test_a_file_above_the_limit_points_to_the_command(at_desk: Client, settings: Any) -> None:
    settings.UPLOAD_MAX_BYTES = 10
    page = at_desk.post("/territoires/population/", {"file": upload("x" * 11)})

    assert "maillage import" in page.content.decode()
