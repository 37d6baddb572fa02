"""« À compléter »: what sheets lack, for who coordinates; counted, never graded."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cadastre.factories import make_offer, make_session
from tests.network.factories import make_organisation, make_site, make_term, make_territory
from tests.network.screens import log_in, text
from tests.network.space_factories import make_space, worker

from maillage.cadastre.actions.offers import LevelSaid, end_offer
from maillage.cadastre.models import Offer
from maillage.cadastre.queries.lacking import (
    lack_counts,
    lacks_on,
    lacks_shown,
    offers_to_complete,
    running_offers,
)
from maillage.cadastre.queries.offers import lacks_of
from maillage.cadastre.registers.keeping import _desk_lines
from maillage.core.readers import MEMBERS, PUBLIC, SYSTEM, VISITOR, Reader, works_key
from maillage.network.models import Organisation
from maillage.records.clock import today
from maillage.vocabulary.codes import Code

pytestmark = pytest.mark.django_db


@pytest.fixture
def mots() -> Organisation:
    return make_organisation("Les Mots Passeurs", phone="04 111 11 11")


@pytest.fixture
def chloe() -> Client:
    return log_in(worker(make_organisation("Centre", is_host=True), "Chloé Dupont", coordinator=True))


def complete(title: str, organisation: Organisation, **fields: Any) -> Offer:
    """A course that lacks nothing."""
    level = make_term("level-oral", f"o-{title}"[:20], "Oral 1")
    offer = make_offer(
        title,
        organisation=organisation,
        levels=[LevelSaid("oral", "level-oral", level)],
        **{
            "course_type": make_term("course-type", f"c-{title}"[:20]),
            "registration_ways": ["phone"],
            "free": True,
            "text": "On y parle.",
            **fields,
        },
    )
    make_session(offer, "lundi 9h-12h")
    return offer


def listed(client: Client, **narrowed: str) -> list[str]:
    rows = client.get(reverse("cadastre:to_complete"), narrowed).context["listing"].rows
    return [row.object.title for row in rows]


def test_the_database_says_the_same_of_each_offer_as_its_page() -> None:
    silent, reached = make_organisation("Muette"), make_organisation("Jointe", email="a@b.example")
    over = {"first_day": dt.date(2020, 1, 6), "last_day": dt.date(2020, 6, 30)}
    complete("Complet", reached)
    make_session(make_offer("Passé", organisation=silent), "lundi 9h-12h", **over)
    both = make_offer("Passé et à venir", organisation=reached, price="5 €")
    make_session(both, "lundi 9h-12h", **over)
    make_session(both)
    make_offer("Service", organisation=silent, kind="service", phone="04 1")
    make_session(make_offer("Permanence", organisation=reached, kind="surgery"), "mardi 9h-12h")
    lacks = lacks_on(today())
    for offer in Offer.objects.select_related("organisation").prefetch_related("levels", "sessions__slots"):
        current = [one for one in offer.sessions.all() if not one.is_over(today())]
        found = [lack.label for lack in lacks if Offer.objects.filter(lack.condition, pk=offer.pk).exists()]
        assert tuple(found) == lacks_of(offer, current), offer.title


def test_the_list_holds_what_lacks_something_or_is_to_be_confirmed(chloe: Client, mots: Organisation) -> None:
    complete("Complet", mots)
    complete("Sans prix", mots, free=None)
    old, hidden = complete("Ancien", mots), complete("Oublié", mots)
    gone = complete("Arrêté", mots, free=None)
    end_offer(by=SYSTEM, offer=gone, last_day=today() - dt.timedelta(days=1))
    Offer.objects.filter(pk=old.pk).update(confirmed_on=today() - dt.timedelta(days=400))
    Offer.objects.filter(pk=hidden.pk).update(confirmed_on=today() - dt.timedelta(days=800))
    assert listed(chloe) == ["Ancien", "Oublié", "Sans prix"]
    assert listed(chloe, manque="prix") == ["Sans prix"]
    assert listed(chloe, fiche="12") == ["Ancien"]
    assert listed(chloe, fiche="24") == ["Oublié"]
    assert len(listed(chloe, manque="n’importe", fiche="\x00", espace="x", territoire="y")) == 3


def test_the_list_is_narrowed_by_operator_platform_and_territory(chloe: Client, mots: Organisation) -> None:
    liege, namur = make_territory("Liège"), make_territory("Namur")
    make_site(mots, territory=liege)
    other = make_organisation("Ailleurs")
    make_site(other, territory=namur)
    make_offer("À Liège", organisation=mots)
    make_offer("À Namur", organisation=other)
    lent = make_offer("Prêté à Namur", organisation=mots)
    make_session(lent, site=other.sites.get())
    space = make_space("Plateforme FLE", members=(other,))
    assert listed(chloe, operateur=mots.uid) == ["À Liège", "Prêté à Namur"]
    assert listed(chloe, espace=space.uid) == ["À Namur"]
    assert listed(chloe, territoire=liege.uid) == ["À Liège"]
    assert sorted(listed(chloe, territoire=namur.uid)) == ["Prêté à Namur", "À Namur"]


def test_the_counts_are_said_in_sentences_that_lead_to_the_offers(chloe: Client, mots: Organisation) -> None:
    for number in range(2):
        make_session(make_offer(f"Cours {number}", organisation=mots, text="Texte", free=True))
    shown = text(chloe.get(reverse("cadastre:to_complete")))
    assert "2 offres sans horaire" in shown
    assert "?manque=horaire" in shown
    assert "sans prix" not in shown
    counted = {lack.key: n for lack, n in lack_counts(running_offers(SYSTEM, today()), today())}
    assert counted == {"horaire": 2, "type-de-cours": 2, "inscription": 2}


def test_only_courses_that_one_enters_at_a_level_lack_one(mots: Organisation) -> None:
    for notation in ("fle", "citoyennete"):
        kind = make_term(Code.COURSE_TYPE, notation, notation)
        make_offer(notation, organisation=mots, text="Texte", free=True, course_type=kind)
    day = today()
    shown = {offer.title: lacks_shown(offer, day) for offer in offers_to_complete(SYSTEM, day)}
    assert [("niveau" in lacks) for lacks in (shown["fle"], shown["citoyennete"])] == [True, False]
    counted = {lack.key: n for lack, n in lack_counts(running_offers(SYSTEM, day), day)}
    assert counted["niveau"] == 1


def test_the_file_holds_what_lacks(chloe: Client, mots: Organisation) -> None:
    make_offer("Alpha", organisation=mots, free=True, text="Texte")
    content = chloe.get(reverse("cadastre:to_complete"), {"format": "csv"}).content.decode("utf-8-sig")
    assert "aucune session à venir" in content
    assert "04 111 11 11" in content


def test_what_a_coordinator_may_not_see_is_not_in_the_list(chloe: Client, mots: Organisation) -> None:
    make_offer("Réservé", organisation=mots, audience="space:22222222")
    assert listed(chloe) == []


def test_who_works_there_is_told_of_the_offers_to_confirm(mots: Organisation) -> None:
    old, _fresh = make_offer("Ancien", organisation=mots), make_offer("Frais", organisation=mots)
    Offer.objects.filter(pk=old.pk).update(confirmed_on=today() - dt.timedelta(days=400))
    reader = Reader(keys=frozenset({PUBLIC, MEMBERS, works_key(mots.uid)}), uid="sam2sam2", label="Samira")
    assert [(line.label, line.detail) for line in _desk_lines(reader, today())] == [
        ("1 offre à confirmer", "Les Mots Passeurs")
    ]
    assert _desk_lines(VISITOR, today()) == []


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_asks_as_much_for_three_offers_as_for_one(
    chloe: Client, mots: Organisation, many: int, django_assert_num_queries: Any
) -> None:
    for number in range(many):
        make_session(make_offer(f"Cours {number}", organisation=mots), "lundi 9h-12h")
    url = reverse("cadastre:to_complete")
    chloe.get(url)
    with django_assert_num_queries(LIST_QUERIES):
        assert len(chloe.get(url).context["listing"].rows) == many
    assert offers_to_complete(SYSTEM, today()).count() == many


LIST_QUERIES = 16
