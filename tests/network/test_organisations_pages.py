"""An organisation's page and the screens that write on its sheet, as people meet them."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from tests.network.factories import (
    make_accreditation,
    make_organisation,
    make_person,
    make_post,
    make_site,
    make_term,
    make_territory,
    make_worker,
)

from maillage.core.readers import SYSTEM
from maillage.network.actions.lifecycle import join_duplicates, merge_organisation, rename_organisation
from maillage.network.models import Organisation, Partnership, Post, Site
from maillage.records.identity import new_uid

pytestmark = pytest.mark.django_db
NEW_YEAR = dt.date(2025, 1, 1)


def page(organisation: Organisation, name: str = "organisation", *more: str) -> str:
    return reverse(f"network:{name}", args=[organisation.address, *more])


def text(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


@pytest.fixture
def host() -> Organisation:
    return make_organisation("Centre des Trois-Rives", is_host=True)


@pytest.fixture
def coordinating(client: Client, host: Organisation) -> Client:
    """Someone who coordinates for the host is logged in."""
    client.force_login(make_worker(host, "Chloé Dumont", coordinator=True).user)
    return client


def test_the_page_says_what_is_known_and_who_sees_it(client: Client) -> None:
    ili = make_term("accreditation", "ILI", "Initiative locale d’intégration")
    mots = make_organisation("Les Mots", bce_number="0409500148", ownership="associative", migrant_led=True)
    make_accreditation(mots, ili, valid_to=dt.date(2024, 12, 31))
    make_site(
        mots, street="Rue Haute 3", locality="Liège", hours="lundi 9h-12h", territory=make_territory("Liège")
    )
    shown = text(client.get(page(mots)))
    for words in (
        "0409.500.148",
        "expiré le 31/12/2024",
        "lundi 9h-12h",
        "visible de tous",
        "openstreetmap.org",
    ):
        assert words in shown
    assert "issue de l’immigration" in shown
    assert "csrfmiddlewaretoken" not in shown


def test_people_are_initials_for_the_public_names_for_members_contacts_for_coordinators(
    client: Client, host: Organisation
) -> None:
    mots = make_organisation("Les Mots")
    make_post(make_person("Anna Lys", email="anna@example.org"), mots)
    shown = text(client.get(page(mots)))
    assert "A.L." in shown
    assert "Anna" not in shown
    client.force_login(make_worker(make_organisation()).user)
    shown = text(client.get(page(mots)))
    assert "Anna Lys" in shown
    assert "anna@example.org" not in shown
    client.force_login(make_worker(host, coordinator=True).user)
    assert "anna@example.org" in text(client.get(page(mots)))


def test_a_person_who_makes_the_name_public_has_a_public_page(client: Client) -> None:
    mots = make_organisation("Les Mots")
    anna = make_person("Anna Lys", email="anna@example.org", show_name=True)
    bea = make_person("Béa Rose")
    make_post(anna, mots)
    make_post(bea, mots)
    shown = text(client.get(reverse("network:person", args=[anna.uid])))
    assert "Anna Lys" in shown
    assert "anna@example.org" not in shown
    assert client.get(reverse("network:person", args=[bea.uid])).status_code == 404


def test_an_old_address_leads_to_the_current_one_and_the_page_of_2018_has_its_name(client: Client) -> None:
    cric = make_organisation("CRIC", valid_from=dt.date(1996, 1, 1))
    old = page(cric)
    rename_organisation(by=SYSTEM, organisation=cric, name="CRI Charleroi", day=NEW_YEAR, seen=1)
    moved = client.get(old, {"au": "2018-06-01"})
    assert moved.status_code == 302
    assert moved["Location"] == f"{page(cric)}?au=2018-06-01"
    assert "<h1>CRIC</h1>" in text(client.get(moved["Location"]))
    assert "<h1>CRI Charleroi</h1>" in text(client.get(page(cric)))


def test_a_name_with_an_underscore_has_a_page(client: Client) -> None:
    maison = make_organisation("Maison_des_Jeunes")
    assert page(maison).endswith(f"/maison-des-jeunes-{maison.uid}/")
    assert "Maison_des_Jeunes" in text(client.get(page(maison)))


def test_the_page_of_a_merged_organisation_says_so_and_links(client: Client) -> None:
    former, kept = make_organisation("Bertogne"), make_organisation("Bastogne")
    merge_organisation(by=SYSTEM, organisation=former, into=kept, day=NEW_YEAR, seen=1)
    shown = text(client.get(page(former)))
    assert "fusionnée avec" in shown
    assert page(kept) in shown
    assert page(former) in text(client.get(page(kept)))


def test_the_address_of_a_sheet_entered_twice_leads_to_the_other(client: Client) -> None:
    twin, kept = make_organisation("Les mots asbl"), make_organisation("Les Mots")
    join_duplicates(by=SYSTEM, organisation=twin, kept=kept, seen=1)
    assert client.get(page(twin))["Location"] == page(kept)


@pytest.mark.parametrize(
    "screen",
    [
        "edit_organisation",
        "rename_organisation",
        "what_became",
        "split_organisation",
        "add_site",
        "add_accreditation",
        "add_post",
        "describe_organisation",
        "add_partnership",
        "organisation_history",
    ],
)
def test_a_visitor_finds_no_screen_that_writes(client: Client, coordinating: Client, screen: str) -> None:
    mots = make_organisation("Les Mots")
    assert coordinating.get(page(mots, screen)).status_code == 200
    assert Client().get(page(mots, screen)).status_code == 404


def test_a_worker_edits_the_own_sheet_and_no_other(client: Client) -> None:
    mots, other = make_organisation("Les Mots"), make_organisation("Autre")
    client.force_login(make_worker(mots).user)
    assert client.get(page(other, "edit_organisation")).status_code == 404
    sent = {"name": "Les Mots", "audience": "public", "version": mots.version, "phone": "04 250 12 34"}
    assert client.post(page(mots, "edit_organisation"), sent)["Location"] == page(mots)
    mots.refresh_from_db()
    assert mots.phone == "04 250 12 34"


def test_the_second_of_two_people_sees_the_first_ones_change_and_loses_nothing(coordinating: Client) -> None:
    mots = make_organisation("Les Mots")
    sent = {"name": "Les Mots", "audience": "public", "version": 1}
    coordinating.post(page(mots, "edit_organisation"), {**sent, "phone": "04 111 11 11"})
    shown = text(coordinating.post(page(mots, "edit_organisation"), {**sent, "phone": "04 222 22 22"}))
    assert "04 111 11 11" in shown
    assert 'value="04 222 22 22"' in shown
    assert 'value="2"' in shown


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", "", "obligatoire"),
        ("name", "x" * 201, "200"),
        ("bce_number", "0409.500.149", "pas valable"),
        ("email", "pas une adresse", "valide"),
        ("phone", "<b>appelez</b>", "numéro de téléphone"),
        ("website", "javascript:alert(1)", "URL"),
        ("part_of", "Inconnue au bataillon", "Aucune organisation"),
        ("kinds", "999999999999999999999", "Choisissez"),
        ("presentation", "x" * 5001, "5000"),
    ],
)
def test_a_refused_sheet_says_why_beside_the_field_and_keeps_the_rest(
    coordinating: Client, field: str, typed: str, said: str
) -> None:
    mots = make_organisation("Les Mots")
    sent = {"name": "Les Mots", "audience": "public", "version": 1, "short_name": "GARDE", field: typed}
    shown = text(coordinating.post(page(mots, "edit_organisation"), sent))
    assert said in shown
    assert "GARDE" in shown


@pytest.mark.parametrize("name", ["🎈", "مركز الاندماج", "<script>alert(1)</script>", "O'Brien & fils"])
def test_any_name_is_kept_as_typed_and_shown_safely(coordinating: Client, name: str) -> None:
    sent = {"name": name, "audience": "public", "uid": new_uid()}
    response = coordinating.post(reverse("network:register_organisation"), sent, follow=True)
    assert "<script>alert" not in text(response)
    assert Organisation.objects.filter(name=name).exists()


def test_a_likely_duplicate_is_shown_before_anything_is_written(coordinating: Client) -> None:
    make_organisation("Les Mots passeurs", email="info@mots.example.org")
    sent = {"name": "Les mots passeurs asbl", "audience": "public", "uid": new_uid()}
    url = reverse("network:register_organisation")
    shown = text(coordinating.post(url, sent))
    assert "Existe-t-elle déjà" in shown
    assert Organisation.objects.count() == 2
    coordinating.post(url, {**sent, "distinct": "on"})
    assert Organisation.objects.filter(uid=sent["uid"]).exists()


def test_sending_twice_adds_once(coordinating: Client) -> None:
    sent = {"name": "Nouvelle asbl", "audience": "public", "uid": new_uid()}
    url = reverse("network:register_organisation")
    first, second = coordinating.post(url, sent), coordinating.post(url, sent)
    assert first["Location"] == second["Location"]
    assert Organisation.objects.filter(name="Nouvelle asbl").count() == 1


def test_a_service_shares_the_number_and_is_no_duplicate(coordinating: Client) -> None:
    cpas = make_organisation("CPAS de la Rive", bce_number="0409500148")
    sent = {
        "name": "Service d’insertion",
        "audience": "public",
        "uid": new_uid(),
        "part_of": "CPAS de la Rive",
        "bce_number": "0409.500.148",
    }
    coordinating.post(reverse("network:register_organisation"), sent)
    service = Organisation.objects.get(uid=sent["uid"])
    assert (service.part_of, service.bce_number, service.number) == (cpas, "", "0409.500.148")
    assert "Service d’insertion" in text(coordinating.get(page(cpas)))


def test_homonyms_are_asked_not_guessed(coordinating: Client) -> None:
    first, second = make_organisation("Maison de quartier"), make_organisation("Maison de quartier")
    mots = make_organisation("Les Mots")
    sent = {"partner": "Maison de quartier", "kind": "project", "uid": new_uid()}
    shown = text(coordinating.post(page(mots, "add_partnership"), sent))
    assert first.uid in shown
    assert second.uid in shown
    ticked = {**sent, "partner-choix": second.uid, "partner-texte": "Maison de quartier"}
    coordinating.post(page(mots, "add_partnership"), ticked)
    assert Partnership.objects.get().one == second


def test_tout_est_a_jour_dates_the_sheet(client: Client) -> None:
    mots = make_organisation("Les Mots")
    client.force_login(make_worker(mots, "Anna Lys").user)
    client.post(page(mots, "confirm_sheet"))
    mots.refresh_from_db()
    assert mots.confirmed_at is not None
    assert mots.confirmed_by == "Anna Lys"
    assert client.get(page(mots, "confirm_sheet")).status_code == 405


def test_a_site_is_added_once_edited_and_closed(coordinating: Client) -> None:
    mots = make_organisation("Les Mots")
    sent = {"street": "Quai 1", "uid": new_uid()}
    coordinating.post(page(mots, "add_site"), sent)
    coordinating.post(page(mots, "add_site"), sent)
    site = Site.objects.get()
    assert site.is_main
    url = page(mots, "edit_site", site.uid)
    coordinating.post(url, {"street": "Quai 2", "valid_to": "2025-01-31", "version": site.version})
    site.refresh_from_db()
    assert (site.street, site.valid_to) == ("Quai 2", dt.date(2025, 1, 31))
    wrong = {"street": "Quai 2", "valid_from": "2026-01-01", "valid_to": "2025-01-01", "version": 2}
    assert "La fin ne peut pas précéder" in text(coordinating.post(url, wrong))
    assert "Donnez au moins" in text(coordinating.post(page(mots, "add_site"), {"uid": new_uid()}))


def test_a_site_of_another_organisation_is_not_edited_through_mine(client: Client) -> None:
    mots, other = make_organisation(), make_organisation()
    site = make_site(other, street="Rue 1")
    client.force_login(make_worker(mots).user)
    assert client.get(page(mots, "edit_site", site.uid)).status_code == 404


def test_an_accreditation_is_added_prolonged_and_ended(coordinating: Client) -> None:
    mots = make_organisation("Les Mots")
    ili = make_term("accreditation", "ILI", "Initiative locale d’intégration")
    sent = {"term": ili.pk, "valid_from": "2019-01-01", "valid_to": "2024-12-31", "uid": new_uid()}
    coordinating.post(page(mots, "add_accreditation"), sent)
    twice = text(coordinating.post(page(mots, "add_accreditation"), {**sent, "uid": new_uid()}))
    assert "déjà noté" in twice
    first = mots.accreditations.get()
    coordinating.post(page(mots, "prolong_accreditation", first.uid), {"reference": "AM 2025/7"})
    renewed = mots.accreditations.get(valid_to=None)
    assert (renewed.valid_from, renewed.reference) == (NEW_YEAR, "AM 2025/7")
    coordinating.post(page(mots, "end_accreditation", renewed.uid), {"day": "2025-06-30"})
    renewed.refresh_from_db()
    assert renewed.valid_to == dt.date(2025, 6, 30)
    too_early = coordinating.post(page(mots, "end_accreditation", renewed.uid), {"day": "2020-06-30"})
    assert "La fin ne peut pas précéder" in text(too_early)


def test_a_known_person_gets_one_more_post_not_one_more_sheet(coordinating: Client) -> None:
    mots = make_organisation("Les Mots")
    anna = make_person("Anna Lys", email="anna@example.org")
    sent = {"family_name": "Lys", "email": "Anna@Example.org", "title": "Accueil", "uid": new_uid()}
    coordinating.post(page(mots, "add_post"), sent)
    assert mots.posts.get().person == anna
    assert mots.posts.get().title == "Accueil"


def test_someone_leaves_from_the_page_of_the_team(coordinating: Client) -> None:
    mots = make_organisation("Les Mots")
    post = make_post(make_person("Anna Lys"), mots)
    url = page(mots, "leave_organisation", post.uid)
    assert "Anna Lys" in text(coordinating.get(url))
    coordinating.post(url, {"day": "2025-08-31"})
    post.refresh_from_db()
    assert post.valid_to == dt.date(2025, 8, 31)
    assert "Anna" in text(coordinating.get(page(mots), {"au": "2025-08-31"}))


def test_who_works_in_a_host_cannot_touch_a_coordinators_post(client: Client, host: Organisation) -> None:
    chief = make_post(make_person("Chloé Dumont"), host, coordinator=True)
    client.force_login(make_worker(host).user)
    assert client.get(page(host, "edit_post", chief.uid)).status_code == 404
    sent = {"family_name": "Lys", "coordinator": "on", "uid": new_uid()}
    client.post(page(host, "add_post"), sent)
    assert not Post.objects.filter(person__family_name="Lys", coordinator=True).exists()


def test_an_organisation_is_merged_and_it_is_taken_back(coordinating: Client) -> None:
    a, b = make_organisation("Bertogne"), make_organisation("Bastogne")
    sent = {"other": "Bastogne", "day": "2025-01-01", "version": 1}
    coordinating.post(reverse("network:end_organisation", args=[a.address, "fusion"]), sent)
    succession = a.successions.get()
    assert succession.successor == b
    coordinating.post(page(a, "undo_succession", succession.uid))
    a.refresh_from_db()
    assert a.valid_to is None
    wrong = reverse("network:end_organisation", args=[a.address, "inconnue"])
    assert coordinating.get(wrong).status_code == 404


def test_the_history_tells_what_was_changed_to_members_only(coordinating: Client) -> None:
    mots = make_organisation("Les Mots")
    coordinating.post(
        page(mots, "edit_organisation"),
        {"name": "Les Mots", "audience": "public", "version": 1, "phone": "04 111 11 11"},
    )
    shown = text(coordinating.get(page(mots, "organisation_history")))
    assert "téléphone" in shown
    assert "Chloé Dumont" in shown


def test_the_page_takes_as_many_queries_whatever_it_holds(
    client: Client, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def fill(organisation: Organisation) -> None:
        make_post(make_person(show_name=True), organisation)
        make_site(organisation, street=f"Rue {organisation.posts.count()}")
        make_organisation(part_of=organisation)
        make_accreditation(organisation, make_term("accreditation", f"A{organisation.posts.count()}"))

    mots = make_organisation("Les Mots")
    fill(mots)
    with CaptureQueriesContext(connection) as queries:
        client.get(page(mots))
    fill(mots)
    fill(mots)
    with django_assert_num_queries(len(queries)):
        client.get(page(mots))


def picture() -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(content, "PNG")
    return SimpleUploadedFile("logo.png", content.getvalue())


def test_a_logo_replaces_the_cloth_and_can_be_taken_away(coordinating: Client) -> None:
    mots = make_organisation("Les Mots")
    coordinating.post(page(mots, "organisation_logo"), {"logo": picture()})
    mots.refresh_from_db()
    shown = reverse("files:file", args=[mots.logo])
    assert shown in text(Client().get(page(mots)))
    served = Client().get(shown)
    assert served.status_code == 200
    assert b"".join(served.streaming_content)  # type: ignore[arg-type]
    coordinating.post(page(mots, "organisation_logo"), {"remove": "on"})
    mots.refresh_from_db()
    assert mots.logo == ""


def test_a_logo_that_is_no_picture_is_refused(coordinating: Client) -> None:
    mots = make_organisation("Les Mots")
    wrong = SimpleUploadedFile("logo.png", b"<script>alert(1)</script>")
    shown = text(coordinating.post(page(mots, "organisation_logo"), {"logo": wrong}))
    assert "summary" in shown
    assert "Choisissez une image" in text(coordinating.post(page(mots, "organisation_logo"), {}))


def test_the_page_of_a_territory_leads_to_its_organisations(client: Client) -> None:
    seraing = make_territory("Seraing")
    make_site(make_organisation("Les Mots", line="second"), street="Rue 1", territory=seraing)
    shown = text(client.get(reverse("territory:territory", args=[seraing.address])))
    assert f"/annuaire/?territoire={seraing.uid}" in shown
    assert "1 qui soutient la première ligne" in shown


def test_two_people_who_edit_one_sheet_compare_what_differs_and_only_that(
    coordinating: Client,
) -> None:
    asbl = make_term("organisation-kind", "asbl", "Association locale")
    mots = make_organisation("Les Mots", kinds=[asbl])
    mine = {"name": "Les Mots", "audience": "public", "version": 1, "kinds": [asbl.pk]}
    coordinating.post(page(mots, "edit_organisation"), {**mine, "phone": "04 111 11 11"})
    late = coordinating.post(page(mots, "edit_organisation"), {**mine, "phone": "04 222 22 22"})
    assert [(one.label, one.theirs, one.yours) for one in late.context["comparison"]] == [
        ("Téléphone", "04 111 11 11", "04 222 22 22")
    ]


def test_an_address_that_is_none_is_refused_in_our_words(coordinating: Client) -> None:
    mots = make_organisation("Les Mots")
    sent = {"name": "Les Mots", "audience": "public", "version": 1, "email": "mauvais"}
    said = coordinating.post(page(mots, "edit_organisation"), sent).content.decode()
    assert "Saisissez une adresse e-mail valide." in said
