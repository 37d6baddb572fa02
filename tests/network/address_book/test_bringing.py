"""Bringing one’s contacts to a space: files, telephones, lines typed, and what is refused (row A6)."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook, load_workbook
from tests.network.address_book.hands import (
    bring,
    entry,
    logged_in,
    type_in,
    url,
    words,
)

from maillage.accounts.models import Person
from maillage.network.models import AddressBookEntry, AddressBookFile, Space

pytestmark = pytest.mark.django_db


def test_a_file_becomes_lines_that_only_their_owner_sees(space: Space, nadia: Person, omar: Person) -> None:
    client = logged_in(nadia)
    answer = bring(client, space)
    assert answer.status_code == 302
    mine = words(client.get(url("my_address_book", space)))
    assert "Les Mots Passeurs" in mine
    assert "Espace Couture" in mine
    colleague = logged_in(omar)
    for page in ("address_book", "my_address_book", "space", "space_history"):
        assert "Mots Passeurs" not in words(colleague.get(url(page, space)))
    assert "Mots Passeurs" not in words(colleague.get("/mes-suivis/"))
    assert colleague.get(url("address_book_entry", space, entry("Espace Couture").uid)).status_code == 404


def test_cells_are_cleaned_and_people_told_from_organisations(space: Space, nadia: Person) -> None:
    bring(logged_in(nadia), space)
    mots, couture = entry("Les Mots Passeurs"), entry("Espace Couture")
    assert (mots.person_name, mots.function, mots.phone) == ("Anne Dupont", "Coordinatrice", "081 22 33 44")
    assert (mots.email, couture.email) == ("anne@mots.example", "couture@couture.example")


def test_contacts_of_a_telephone_are_read_too(space: Space, nadia: Person) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nN:Léonard;René;;;\nORG:Maison de quartier\nTEL:0478123456\nEND:VCARD\n"
    bring(logged_in(nadia), space, card, "contacts.vcf")
    found = AddressBookEntry.objects.get()
    assert (found.organisation_name, found.person_name, found.phone) == (
        "Maison de quartier",
        "René Léonard",
        "0478 12 34 56",
    )


def test_what_outlook_exports_is_understood(space: Space, nadia: Person) -> None:
    rows = "Prénom,Nom,Société,Adresse de messagerie\nRené,Léonard,Maison de quartier,rene@mq.example\n"
    bring(logged_in(nadia), space, rows)
    found = AddressBookEntry.objects.get()
    assert (found.organisation_name, found.person_name) == ("Maison de quartier", "René Léonard")


def test_a_person_without_organisation_is_a_contact_too_and_it_is_said(space: Space, nadia: Person) -> None:
    bring(logged_in(nadia), space, "Prénom;Nom;E-mail\nRené;Léonard;rene@mq.example\n")
    found = AddressBookEntry.objects.get()
    assert found.list_name == "René Léonard"
    assert [one["message"] for one in found.remarks] == ["Sans organisation : dites laquelle avant d’inviter."]


def test_two_people_in_one_cell_make_two_lines(space: Space, nadia: Person) -> None:
    bring(logged_in(nadia), space, "Organisation;Personne de contact\nCPAS;Anne Dupont et Jean Petit\n")
    assert sorted(AddressBookEntry.objects.values_list("person_name", flat=True)) == [
        "Anne Dupont",
        "Jean Petit",
    ]


def test_columns_can_be_read_otherwise_or_everything_forgotten(space: Space, nadia: Person) -> None:
    client = logged_in(nadia)
    bring(client, space, "Organisation;Divers\nLes Mots Passeurs;anne@mots.example\n")
    file = AddressBookFile.objects.get()
    page = url("address_book_file", space, file.uid)
    assert client.get(page).status_code == 200
    assert client.post(page, {"c0": "name", "c1": "emails"}).status_code == 302
    assert entry("Les Mots Passeurs").email == "anne@mots.example"
    assert "au moins d’une colonne" in words(client.post(page, {"c0": "", "c1": ""}))
    client.post(page, {"forget": "1"})
    assert not AddressBookEntry.objects.exists()
    assert not AddressBookFile.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "vide.csv", "Ce fichier est vide."),
        (b"%PDF-1.7 x", "liste.pdf", "un document PDF"),
        (b"\x89PNG\r\n", "photo.csv", "une image"),
        ("Organisation\n" + "Asbl\n" * 1001, "long.csv", "1 000 à la fois"),
        ("1;2\n3;4\n", "chiffres.csv", "Aucune colonne n’a été reconnue"),
        (b"BEGIN:VCARD\nEND:VCARD\n", "vide.vcf", "Aucune carte de visite"),
    ],
)
def test_a_wrong_file_is_refused_beside_the_field(
    space: Space, nadia: Person, content: str | bytes, name: str, said: str
) -> None:
    answer = bring(logged_in(nadia), space, content, name)
    assert answer.status_code == 200
    assert said in words(answer)
    assert not AddressBookEntry.objects.exists()


def test_a_form_sent_twice_brings_one_file(space: Space, nadia: Person) -> None:
    client = logged_in(nadia)
    for _ in range(2):
        assert bring(client, space, uid="abcdefgh").status_code == 302
        assert type_in(client, space, name="Chœur", uid="bcdefghj").status_code == 302
    assert AddressBookFile.objects.count() == 1
    assert AddressBookEntry.objects.count() == 3


def test_the_uid_of_another_s_file_opens_nothing(space: Space, nadia: Person, omar: Person) -> None:
    bring(logged_in(nadia), space, uid="abcdefgh")
    assert bring(logged_in(omar), space, uid="abcdefgh").status_code == 403
    assert AddressBookEntry.objects.filter(owner=omar).count() == 0


def test_odd_signs_are_shown_as_they_are_and_never_become_a_formula(space: Space, nadia: Person) -> None:
    client = logged_in(nadia)
    type_in(client, space, name="<b>Chœur</b> 🎶 \u202easbl", phones="=2+2", family_name="=HYPERLINK(1)")
    page = words(client.get(url("my_address_book", space)))
    assert "<b>Chœur</b>" not in page
    assert "&lt;b&gt;Chœur&lt;/b&gt; 🎶" in page
    book = load_workbook(io.BytesIO(client.get(url("my_address_book", space) + "?format=xlsx").content))
    values = [cell for row in book[book.sheetnames[0]].iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in values)
    text = client.get(url("my_address_book", space) + "?format=csv").content.decode("utf-8-sig")
    assert ";=" not in text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "au moins une organisation"),
        ({"function": "x"}, "au moins une organisation"),
        ({"name": "x" * 201}, "200"),
        ({"name": "!!!"}, "rien à garder"),
    ],
)
def test_a_line_that_says_nothing_is_refused_and_kept_on_the_form(
    space: Space, nadia: Person, fields: dict[str, str], said: str
) -> None:
    answer = type_in(logged_in(nadia), space, locality="Jambes 🙂", **fields)
    assert answer.status_code == 200
    assert said in words(answer)
    assert "Jambes 🙂" in words(answer)


def test_a_line_is_corrected_by_its_owner(space: Space, nadia: Person) -> None:
    client = logged_in(nadia)
    type_in(client, space, name="Chœur", emails="pas une adresse")
    found = entry("Chœur")
    assert found.doubts == 1
    page = url("address_book_entry", space, found.uid)
    assert "n’est pas une adresse e-mail" in words(client.get(page))
    assert client.post(page, {"name": "Chœur", "emails": "info@choeur.example"}).status_code == 302
    found.refresh_from_db()
    assert (found.email, found.doubts) == ("info@choeur.example", 0)


def test_a_workbook_of_contacts_is_read(space: Space, nadia: Person) -> None:
    book = Workbook()
    sheet = book[book.sheetnames[0]]
    for row in (["Mes contacts"], ["Association", "E-mail"], ["Chœur", "info@choeur.example"]):
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    bring(logged_in(nadia), space, content.getvalue(), "contacts.xlsx")
    assert entry("Chœur").email == "info@choeur.example"
