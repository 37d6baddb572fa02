"""« Mobiliser les acteurs locaux (carnet d’adresses de chacun) »: private until ticked, withdrawn at any time (row A6)."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import Workbook, load_workbook
from tests.factories import an_account, an_administrator
from tests.network.factories import make_organisation, make_person, make_post
from tests.network.space_factories import make_space, organiser, reader, seat, worker

from maillage.accounts.actions import erase_person
from maillage.accounts.models import Person, SignedLink
from maillage.accounts.own_data import data_of
from maillage.accounts.retention import run_retention
from maillage.core.readers import SYSTEM, Reader
from maillage.journal.models import Entry
from maillage.mailing.models import Message
from maillage.network.actions.address_book import delete_entries, share_entries, withdraw_entries
from maillage.network.actions.mandates import end_mandate, give_mandate
from maillage.network.models import AddressBookEntry, AddressBookFile, Membership, Organisation, Space
from maillage.network.queries.address_book import KnownAlready, own_entries, shared_entries
from maillage.records.actions import NotAllowed, may
from maillage.records.clock import now, today

pytestmark = pytest.mark.django_db

CSV = (
    "Organisation;Prénom;Nom;Fonction;E-mail;Téléphone\n"
    "Les Mots Passeurs;Anne;Dupont;Coordinatrice;anne@mots.example;081223344\n"
    "Espace Couture;;;;couture(at)couture.example;\n"
)


@pytest.fixture
def space() -> Space:
    return make_space("Plateforme FLE")


def organiser_of(space: Space, name: str, *, coordinator: bool = False) -> Person:
    """Somebody of the bureau, or who coordinates for the host."""
    host = space.hosts.get().organisation
    email = f"{name.split()[0].lower()}@bureau.example"
    if coordinator:
        return worker(host, name, coordinator=True, email=email)
    person = worker(make_organisation(f"Association de {name}"), name, email=email)
    give_mandate(by=organiser(space), space=space, role="bureau", person=person, since=today())
    return person


@pytest.fixture
def nadia(space: Space) -> Person:
    return organiser_of(space, "Nadia Bureau")


@pytest.fixture
def omar(space: Space) -> Person:
    return organiser_of(space, "Omar Bureau")


@pytest.fixture
def chloe(space: Space) -> Person:
    return organiser_of(space, "Chloé Coordo", coordinator=True)


def logged_in(person: Person) -> Client:
    client = Client()
    person.refresh_from_db()
    client.force_login(person.user or an_account(person))
    return client


def url(name: str, space: Space, *args: str) -> str:
    return reverse(f"network:{name}", args=[space.address, *args])


def bring(
    client: Client, space: Space, content: str | bytes = CSV, name: str = "contacts.csv", **data: str
) -> Any:
    file = SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
    return client.post(url("bring_contacts", space), {"file": file, **data})


def type_in(client: Client, space: Space, **fields: str) -> Any:
    return client.post(url("new_entry", space), fields)


def tick(client: Client, space: Space, verb: str, *entries: AddressBookEntry) -> Any:
    return client.post(
        url("tick_entries", space), {"verb": verb, "entry": [one.uid for one in entries]}, follow=True
    )


def words(response: Any) -> str:
    return str(response.content.decode())


def entry(name: str) -> AddressBookEntry:
    return AddressBookEntry.objects.get(organisation_name=name)


# Bringing one's contacts


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


# Sharing line by line


def test_only_ticked_lines_are_shared_and_withdrawing_takes_them_away_at_once(
    space: Space, nadia: Person, omar: Person
) -> None:
    mine, colleague = logged_in(nadia), logged_in(omar)
    bring(mine, space)
    common = url("address_book", space)
    tick(mine, space, "share", entry("Les Mots Passeurs"))
    assert "Les Mots Passeurs" in words(colleague.get(common))
    assert "Espace Couture" not in words(colleague.get(common))
    for form in ("xlsx", "csv", "impression"):
        assert b"Couture" not in colleague.get(f"{common}?format={form}").content
    assert "Nadia Bureau" in words(colleague.get(common))
    tick(mine, space, "withdraw", entry("Les Mots Passeurs"))
    assert "Les Mots Passeurs" not in words(colleague.get(common))


def test_nothing_ticked_shares_nothing(space: Space, nadia: Person) -> None:
    client = logged_in(nadia)
    bring(client, space)
    assert "Cochez d’abord" in words(tick(client, space, "share"))
    assert "Cochez d’abord" in words(tick(client, space, "autre chose", entry("Espace Couture")))
    assert not AddressBookEntry.objects.shared().exists()


def test_nobody_shares_or_deletes_the_lines_of_another(space: Space, nadia: Person, omar: Person) -> None:
    bring(logged_in(nadia), space)
    line = entry("Espace Couture")
    tick(logged_in(omar), space, "share", line)
    tick(logged_in(omar), space, "delete", line)
    line.refresh_from_db()
    assert not line.is_shared
    for act in (share_entries, delete_entries, withdraw_entries):
        with pytest.raises(NotAllowed):
            act(by=reader(omar), space=space, entries=[line])


def test_an_organiser_takes_out_a_line_of_somebody_who_asks_to_be_left_out(
    space: Space, nadia: Person, omar: Person
) -> None:
    client = logged_in(nadia)
    type_in(client, space, name="Chœur")
    line = entry("Chœur")
    assert logged_in(omar).post(url("withdraw_entry", space, line.uid)).status_code == 404
    tick(client, space, "share", line)
    assert logged_in(omar).post(url("withdraw_entry", space, line.uid)).status_code == 302
    line.refresh_from_db()
    assert not line.is_shared
    assert AddressBookEntry.objects.own(reader(nadia)).count() == 1


def test_the_journal_counts_what_was_shared_and_says_nothing_of_what_was_not(
    space: Space, nadia: Person
) -> None:
    client = logged_in(nadia)
    bring(client, space)
    before = Entry.objects.count()
    tick(client, space, "share", entry("Les Mots Passeurs"))
    tick(client, space, "delete", entry("Espace Couture"))
    told = Entry.objects.order_by("pk")[before:]
    assert [(one.verb, one.note, one.audience) for one in told] == [
        ("contacts partagés", "1 contact", f"organises:{space.uid}")
    ]


def test_the_predicate_on_one_line_is_that_of_the_list(space: Space, nadia: Person, omar: Person) -> None:
    bring(logged_in(nadia), space)
    tick(logged_in(nadia), space, "share", entry("Les Mots Passeurs"))
    for person in (nadia, omar):
        own = set(AddressBookEntry.objects.own(reader(person)))
        assert own == {
            one for one in AddressBookEntry.objects.all() if may(reader(person), "network.own_entry", one)
        }
    assert set(shared_entries(space, reader(omar))) == {entry("Les Mots Passeurs")}
    administrator = Reader(keys=SYSTEM.keys, uid="")
    assert set(AddressBookEntry.objects.visible_to(administrator)) == {entry("Les Mots Passeurs")}
    assert set(AddressBookEntry.objects.visible_to(Reader())) == set()


# « Déjà connu ? »


def known(space: Space, person: Person, line: AddressBookEntry) -> list[str]:
    return [one.words for one in KnownAlready(space, reader(person)).of(line)]


def test_a_line_says_which_sheet_and_person_of_the_directory_it_may_be(space: Space, nadia: Person) -> None:
    mots = make_organisation("Les Mots Passeurs")
    seat(space, mots)
    make_post(make_person("Anne Dupont", email="anne@mots.example"), mots)
    bring(logged_in(nadia), space)
    said = known(space, nadia, entry("Les Mots Passeurs"))
    assert said == [
        "annuaire : Les Mots Passeurs (même nom, déjà dans cet espace)",
        "annuaire : Anne Dupont (même adresse e-mail)",
    ]


def test_a_line_is_compared_with_what_colleagues_shared_never_with_what_they_kept(
    space: Space, nadia: Person, omar: Person
) -> None:
    mine, his = logged_in(nadia), logged_in(omar)
    type_in(his, space, name="Espace Couture", emails="couture@couture.example")
    theirs = entry("Espace Couture")
    bring(mine, space)
    line = own_entries(space, reader(nadia)).get(organisation_name="Espace Couture")
    assert known(space, nadia, line) == []
    tick(his, space, "share", theirs)
    assert known(space, nadia, line) == [
        "carnet de Omar Bureau : Espace Couture (même nom, même adresse e-mail)"
    ]
    tick(his, space, "withdraw", theirs)
    assert known(space, nadia, line) == []


def test_two_people_of_one_organisation_are_told_apart(space: Space, nadia: Person, omar: Person) -> None:
    type_in(logged_in(omar), space, name="CPAS de Jambes", given_name="Jean", family_name="Petit")
    tick(logged_in(omar), space, "share", entry("CPAS de Jambes"))
    type_in(logged_in(nadia), space, name="CPAS de Jambes", given_name="Anne", family_name="Dupont")
    line = own_entries(space, reader(nadia)).get()
    assert known(space, nadia, line) == [
        "carnet de Omar Bureau : CPAS de Jambes – Jean Petit (même nom, autre personne)"
    ]


def test_a_contact_brought_three_times_is_recognised_each_time(space: Space, nadia: Person) -> None:
    for _ in range(3):
        type_in(
            logged_in(nadia),
            space,
            name="CPAS",
            given_name="Jean",
            family_name="Petit",
            emails="jean@cpas.example",
        )
        type_in(
            logged_in(nadia), space, given_name="Fatima", family_name="Amrani", emails="fatima@asbl.example"
        )
    for line in own_entries(space, reader(nadia)):
        said = known(space, nadia, line)
        assert said == [f"votre carnet : {line.list_name} (même adresse e-mail)"] * 2


# Inviting


def test_the_sheet_of_the_directory_is_proposed_and_invited(space: Space, chloe: Person) -> None:
    mots = make_organisation("Les Mots Passeurs")
    client = logged_in(chloe)
    bring(client, space)
    tick(client, space, "share", entry("Les Mots Passeurs"))
    page = url("invite_entry", space, entry("Les Mots Passeurs").uid)
    assert "annuaire : Les Mots Passeurs" in words(client.get(page))
    assert client.post(page, {"which": "existing", "organisation": mots.name}).status_code == 302
    invited = Membership.objects.get(organisation=mots, space=space)
    assert (invited.status, entry("Les Mots Passeurs").invitation) == (Membership.Status.INVITED, invited)
    assert Organisation.objects.filter(name="Les Mots Passeurs").count() == 1


def test_a_new_organisation_is_added_then_invited_once(space: Space, chloe: Person) -> None:
    client = logged_in(chloe)
    type_in(client, space, name="Chœur de Jambes", emails="info@choeur.example", website="choeur.example")
    tick(client, space, "share", entry("Chœur de Jambes"))
    page = url("invite_entry", space, entry("Chœur de Jambes").uid)
    for _ in range(2):
        assert client.post(page, {"which": "new", "uid": "abcdefgh"}).status_code == 302
    choir = Organisation.objects.get(name="Chœur de Jambes")
    assert (choir.email, choir.website) == ("info@choeur.example", "https://choeur.example")
    assert Membership.objects.get(organisation=choir).status == Membership.Status.INVITED


def test_the_bureau_invites_from_the_directory_but_adds_no_sheet(space: Space, nadia: Person) -> None:
    client = logged_in(nadia)
    type_in(client, space, name="Chœur")
    assert client.get(url("invite_entry", space, entry("Chœur").uid)).status_code == 404
    tick(client, space, "share", entry("Chœur"))
    page = url("invite_entry", space, entry("Chœur").uid)
    assert "à l’annuaire, puis" not in words(client.get(page))
    assert "Choisissez l’organisation" in words(client.post(page, {"which": "existing"}))
    assert client.post(page, {"which": "new"}).status_code == 200
    assert not Organisation.objects.filter(name="Chœur").exists()


# By a personal link


def link_for(space: Space, chloe: Person, person: Person) -> str:
    logged_in(chloe).post(url("address_book_links", space), {"people": [person.pk]})
    text = Message.objects.get(purpose="address_book", to_email=person.email).text
    return next(line for line in text.splitlines() if "/lien/" in line).split("/lien/")[1].strip("/")


def test_a_member_of_the_bureau_brings_contacts_without_an_account(
    space: Space, nadia: Person, chloe: Person
) -> None:
    client = Client()
    opened = client.get(f"/lien/{link_for(space, chloe, nadia)}/", follow=True)
    assert opened.status_code == 200
    assert not AddressBookEntry.objects.exists()
    bring(client, space)
    tick(client, space, "share", entry("Les Mots Passeurs"))
    assert set(AddressBookEntry.objects.values_list("owner__uid", flat=True)) == {nadia.uid}
    assert "Les Mots Passeurs" in words(logged_in(chloe).get(url("address_book", space)))
    assert "Espace Couture" not in words(logged_in(chloe).get(url("address_book", space)))
    for name in ("address_book", "address_book_links"):
        assert client.get(url(name, space)).status_code == 404
    assert SignedLink.objects.get().used_at is not None


def test_the_link_shows_one_person_s_lines_only(
    space: Space, nadia: Person, omar: Person, chloe: Person
) -> None:
    type_in(logged_in(omar), space, name="Chœur")
    client = Client()
    client.get(f"/lien/{link_for(space, chloe, nadia)}/")
    assert "Chœur" not in words(client.get(url("my_address_book", space)))
    assert client.get(url("address_book_entry", space, entry("Chœur").uid)).status_code == 404


def test_the_link_closes_with_the_mandate_or_by_hand(space: Space, nadia: Person, chloe: Person) -> None:
    client = Client()
    client.get(f"/lien/{link_for(space, chloe, nadia)}/")
    page = url("my_address_book", space)
    assert client.get(page).status_code == 200
    mandate = space.mandates.get(person=nadia)
    end_mandate(by=organiser(space), mandate=mandate, last_day=today())
    with in_days(2):
        assert client.get(page).status_code == 404


def test_a_link_closed_by_hand_opens_nothing(space: Space, nadia: Person, chloe: Person) -> None:
    client = Client()
    client.get(f"/lien/{link_for(space, chloe, nadia)}/")
    link = SignedLink.objects.get()
    assert "a déjà servi" not in words(logged_in(chloe).get(url("address_book_links", space)))
    logged_in(chloe).post(url("close_address_book_link", space, link.uid))
    assert client.get(url("my_address_book", space)).status_code == 404


def test_only_who_coordinates_asks_for_address_books(space: Space, nadia: Person, chloe: Person) -> None:
    assert logged_in(nadia).get(url("address_book_links", space)).status_code == 404
    assert logged_in(chloe).get(url("address_book_links", space)).status_code == 200
    assert "Cochez au moins une personne" in words(logged_in(chloe).post(url("address_book_links", space)))


def test_the_mail_of_a_restricted_space_does_not_name_it() -> None:
    space = make_space("Violences intrafamiliales", restricted=True)
    nadia, chloe = organiser_of(space, "Nadia Bureau"), organiser_of(space, "Chloé Coordo", coordinator=True)
    link_for(space, chloe, nadia)
    message = Message.objects.get(purpose="address_book")
    assert "Violences" not in message.text + message.subject
    assert "Bonjour Nadia," in message.text


def test_a_restricted_space_has_no_address_book_for_strangers(nadia: Person) -> None:
    hidden = make_space("Violences intrafamiliales", restricted=True)
    stranger = logged_in(worker(make_organisation("Ailleurs"), "Élie Ailleurs", email="elie@ailleurs.example"))
    for name in ("address_book", "my_address_book", "bring_contacts", "new_entry", "address_book_links"):
        for client in (stranger, logged_in(nadia), Client()):
            assert client.get(url(name, hidden)).status_code == 404


def test_who_administers_without_being_a_person_sees_what_is_shared_and_keeps_nothing(
    space: Space, nadia: Person
) -> None:
    bring(logged_in(nadia), space)
    tick(logged_in(nadia), space, "share", entry("Les Mots Passeurs"))
    client = Client()
    client.force_login(an_administrator())
    page = words(client.get(url("address_book", space)))
    assert "Les Mots Passeurs" in page
    assert "Espace Couture" not in page
    assert client.get(url("my_address_book", space)).status_code == 404


# Not longer than needed


def in_days(days: int) -> Any:
    return time_machine.travel(now() + dt.timedelta(days=days), tick=False)


def test_private_lines_go_after_ninety_days_and_shared_ones_stay(space: Space, nadia: Person) -> None:
    client = logged_in(nadia)
    bring(client, space)
    tick(client, space, "share", entry("Les Mots Passeurs"))
    with in_days(89):
        assert run_retention()["address_book"] == 0
    with in_days(91):
        assert run_retention()["address_book"] == 1
    assert list(AddressBookEntry.objects.values_list("organisation_name", flat=True)) == ["Les Mots Passeurs"]


def test_a_line_that_was_withdrawn_has_ninety_days_again(space: Space, nadia: Person) -> None:
    type_in(logged_in(nadia), space, name="Chœur")
    share_entries(by=reader(nadia), space=space, entries=[entry("Chœur")])
    with in_days(200):
        withdraw_entries(by=reader(nadia), space=space, entries=[entry("Chœur")])
        assert run_retention()["address_book"] == 0
    with in_days(291):
        assert run_retention()["address_book"] == 1


def test_one_s_lines_are_told_and_erased_with_the_person(space: Space, nadia: Person, omar: Person) -> None:
    bring(logged_in(nadia), space)
    type_in(logged_in(omar), space, name="Association de Nadia", emails=nadia.email, family_name="Bureau")
    held = {section.title: section.data for section in data_of(nadia)}["Carnets d’adresses"]
    assert isinstance(held, dict)
    assert [one["organisation"] for one in held["vos lignes"]] == ["Espace Couture", "Les Mots Passeurs"]
    assert held["ce que d’autres ont partagé à votre sujet"] == []
    tick(logged_in(omar), space, "share", entry("Association de Nadia"))
    held = {section.title: section.data for section in data_of(nadia)}["Carnets d’adresses"]
    assert isinstance(held, dict)
    assert [one["organisation"] for one in held["ce que d’autres ont partagé à votre sujet"]] == [
        "Association de Nadia"
    ]
    erase_person(by=SYSTEM, person=nadia)
    assert not AddressBookEntry.objects.exists()


# Lists and where they are linked from


def test_the_page_of_the_space_and_my_follow_ups_lead_to_one_s_address_book(
    space: Space, nadia: Person, omar: Person
) -> None:
    client = logged_in(nadia)
    bring(client, space)
    assert "Mon carnet : 2 lignes à relire" in words(client.get(url("space", space)))
    assert "Mon carnet : 2 lignes à relire et à partager" in words(client.get("/mes-suivis/"))
    assert "Aucun contact n’est encore partagé" in words(logged_in(omar).get(url("space", space)))
    assert "Carnet d’adresses" not in words(Client().get(url("space", space)))


def test_the_lists_ask_the_same_number_of_queries_with_one_and_three_lines(
    space: Space, nadia: Person, omar: Person
) -> None:
    mots = make_organisation("Les Mots Passeurs")
    make_post(make_person("Anne Dupont", email="anne@mots.example"), mots)
    client = logged_in(nadia)

    def count(name: str) -> int:
        client.get(url(name, space))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(url(name, space))
        return len(queries)

    bring(client, space, CSV.splitlines()[0] + "\n" + CSV.splitlines()[1] + "\n")
    tick(client, space, "share", *AddressBookEntry.objects.all())
    first = (count("my_address_book"), count("address_book"))
    for name in ("Espace Couture", "Chœur"):
        type_in(logged_in(omar), space, name=name)
    type_in(client, space, name="Espace Couture", emails="anne@mots.example", family_name="Dupont")
    type_in(client, space, name="Les Mots Passeurs")
    for person in (nadia, omar):
        mine = AddressBookEntry.objects.filter(owner=person)
        share_entries(by=reader(person), space=space, entries=list(mine.select_related("owner")))
    assert (count("my_address_book"), count("address_book")) == first


def test_the_list_is_searched_without_accents_and_narrowed(space: Space, nadia: Person) -> None:
    client = logged_in(nadia)
    bring(client, space)
    tick(client, space, "share", entry("Les Mots Passeurs"))

    def shown(**asked: str) -> list[str]:
        response = client.get(url("my_address_book", space), asked)
        return [row.object.organisation_name for row in response.context["listing"].rows]

    assert shown(q="DUPONT") == ["Les Mots Passeurs"]
    assert shown(etat="prive") == ["Espace Couture"]
    assert shown(tri="-organisation") == ["Les Mots Passeurs", "Espace Couture"]


def test_a_workbook_of_contacts_is_read(space: Space, nadia: Person) -> None:
    book = Workbook()
    sheet = book[book.sheetnames[0]]
    for row in (["Mes contacts"], ["Association", "E-mail"], ["Chœur", "info@choeur.example"]):
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    bring(logged_in(nadia), space, content.getvalue(), "contacts.xlsx")
    assert entry("Chœur").email == "info@choeur.example"
