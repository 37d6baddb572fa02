"""Contacts are private until ticked, withdrawn at any time, compared with what is known (row A6)."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.network.address_book.hands import (
    CSV,
    bring,
    entry,
    logged_in,
    tick,
    type_in,
    url,
    words,
)
from tests.network.factories import make_organisation, make_person, make_post
from tests.network.space_factories import reader, seat

from maillage.accounts.models import Person
from maillage.core.readers import SYSTEM, Reader
from maillage.journal.models import Entry
from maillage.network.actions.address_book import delete_entries, share_entries, withdraw_entries
from maillage.network.models import AddressBookEntry, Space
from maillage.network.queries.address_book import KnownAlready, own_entries, shared_entries
from maillage.records.actions import NotAllowed, may

pytestmark = pytest.mark.django_db


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
