"""What the public search finds, and what it never shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from tests.cadastre.factories import days_from, make_offer, make_session
from tests.network.factories import make_organisation, make_site, make_term, make_territory

from maillage.cadastre.actions.calendar import follow_calendar
from maillage.cadastre.actions.offers import LevelSaid, TextSaid, confirm_offer, edit_offer, end_offer
from maillage.cadastre.actions.sessions import close_meanwhile, remove_session, say_places
from maillage.cadastre.health.offers import index_problems
from maillage.cadastre.indexing.writing import rebuild
from maillage.cadastre.models import Offer, OfferEntry
from maillage.cadastre.queries.finding import Question, count_offers, find_offers
from maillage.cadastre.replica import forget_replica
from maillage.core.offers import Sort
from maillage.core.offers.keys import Family
from maillage.core.readers import MEMBERS, PUBLIC, SYSTEM, VISITOR, Reader
from maillage.network.actions.organisations import edit_organisation
from maillage.territory.models import Territory
from maillage.vocabulary.codes import Code

pytestmark = pytest.mark.django_db
MEMBER = Reader(keys=frozenset({PUBLIC, MEMBERS}))


def titles(text: str = "", reader: Reader = VISITOR, **asked: Any) -> list[str]:
    return [line.shown["title"] for line in find_offers(Question(text=text, **asked), reader).lines]


def narrowed(**values: str) -> dict[Family, tuple[str, ...]]:
    return {Family[name.upper()]: (value,) for name, value in values.items()}


def a_point(name: str, latitude: float, longitude: float) -> Territory:
    """A commune that has a point, in WGS84 degrees."""
    commune = make_territory(name)
    commune.latitude, commune.longitude, commune.version = latitude, longitude, commune.version + 1
    commune.save()
    return commune


def test_words_are_found_without_accents_plural_or_case() -> None:
    make_offer("Écoles de devoirs", kind="service")
    make_offer("Permanence juridique", kind="surgery")
    assert titles("ecole") == ["Écoles de devoirs"]
    assert titles("JURIDIQUES") == ["Permanence juridique"]


def test_a_mistyped_word_is_understood_and_said() -> None:
    make_offer("Couture du jeudi", kind="service")
    found = find_offers(Question(text="coutrue"), VISITOR)
    assert (found.count, dict(found.corrections)) == (1, {"coutrue": "couture"})
    assert find_offers(Question(text="coutrue", verbatim=True), VISITOR).count == 0


def test_spelling_never_tells_what_only_members_may_read() -> None:
    make_offer("Xylophone", audience=MEMBERS)
    assert find_offers(Question(text="xylofone"), VISITOR).corrections == {}
    assert titles("xylofone", MEMBER) == ["Xylophone"]


def test_restricted_offers_and_those_of_restricted_sheets_do_not_exist_for_the_public() -> None:
    make_offer("Réunion", audience=MEMBERS)
    make_offer("Atelier", organisation=make_organisation("Discrète", audience=MEMBERS))
    make_offer("Alpha")
    found = find_offers(Question(), VISITOR)
    assert (titles(), found.count, found.facets[Family.KIND]) == (["Alpha"], 1, {"training": 1})
    assert sorted(titles("", MEMBER)) == ["Alpha", "Atelier", "Réunion"]


def test_a_sheet_that_becomes_restricted_takes_its_offers_along() -> None:
    mots = make_organisation("Les Mots")
    make_offer("Alpha", organisation=mots)
    assert titles() == ["Alpha"]
    edit_organisation(by=SYSTEM, organisation=mots, seen=mots.version, fields={"audience": MEMBERS})
    assert titles() == []
    assert not Offer.objects.visible_to(VISITOR).exists()


def test_what_the_list_shows_of_the_operator_follows_its_sheet() -> None:
    mots = make_organisation("Les Mots", phone="04 111 11 11")
    make_offer("Alpha", organisation=mots)
    edit_organisation(
        by=SYSTEM, organisation=mots, seen=mots.version, fields={"name": "Les Phrases", "phone": "04 2"}
    )
    line = find_offers(Question(text="phrases"), VISITOR).lines[0].shown
    assert (line["operator"], line["phone"]) == ("Les Phrases", "04 2")


def test_an_offer_is_found_where_it_takes_place_by_the_name_of_the_place() -> None:
    seraing, liege = make_territory("Seraing"), make_territory("Liège")
    mots = make_organisation("Les Mots")
    make_site(mots, street="Rue A 1", territory=liege)
    there = make_site(mots, street="Rue B 2", territory=seraing)
    offer = make_offer("Alpha", organisation=mots)
    make_session(offer, "mardi 9h-12h")
    make_session(offer, "jeudi 18h-20h", site=there)
    assert find_offers(Question(text="alpha"), VISITOR).count == 2
    (line,) = find_offers(Question(text="alpha seraing"), VISITOR).lines
    assert (line.shown["place"], line.shown["when"]) == ("Seraing", "jeudi de 18h à 20h")
    assert titles(place=liege.pk) == ["Alpha"]


def test_a_surgery_is_found_at_whoever_lends_the_place() -> None:
    jambes = make_territory("Jambes")
    host = make_organisation("Maison de quartier")
    place = make_site(host, street="Rue du Pont 3", territory=jambes)
    mirena = make_organisation("Mirena", phone="081 00 00 00")
    make_session(make_offer("Permanence", kind="surgery", organisation=mirena), "mardi 14h-16h", site=place)
    (line,) = find_offers(Question(values={Family.CELL: ("4",)}, place=jambes.pk), VISITOR).lines
    shown = line.shown
    assert (shown["operator"], shown["host"], shown["phone"]) == (
        "Mirena",
        "Maison de quartier",
        "081 00 00 00",
    )
    assert shown["when"] == "mardi de 14h à 16h"


def test_a_radius_orders_by_distance_and_stops_at_it() -> None:
    near = a_point("Namur", 50.467, 4.867)
    far = a_point("Dinant", 50.261, 4.912)
    for name, territory in (("Loin", far), ("Ici", near)):
        operator = make_organisation(f"Opérateur {name}")
        make_site(operator, street="Rue 1", territory=territory)
        make_session(make_offer(name, organisation=operator))
    around = find_offers(Question(place=near.pk, radius=50, sort=Sort.DISTANCE), VISITOR)
    assert [line.shown["title"] for line in around.lines] == ["Ici", "Loin"]
    assert [round(line.kilometres or 0) for line in around.lines] == [
        0,
        23,
    ]  # Namur – Dinant, as the crow flies
    narrow = find_offers(Question(place=near.pk, radius=10), VISITOR)
    assert narrow.count == 1


def test_levels_between_entry_and_exit_may_enter_and_the_exit_may_not() -> None:
    a1, a2, b1 = (make_term(Code.LEVEL_CEFR, one, one) for one in ("A1", "A2", "B1"))
    make_offer("Français", levels=[LevelSaid("oral", Code.LEVEL_CEFR, entry=a1, exit=b1)])
    assert [titles(values={Family.ORAL: (one.notation,)}) for one in (a1, a2, b1)] == [
        ["Français"],
        ["Français"],
        [],
    ]
    assert titles(values={Family.WRITTEN: ("A1",)}) == []


def test_the_french_one_has_is_enough_or_not() -> None:
    a1, a2, b1 = (make_term(Code.LEVEL_CEFR, one, one) for one in ("A1", "A2", "B1"))
    make_offer("Citoyenneté", required_french=a2)
    make_offer("Couture")
    make_offer("Français", levels=[LevelSaid("oral", Code.LEVEL_CEFR, entry=a1, exit=b1)])
    enough = {one.notation: titles(values={Family.FRENCH: (one.notation,)}) for one in (a1, a2, b1)}
    assert enough == {"A1": ["Couture"], "A2": ["Citoyenneté", "Couture"], "B1": ["Citoyenneté", "Couture"]}
    assert find_offers(Question(), VISITOR).facets[Family.FRENCH] == {"A1": 1, "A2": 2, "B1": 2}


def test_the_title_in_another_language_is_found_in_that_language() -> None:
    make_offer("Français", texts=[TextSaid("nl", "Franse lessen"), TextSaid("ar", "دروس اللغة الفرنسية")])
    assert titles("lessen") == ["Français"]
    assert titles("الفرنسية") == ["Français"]


@pytest.mark.parametrize(
    ("change", "left"),
    [
        (lambda offer: end_offer(by=SYSTEM, offer=offer, last_day=dt.date(2026, 9, 1)), []),
        (lambda offer: edit_offer(by=SYSTEM, offer=offer, seen=offer.version, fields={"title": "B"}), ["B"]),
    ],
)
def test_what_is_written_is_found_the_same_minute(change: Callable[[Offer], Offer], left: list[str]) -> None:
    offer = make_offer("A")
    assert titles() == ["A"]
    change(offer)
    assert titles() == left


def test_what_nobody_confirmed_for_two_years_leaves_the_search_and_comes_back_when_confirmed() -> None:
    with time_machine.travel("2024-09-01 10:00", tick=False):
        offer = make_offer("Alpha")
    with time_machine.travel("2026-08-31 10:00", tick=False):
        assert follow_calendar() >= 0
        assert titles() == ["Alpha"]
    with time_machine.travel("2026-09-01 10:00", tick=False):
        follow_calendar()
        assert titles() == []
        assert Offer.objects.count() == 1
        confirm_offer(by=SYSTEM, offer=offer)
        assert titles() == ["Alpha"]


def test_an_offer_to_come_is_found_from_its_first_day() -> None:
    with time_machine.travel("2026-08-20 10:00", tick=False):
        make_offer("Alpha", valid_from=dt.date(2026, 9, 1))
        assert titles() == []
    with time_machine.travel("2026-09-01 00:30", tick=False):
        follow_calendar()
        assert titles() == ["Alpha"]


def test_places_older_than_fourteen_days_are_to_be_checked() -> None:
    with time_machine.travel("2026-11-01 10:00", tick=False):
        say_places(by=SYSTEM, session=make_session(make_offer("Alpha")), state="some", count=6)
        assert titles(values=narrowed(places="some")) == ["Alpha"]
    with time_machine.travel("2026-11-15 10:00", tick=False):
        follow_calendar()
        assert titles(values=narrowed(places="some")) == ["Alpha"]
    with time_machine.travel("2026-11-16 10:00", tick=False):
        follow_calendar()
        assert titles(values=narrowed(places="some")) == []
        assert titles(values=narrowed(places="unknown")) == ["Alpha"]


def test_a_closure_is_said_and_the_offer_still_found() -> None:
    with time_machine.travel("2026-12-24 10:00", tick=False):
        offer = make_offer("Alpha")
        close_meanwhile(
            by=SYSTEM,
            offer=offer,
            first_day=dt.date(2026, 12, 21),
            last_day=dt.date(2027, 1, 3),
            message="Vacances",
        )
        (line,) = find_offers(Question(), VISITOR).lines
        assert line.shown["closed"] == {"until": "2027-01-03", "message": "Vacances"}


def test_sessions_that_are_over_leave_hours_and_places_behind() -> None:
    with time_machine.travel("2026-11-01 10:00", tick=False):
        offer = make_offer("Alpha")
        make_session(offer, "lundi 9h-12h", **days_from(dt.date(2026, 1, 5), 4))
        (line,) = find_offers(Question(), VISITOR).lines
        assert (line.shown["when"], line.shown["next"]) == ("", "")


def test_next_starts_come_first_when_asked() -> None:
    with time_machine.travel("2026-11-01 10:00", tick=False):
        for title, day in (("Janvier", dt.date(2027, 1, 4)), ("Décembre", dt.date(2026, 12, 7))):
            make_session(make_offer(title), first_day=day)
        assert titles(sort=Sort.NEXT_START) == ["Décembre", "Janvier"]


def test_an_empty_answer_has_a_way_out() -> None:
    namur = a_point("Namur", 50.467, 4.867)
    dinant = a_point("Dinant", 50.261, 4.912)
    operator = make_organisation("Opérateur")
    make_site(operator, street="Rue 1", territory=dinant)
    make_session(make_offer("Alpha", organisation=operator))
    found = find_offers(Question(text="alpha", place=namur.pk, radius=5), VISITOR)
    assert found.count == 0
    assert [(way.why, way.count) for way in found.ways] == [("radius:50", 1), ("place", 1), ("only_words", 1)]


def test_a_visitor_asks_the_same_few_queries_whatever_is_found(django_assert_num_queries: Any) -> None:
    make_offer("Alpha un")
    find_offers(Question(text="alpha"), VISITOR)
    with django_assert_num_queries(3):
        assert find_offers(Question(text="alpha"), VISITOR).count == 1
    make_offer("Alpha deux")
    make_offer("Alpha trois")
    find_offers(Question(text="alpha"), VISITOR)
    with django_assert_num_queries(3):
        assert find_offers(Question(text="alpha"), VISITOR).count == 3


def test_building_anew_finds_the_same_and_the_doctor_agrees() -> None:
    offer = make_offer("Alpha")
    session = make_session(offer, "lundi 9h-12h", site=make_site(offer.organisation, street="Rue 1"))
    make_offer("Beta")
    remove_session(by=SYSTEM, session=session)
    before = sorted(titles())
    rebuild()
    forget_replica()
    assert (sorted(titles()), count_offers(Question(), VISITOR)) == (before, 2)
    assert list(index_problems()) == []
    OfferEntry.objects.filter(offer=offer).update(keys="z:")
    assert [line[:10] for line in index_problems()] == ["1 offre(s)"]
