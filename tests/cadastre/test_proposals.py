"""« Proposer à ceux qui l’attendent »: a session is told to the organisations that said people ask for it (row J10)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from tests.cadastre.demand_factories import Country, a_course, a_demand, make_country, term_of
from tests.network.factories import make_organisation
from tests.network.screens import log_in, text
from tests.network.space_factories import worker

from maillage.cadastre.actions.offers import end_offer
from maillage.cadastre.actions.proposals import propose_session
from maillage.cadastre.models import Offer
from maillage.cadastre.queries.awaiting import awaiting
from maillage.core.readers import COORDINATORS, MEMBERS, PUBLIC, SYSTEM, Reader
from maillage.mailing.models import Message
from maillage.network.models import Organisation
from maillage.records.actions import NotAllowed
from maillage.records.clock import today
from maillage.territory.models import Territory

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 1)


@pytest.fixture
def country() -> Country:
    made = make_country()
    at = {made.liege: (50.6333, 5.5667), made.seraing: (50.5836, 5.5006), made.namur: (50.4669, 4.8675)}
    for place, (latitude, longitude) in at.items():
        Territory.objects.filter(pk=place.pk).update(latitude=latitude, longitude=longitude, version=2)
    return made


@pytest.fixture
def mots() -> Organisation:
    return make_organisation("Les Mots Passeurs", email="accueil@mots.example")


@pytest.fixture
def alpha(country: Country) -> Offer:
    """Oral, from beginner up to level 2, in Liège."""
    operator = make_organisation("Atelier Lire Ensemble")
    session = a_course(country.liege, 12, entry="OD", leaves="O2", course="alpha", operator=operator)
    return session.offer


def waiting(offer: Offer) -> dict[str, int]:
    return {one.organisation.name: one.people for one in awaiting(offer, DAY)}


def test_lists_of_the_same_course_and_of_a_level_that_enters_are_told(
    country: Country, mots: Organisation, alpha: Offer
) -> None:
    a_demand(country.liege, 33, DAY, level="OD", course="alpha", organisation=mots)
    a_demand(country.liege, 21, DAY, level="O1", course="alpha", organisation=mots)
    a_demand(country.liege, 9, DAY, level="O2", course="alpha", organisation=mots)  # the exit level: too far
    a_demand(country.liege, 50, DAY, level="OD", course="fle", organisation=make_organisation("Autre cours"))
    assert waiting(alpha) == {"Les Mots Passeurs": 54}


def test_who_is_near_and_who_asks_for_the_whole_province_are_told_and_who_is_far_is_not(
    country: Country, alpha: Offer
) -> None:
    """Seraing is 7 km from Liège, Namur 54."""
    for place in (country.seraing, country.outremeuse, country.province, country.namur):
        by = make_organisation(f"De {place.name}")
        a_demand(place, 10, DAY, level="OD", course="alpha", organisation=by)
    assert waiting(alpha) == {"De Outremeuse": 10, "De Province de Liège": 10, "De Seraing": 10}


def test_who_has_a_place_already_and_what_is_old_or_its_own_do_not_wait(
    country: Country, mots: Organisation, alpha: Offer
) -> None:
    a_demand(country.liege, 30, DAY, course="alpha", organisation=mots, got_place=22)
    placed = make_organisation("Toutes placées")
    a_demand(country.liege, 30, DAY, course="alpha", organisation=placed, got_place=30)
    old = make_organisation("Il y a longtemps")
    a_demand(country.liege, 30, DAY - dt.timedelta(days=500), course="alpha", organisation=old)
    a_demand(country.liege, 30, DAY, course="alpha", organisation=alpha.organisation)
    a_demand(country.liege, 30, DAY, course="alpha", source="Enquête sans auteur")
    assert waiting(alpha) == {"Les Mots Passeurs": 8}


def test_a_training_for_professionals_is_told_to_those_who_asked_for_it(
    country: Country, mots: Organisation
) -> None:
    """No level, another public: the need of associative actors is a demand like another."""
    term_of("course-type", "professionnels")
    offer = a_course(country.liege, 15, course="professionnels", title="Gestion de projets").offer
    a_demand(country.liege, 6, DAY, course="professionnels", organisation=mots, source="Enquête")
    assert waiting(offer) == {"Les Mots Passeurs": 6}


def test_the_letter_says_who_asked_and_what_is_proposed_and_leaves_once(
    country: Country, mots: Organisation, alpha: Offer, coordinator: Reader
) -> None:
    a_demand(country.liege, 33, DAY, level="OD", course="alpha", organisation=mots)
    for _twice in range(2):
        propose_session(
            by=coordinator, offer=alpha, organisations=[mots], word="Dix places.", uid="prp2prp2", day=DAY
        )
    (letter,) = Message.objects.filter(purpose="propose_session")
    assert letter.to_email == "accueil@mots.example"
    assert letter.audience == COORDINATORS
    for said in (
        "33 personnes",
        "Liège",
        "Dix places.",
        "Français",
        reverse("cadastre:offer", args=[alpha.address]),
    ):
        assert said in letter.text
    assert [one.told_on for one in awaiting(alpha, DAY)] == [today()]


def test_only_those_who_wait_and_can_be_written_to_are_told(
    country: Country, mots: Organisation, alpha: Offer, coordinator: Reader
) -> None:
    silent = make_organisation("Sans adresse")
    a_demand(country.liege, 33, DAY, level="OD", course="alpha", organisation=silent)
    for wrong in ([], [mots], [silent]):
        with pytest.raises(ValidationError):
            propose_session(by=coordinator, offer=alpha, organisations=wrong, uid="prp2prp2", day=DAY)
    assert not Message.objects.exists()


@pytest.mark.parametrize("keys", [{PUBLIC}, {PUBLIC, MEMBERS}])
def test_who_coordinates_proposes_and_nobody_else(
    country: Country, mots: Organisation, alpha: Offer, keys: set[str]
) -> None:
    """Lists are seen by the organisation that said them and by coordinators."""
    a_demand(country.liege, 33, DAY, level="OD", course="alpha", organisation=mots)
    with pytest.raises(NotAllowed):
        propose_session(
            by=Reader(keys=frozenset(keys)), offer=alpha, organisations=[mots], uid="prp2prp2", day=DAY
        )


@pytest.fixture
def chloe() -> Client:
    return log_in(worker(make_organisation("Centre", is_host=True), "Chloé Dupont", coordinator=True))


def test_the_screen_proposes_from_the_offer_to_the_outbox(
    chloe: Client, country: Country, mots: Organisation, alpha: Offer
) -> None:
    day = today()
    a_demand(country.liege, 33, day, level="OD", course="alpha", organisation=mots)
    a_demand(country.liege, 4, day, level="OD", course="alpha", organisation=make_organisation("Sans adresse"))
    address = reverse("cadastre:propose_session", args=[alpha.address])
    assert address in chloe.get(reverse("cadastre:offer", args=[alpha.address])).content.decode()
    page = chloe.get(address)
    shown = text(page)
    assert "Les Mots Passeurs" in shown
    assert "33 personnes" in shown
    assert "Sans adresse" in shown
    uid = page.context["form"]["uid"].value()
    empty = chloe.post(address, {"uid": uid, "word": "Un mot à garder"})
    assert empty.status_code == 200
    assert "Un mot à garder" in text(empty)
    sent = chloe.post(address, {"uid": uid, "organisations": [mots.uid], "word": ""}, follow=True)
    assert "Courrier" in text(sent)
    assert Message.objects.filter(purpose="propose_session").count() == 1
    assert "écrit le" in text(chloe.get(address))


def test_without_anybody_waiting_the_screen_says_where_to_note_it(
    chloe: Client, country: Country, alpha: Offer
) -> None:
    page = chloe.get(reverse("cadastre:propose_session", args=[alpha.address]))
    assert "Personne n’attend" in text(page)
    assert reverse("cadastre:state_demand") in page.content.decode()


def test_what_is_over_is_not_proposed(chloe: Client, country: Country, alpha: Offer) -> None:
    end_offer(by=SYSTEM, offer=alpha, last_day=today() - dt.timedelta(days=1))
    assert chloe.get(reverse("cadastre:propose_session", args=[alpha.address])).status_code == 404


@pytest.mark.parametrize("lists", [1, 3])
def test_the_screen_asks_as_much_of_the_database_for_three_as_for_one(
    chloe: Client,
    country: Country,
    alpha: Offer,
    lists: int,
    django_assert_max_num_queries: object,
) -> None:
    for number in range(lists):
        by = make_organisation(f"Association {number}", email=f"a{number}@example.org")
        a_demand(country.liege, 10, today(), level="OD", course="alpha", organisation=by)
    address = reverse("cadastre:propose_session", args=[alpha.address])
    chloe.get(address)
    with django_assert_max_num_queries(27):  # type: ignore[operator]
        chloe.get(address)
