"""From a shared line to an invitation, and address books brought by a personal link (row A6)."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.factories import an_administrator
from tests.network.address_book.hands import (
    bring,
    entry,
    in_days,
    logged_in,
    organiser_of,
    tick,
    type_in,
    url,
    words,
)
from tests.network.factories import make_organisation
from tests.network.space_factories import make_space, organiser, worker

from maillage.accounts.models import Person, SignedLink
from maillage.mailing.models import Message
from maillage.network.actions.mandates import end_mandate
from maillage.network.models import AddressBookEntry, Membership, Organisation, Space
from maillage.records.clock import today

pytestmark = pytest.mark.django_db


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
