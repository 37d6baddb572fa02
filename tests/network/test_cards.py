"""« Ajouter à mes contacts »: what a vCard says to whom, and lists of contacts that come in as vCards."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.network.factories import make_organisation, make_person, make_post, make_site, make_worker
from tests.network.import_files import imported, make_communes

from maillage.accounts.models import Person
from maillage.core.readers import Reader
from maillage.core.sheets.vcards import HEADER as CARD_HEADER
from maillage.core.sheets.vcards import read_vcards
from maillage.network.models import Organisation, Post, Site

pytestmark = pytest.mark.django_db


def rows(client: Client, name: str, *args: str) -> dict[str, str]:
    """The one card of the answer, read as our own import reads it."""
    answer = client.get(reverse(f"network:{name}", args=args))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/vcard; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]
    row = read_vcards(answer.content).rows[1]
    return {head: row.cell(place) for place, head in enumerate(CARD_HEADER) if row.cell(place)}


@pytest.fixture
def cpas() -> Organisation:
    return make_organisation("CPAS de Namur", email="info@cpas.example", phone="081 33 70 07")


@pytest.fixture
def anne(cpas: Organisation) -> Person:
    """Known by name inside the network only."""
    anne = make_person("Anne Dupont", email="anne@cpas.example", phone="0478 12 34 56")
    make_post(anne, cpas, title="Assistante sociale")
    return anne


def test_who_is_not_named_to_the_public_has_no_card_for_it(client: Client, anne: Person) -> None:
    assert client.get(reverse("network:person_card", args=[anne.uid])).status_code == 404


def test_a_member_carries_away_the_name_and_the_post_but_no_private_address(
    client: Client, anne: Person
) -> None:
    client.force_login(make_worker(make_organisation()).user)
    card = rows(client, "person_card", anne.uid)
    assert (card["Prénom"], card["Nom de famille"]) == ("Anne", "Dupont")
    assert (card["Organisation"], card["Fonction"]) == ("CPAS de Namur", "Assistante sociale")
    assert "E-mail" not in card
    assert "Téléphone" not in card


def test_the_public_has_the_address_that_someone_made_public(client: Client, anne: Person) -> None:
    anne.show_name = anne.show_email = True
    anne.save()
    card = rows(client, "person_card", anne.uid)
    assert card["E-mail"] == "anne@cpas.example"
    assert "Téléphone" not in card


def test_who_coordinates_has_the_telephone_too(client: Client, anne: Person) -> None:
    host = make_organisation("Centre", is_host=True)
    client.force_login(make_worker(host, coordinator=True).user)
    assert rows(client, "person_card", anne.uid)["Téléphone"] == "0478 12 34 56"


def test_other_posts_are_in_the_note(client: Client, anne: Person) -> None:
    anne.show_name = True
    anne.save()
    make_post(anne, make_organisation("École des Rivages"), title="Enseignante")
    text = client.get(reverse("network:person_card", args=[anne.uid])).content.decode()
    assert "NOTE:" in text


def test_an_organisation_is_a_card_with_its_seat(client: Client, cpas: Organisation) -> None:
    make_site(cpas, street="Rue de Dave 165", postal_code="5100", locality="Jambes", is_main=True)
    card = rows(client, "organisation_card", cpas.address)
    assert card["Organisation"] == "CPAS de Namur"
    assert (card["Rue"], card["Code postal"], card["Localité"]) == ("Rue de Dave 165", "5100", "Jambes")
    assert (card["Téléphone"], card["E-mail"]) == ("081 33 70 07", "info@cpas.example")
    assert not {"Prénom", "Nom de famille"} & set(card)


def test_the_card_of_an_organisation_names_nobody(client: Client, cpas: Organisation, anne: Person) -> None:
    text = client.get(reverse("network:organisation_card", args=[cpas.address])).content.decode()
    assert anne.family_name not in text
    assert 'filename="cpas-de-namur.vcf"' in str(
        client.get(reverse("network:organisation_card", args=[cpas.address])).headers["Content-Disposition"]
    )


def test_an_organisation_that_may_not_be_seen_has_no_card(client: Client, cpas: Organisation) -> None:
    Organisation.objects.filter(pk=cpas.pk).update(audience="members")
    assert client.get(reverse("network:organisation_card", args=[cpas.address])).status_code == 404


def test_both_pages_offer_the_card(client: Client, cpas: Organisation, anne: Person) -> None:
    client.force_login(make_worker(make_organisation()).user)
    for page in ("person", "organisation"):
        address = anne.uid if page == "person" else cpas.address
        text = client.get(reverse(f"network:{page}", args=[address])).content.decode()
        assert reverse(f"network:{page}_card", args=[address]) in text


def test_contacts_of_a_telephone_become_sheets_and_people(coordinator: Reader) -> None:
    make_communes()
    mots = (
        "BEGIN:VCARD\nVERSION:3.0\nN:Dupont;Anne;;;\nFN:Anne Dupont\nORG:Les Mots Passeurs\nTITLE:Coordinatrice\n"
        "EMAIL:anne.dupont@mots.example\nTEL:081 22 33 44\nADR:;;Rue du Pont 3;Namur;;5000;Belgique\nEND:VCARD\n"
    )
    ruche = "BEGIN:VCARD\nVERSION:3.0\nFN:La Ruche\nORG:La Ruche\nEND:VCARD\n"
    imported((mots + ruche).encode(), coordinator, name="contacts.vcf")
    assert set(Organisation.objects.values_list("name", flat=True)) == {"Les Mots Passeurs", "La Ruche"}
    post = Post.objects.get()
    assert (str(post.person), post.person.email, post.label, post.organisation.name) == (
        "Anne Dupont",
        "anne.dupont@mots.example",
        "Coordinatrice",
        "Les Mots Passeurs",
    )
    assert Site.objects.get().one_line == "Rue du Pont 3, 5000 Namur"


def test_the_form_of_imports_takes_vcards(client: Client) -> None:
    host = make_organisation("Centre", is_host=True)
    client.force_login(make_worker(host, coordinator=True).user)
    assert ".vcf" in client.get(reverse("exchange:imports")).content.decode()
