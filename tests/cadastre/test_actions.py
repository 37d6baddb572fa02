"""What may be written of an offer, and what is refused."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from tests.cadastre.factories import days_from, make_offer, make_session
from tests.network.factories import make_organisation, make_term

from maillage.cadastre.actions.offers import (
    LevelSaid,
    TextSaid,
    confirm_offer,
    edit_offer,
    end_offer,
    reopen_offer,
)
from maillage.cadastre.actions.sessions import carry_forward, close_meanwhile, edit_session, say_places
from maillage.cadastre.models import Offer, Places
from maillage.core.hours import in_words, read_hours
from maillage.core.readers import MEMBERS, PUBLIC, SYSTEM, Reader, link_key, works_key
from maillage.journal.queries import history
from maillage.network.models import Organisation
from maillage.records.actions import NotAllowed
from maillage.records.clock import today
from maillage.records.versioned import ChangedMeanwhile
from maillage.vocabulary.codes import Code

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 9, 7)


def worker_of(organisation: Organisation) -> Reader:
    return Reader(
        keys=frozenset({PUBLIC, MEMBERS, works_key(organisation.uid)}), uid="wrk2wrk2", label="Wim Verbeke"
    )


def test_an_operator_keeps_its_own_offers_and_not_those_of_others() -> None:
    mots, other = make_organisation("Les Mots"), make_organisation("Ailleurs")
    offer = make_offer(organisation=mots, by=worker_of(mots))
    assert (offer.kept_by_centre, offer.confirmed_on, offer.confirmed_by) == (False, today(), "Wim Verbeke")
    with pytest.raises(NotAllowed):
        make_offer(organisation=other, by=worker_of(mots))
    with pytest.raises(NotAllowed):
        edit_offer(by=worker_of(other), offer=offer, seen=offer.version, fields={"title": "Pris"})


def test_its_signed_link_speaks_for_the_operator() -> None:
    mots = make_organisation("Les Mots")
    by_link = Reader(keys=frozenset({PUBLIC, link_key("keep_offers", mots.uid)}), label="lien")
    assert make_offer(organisation=mots, by=by_link).kept_by_centre is False


def test_what_the_centre_writes_for_an_operator_shows(coordinator: Reader) -> None:
    offer = make_offer(by=coordinator)
    assert offer.kept_by_centre is True
    confirm_offer(by=worker_of(offer.organisation), offer=offer)
    assert offer.kept_by_centre is False


def test_an_exit_below_the_entry_is_refused_with_both_levels_named() -> None:
    low, high = make_term(Code.LEVEL_CEFR, "A1", "introductif"), make_term(Code.LEVEL_CEFR, "B1", "seuil")
    upside_down = LevelSaid("oral", Code.LEVEL_CEFR, entry=high, exit=low)
    with pytest.raises(ValidationError, match=r"niveau de sortie \(A1\).*niveau d’entrée \(B1\)"):
        make_offer(levels=[upside_down])
    offer = make_offer(levels=[LevelSaid("oral", Code.LEVEL_CEFR, entry=low, exit=high)])
    assert [str(level) for level in offer.levels.all()] == ["oral\u00a0: A1 → B1"]


def test_a_level_of_another_scale_is_refused() -> None:
    of_cefr = make_term(Code.LEVEL_CEFR, "A1", "introductif")
    make_term(Code.LEVEL_ORAL, "O1", "Oral 1")
    with pytest.raises(ValidationError, match="n’est pas de cette échelle"):
        make_offer(levels=[LevelSaid("oral", Code.LEVEL_ORAL, entry=of_cefr)])


def test_a_session_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValidationError, match="ne peut pas précéder son début"):
        make_session(make_offer(), first_day=MONDAY, last_day=MONDAY - dt.timedelta(days=1))


def test_an_hour_that_never_comes_in_the_session_is_refused() -> None:
    with pytest.raises(ValidationError, match="ne tombe aucun jour"):
        make_session(make_offer(), "dimanche 9h-12h", first_day=MONDAY, last_day=MONDAY + dt.timedelta(days=4))


def test_two_people_editing_one_offer_see_each_other() -> None:
    offer = make_offer("Alpha", phone="04 111 11 11")
    seen = offer.version
    edit_offer(by=SYSTEM, offer=Offer.objects.get(pk=offer.pk), seen=seen, fields={"phone": "04 222 22 22"})
    with pytest.raises(ChangedMeanwhile):
        edit_offer(by=SYSTEM, offer=offer, seen=seen, fields={"title": "Alpha 2"})


def test_places_carry_their_day_and_the_latest_counts() -> None:
    session = make_session(make_offer())
    say_places(by=SYSTEM, session=session, state="some", count=6, on=today() - dt.timedelta(days=3))
    say_places(by=SYSTEM, session=session, state="full", count=9)
    assert [(one.state, one.count) for one in session.places.all()] == [("full", None), ("some", 6)]
    with pytest.raises(ValidationError, match="pas encore venu"):
        say_places(by=SYSTEM, session=session, state="full", on=today() + dt.timedelta(days=1))
    assert Places.objects.count() == 2


def test_last_years_sessions_come_back_on_the_same_days_of_the_week_once() -> None:
    offer = make_offer()
    former = make_session(offer, "lundi 9h-12h", **days_from(MONDAY, 12), capacity=12)
    (made,) = carry_forward(by=SYSTEM, offer=offer, sessions=[former])
    assert (made.first_day, made.last_day) == (dt.date(2027, 9, 6), dt.date(2027, 11, 29))
    assert made.first_day is not None
    assert made.first_day.weekday() == MONDAY.weekday()
    assert (in_words([row.slot for row in made.slots.all()]), made.capacity) == ("lundi de 9h à 12h", 12)
    assert carry_forward(by=SYSTEM, offer=offer, sessions=[former]) == []


def test_hours_change_with_their_trace() -> None:
    session = make_session(make_offer(), "lundi 9h-12h")
    edit_session(by=SYSTEM, session=session, seen=session.version, fields={}, slots=read_hours("mardi 18h-20h"))
    entry = history(session.offer, SYSTEM).entries[0]
    assert [(change["label"], change["before"], change["after"]) for change in entry.changes] == [
        ("horaire", "lundi de 9h à 12h", "mardi de 18h à 20h")
    ]


def test_a_closure_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValidationError, match="ne peut pas précéder"):
        close_meanwhile(by=SYSTEM, offer=make_offer(), first_day=MONDAY, last_day=MONDAY - dt.timedelta(days=1))


def test_an_offer_that_ended_can_be_offered_again() -> None:
    with time_machine.travel("2026-10-01 12:00", tick=False):
        offer = end_offer(by=SYSTEM, offer=make_offer(), last_day=dt.date(2026, 9, 30))
        assert not offer.holds(today())
        assert reopen_offer(by=SYSTEM, offer=offer).holds(today())


def test_texts_in_other_languages_are_replaced_as_a_whole() -> None:
    offer = make_offer(texts=[TextSaid("ar", "دروس الفرنسية"), TextSaid("nl", "Franse les")])
    edit_offer(by=SYSTEM, offer=offer, seen=offer.version, fields={}, texts=[TextSaid("nl", "Frans leren")])
    assert [(text.language, text.title) for text in offer.texts.all()] == [("nl", "Frans leren")]
