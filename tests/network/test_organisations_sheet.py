"""The sheet of an organisation: adding one, editing it, two people at once, what is refused."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.browsing import sent_as_shown
from tests.network.factories import (
    make_organisation,
    make_term,
    make_worker,
)
from tests.network.screens import found_text as text
from tests.network.screens import page

from maillage.network.models import Organisation, Partnership
from maillage.records.identity import new_uid
from maillage.ui.meanwhile import Merged

pytestmark = pytest.mark.django_db


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
        ("website", "javascript:alert(1)", "adresse web"),
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


def test_two_people_who_edit_one_sheet_compare_what_differs_and_only_that(
    coordinating: Client,
) -> None:
    asbl = make_term("organisation-kind", "asbl", "Association locale")
    mots = make_organisation("Les Mots", kinds=[asbl])
    mine = {"name": "Les Mots", "audience": "public", "version": 1, "kinds": [asbl.pk]}
    coordinating.post(page(mots, "edit_organisation"), {**mine, "phone": "04 111 11 11"})
    late = coordinating.post(page(mots, "edit_organisation"), {**mine, "phone": "04 222 22 22"})
    assert [(one.label, one.theirs, one.yours) for one in late.context["merged"].to_choose] == [
        ("Téléphone", "04 111 11 11", "04 222 22 22")
    ]


def test_what_each_of_two_people_changed_alone_stands_after_both_saved(coordinating: Client) -> None:
    """One changes the telephone and the kinds, the other the name: the second save overwrites nothing."""
    asbl, cpas = (
        make_term("organisation-kind", code, name) for code, name in (("asbl", "Association"), ("cpas", "CPAS"))
    )
    mots = make_organisation("Les Mots", kinds=[asbl], phone="04 000 00 00", presentation="Une ligne\r\nDeux")
    edit = page(mots, "edit_organisation")
    anna, basile = sent_as_shown(coordinating.get(edit)), sent_as_shown(coordinating.get(edit))
    coordinating.post(edit, {**anna, "phone": "04 111 11 11", "kinds": [asbl.pk, cpas.pk]})

    warned = coordinating.post(edit, {**basile, "name": "Les Mots Passeurs"})

    assert warned.context["merged"] == Merged(to_choose=[], taken=["Genres", "Téléphone"])
    assert "Repris de ce qui vient d’être enregistré" in text(warned)
    mots.refresh_from_db()
    assert mots.name == "Les Mots"
    assert coordinating.post(edit, sent_as_shown(warned)).status_code == 302
    mots.refresh_from_db()
    assert (mots.name, mots.phone) == ("Les Mots Passeurs", "04 111 11 11")
    assert {one.notation for one in mots.kinds.all()} == {"asbl", "cpas"}
    assert mots.presentation.splitlines() == ["Une ligne", "Deux"]


def test_a_telephone_that_both_changed_is_shown_twice_and_the_second_chooses(coordinating: Client) -> None:
    mots = make_organisation("Les Mots", phone="04 000 00 00")
    edit = page(mots, "edit_organisation")
    anna, basile = sent_as_shown(coordinating.get(edit)), sent_as_shown(coordinating.get(edit))
    coordinating.post(edit, {**anna, "phone": "04 111 11 11"})

    warned = coordinating.post(edit, {**basile, "phone": "04 222 22 22"})

    (line,) = warned.context["merged"].to_choose
    assert (line.label, line.theirs, line.yours) == ("Téléphone", "04 111 11 11", "04 222 22 22")
    assert f'href="#{line.target}"' in text(warned)
    assert sent_as_shown(warned)["phone"] == ["04 222 22 22"]
    coordinating.post(edit, sent_as_shown(warned))
    mots.refresh_from_db()
    assert mots.phone == "04 222 22 22"


def test_an_address_that_is_none_is_refused_in_our_words(coordinating: Client) -> None:
    mots = make_organisation("Les Mots")
    sent = {"name": "Les Mots", "audience": "public", "version": 1, "email": "mauvais"}
    said = coordinating.post(page(mots, "edit_organisation"), sent).content.decode()
    assert "Saisissez une adresse e-mail valide." in said


def test_adding_a_service_says_of_whom(coordinating: Client) -> None:
    cpas = make_organisation("CPAS de Rivemont")
    shown = text(coordinating.get(f"{reverse('network:register_organisation')}?service-de={cpas.uid}"))
    assert "Ajouter un service</h1>" in shown
    assert shown.index("CPAS de Rivemont") < shown.index("</h1>")
