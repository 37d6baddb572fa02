"""Proposed corrections elsewhere: « Mes suivis », the list, retention, personal data."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from tests.cadastre.factories import make_offer
from tests.cadastre.test_suggestions import MONDAY, proposed, the_change
from tests.network.factories import make_organisation, make_person
from tests.network.screens import log_in
from tests.network.space_factories import worker

from maillage.accounts.registries import personal_data
from maillage.cadastre.actions.suggestions import forget_suggesters, refuse_change
from maillage.cadastre.models import Offer
from maillage.cadastre.registers.suggestions import _desk_lines
from maillage.core.readers import MEMBERS, PUBLIC, Reader, works_key
from maillage.network.models import Organisation
from maillage.records.clock import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def mots() -> Organisation:
    return make_organisation("Les Mots Passeurs")


@pytest.fixture
def samira(mots: Organisation) -> Reader:
    """Works at the operator."""
    keys = frozenset({PUBLIC, MEMBERS, works_key(mots.uid)})
    return Reader(keys=keys, uid="sam2sam2", label="Samira Benali")


@pytest.fixture
def offer(mots: Organisation) -> Offer:
    return make_offer("Français pour débutants", organisation=mots, phone="04 111 11 11")


def test_coordinators_are_told_after_fourteen_days_the_operator_at_once(
    offer: Offer, samira: Reader, coordinator: Reader
) -> None:
    with time_machine.travel(MONDAY, tick=False):
        proposed(offer, phone="04 222 22 22")
        assert [line.detail for line in _desk_lines(samira, today())] == ["Les Mots Passeurs"]
        assert _desk_lines(coordinator, today()) == []
    with time_machine.travel(MONDAY + dt.timedelta(days=14, hours=1), tick=False):
        (line,) = _desk_lines(coordinator, today())
        assert line.label == "1 correction proposée sans réponse de l’opérateur"
        assert line.late


def test_who_proposed_is_forgotten_twelve_months_after_the_decision(offer: Offer, samira: Reader) -> None:
    with time_machine.travel(MONDAY, tick=False):
        decided = proposed(offer, sender="anne@example.org", remark="?")
        waiting = proposed(offer, sender="bea@example.org", remark="?")
        refuse_change(by=samira, change=the_change(decided, "remark"))
    assert forget_suggesters(MONDAY + dt.timedelta(days=364)) == 0
    assert forget_suggesters(MONDAY + dt.timedelta(days=366)) == 1
    decided.refresh_from_db()
    waiting.refresh_from_db()
    assert (decided.name, decided.email, waiting.email) == ("", "", "bea@example.org")
    assert decided.changes.count() == 1
    assert forget_suggesters(MONDAY + dt.timedelta(days=731)) == 1


def test_a_person_finds_and_erases_the_proposals_left_with_the_same_address(offer: Offer) -> None:
    anne = make_person("Anne Lys", email="anne@example.org")
    found = proposed(offer, sender="anne@example.org", phone="04 222 22 22")
    data = personal_data["suggestions"]
    (held,) = data.export(anne)
    assert isinstance(held, dict)
    assert held["champs"] == {"téléphone": "04 222 22 22"}
    data.erase(anne)
    found.refresh_from_db()
    assert (found.name, found.email) == ("", "")


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_asks_as_much_of_the_database_for_three_as_for_one(
    offer: Offer, many: int, django_assert_num_queries: Any
) -> None:
    for number in range(many):
        proposed(make_offer(f"Cours {number}", organisation=offer.organisation), phone="04 222 22 22")
    there = log_in(worker(make_organisation("Centre", is_host=True), coordinator=True))
    url = reverse("cadastre:suggestions")
    there.get(url)
    with django_assert_num_queries(LIST_QUERIES):
        assert len(there.get(url).context["listing"].rows) == many


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_of_an_offer_asks_as_much_for_three_proposals_as_for_one(
    offer: Offer, many: int, django_assert_num_queries: Any
) -> None:
    for _number in range(many):
        proposed(offer, phone="04 222 22 22", price="10 €")
    there = log_in(worker(offer.organisation))
    page = reverse("cadastre:offer", args=[offer.address])
    there.get(page)
    with django_assert_num_queries(PAGE_QUERIES):
        assert len(there.get(page).context["panels"]) == 1


LIST_QUERIES = 12
PAGE_QUERIES = 20
