"""Lines that nobody shared are not kept longer than needed (DOMAIN 2.6)."""

from __future__ import annotations

import pytest
from tests.network.address_book.hands import (
    bring,
    entry,
    in_days,
    logged_in,
    tick,
    type_in,
)
from tests.network.space_factories import reader

from maillage.accounts.actions import erase_person
from maillage.accounts.models import Person
from maillage.accounts.own_data import data_of
from maillage.accounts.retention import run_retention
from maillage.core.readers import SYSTEM
from maillage.network.actions.address_book import share_entries, withdraw_entries
from maillage.network.models import AddressBookEntry, Space

pytestmark = pytest.mark.django_db


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
