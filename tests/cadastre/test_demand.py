"""Stating what people ask for: always with its source; the latest count of a list is the one that holds (row E7)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from tests.cadastre.demand_factories import ORAL, Country, a_demand, make_country, term_of
from tests.network.factories import make_organisation

from maillage.cadastre.actions.demand import (
    LevelCount,
    correct_demand,
    restore_demand,
    state_demands,
    withdraw_demand,
)
from maillage.cadastre.health.demand import demand_problems
from maillage.cadastre.models import ExpressedDemand
from maillage.cadastre.panels.coverage import desk_lines_of_demand
from maillage.cadastre.queries.demand import counting_on
from maillage.core.readers import SYSTEM, Reader, works_key
from maillage.journal.models import Entry
from maillage.network.actions.lifecycle import join_duplicates, undo_succession
from maillage.records.actions import NotAllowed
from maillage.records.versioned import ChangedMeanwhile

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 2)


@pytest.fixture
def country() -> Country:
    return make_country()


def held(day: dt.date) -> list[int]:
    return sorted(row.people for row in counting_on(day))


def test_the_latest_count_of_a_list_holds_and_the_earlier_is_its_history(country: Country) -> None:
    a_demand(country.liege, 30, DAY, level="OD")
    a_demand(country.liege, 18, DAY + dt.timedelta(days=60), level="OD")

    assert held(DAY) == [30]
    assert held(DAY + dt.timedelta(days=59)) == [30]
    assert held(DAY + dt.timedelta(days=60)) == [18]


def test_lists_of_another_level_place_public_or_source_stand_beside_each_other(country: Country) -> None:
    org = make_organisation("Les Mots")
    a_demand(country.liege, 1, DAY, level="OD", organisation=org)
    a_demand(country.liege, 2, DAY, level="O1", organisation=org)
    a_demand(country.seraing, 3, DAY, level="OD", organisation=org)
    a_demand(country.liege, 4, DAY, level="OD", organisation=org, target=term_of("audience", "femmes"))
    a_demand(country.liege, 5, DAY, level="OD", organisation=make_organisation("Autre"))
    a_demand(country.liege, 6, DAY, level="OD", course="alpha", organisation=org)
    a_demand(country.liege, 7, DAY, level="OD", source="Enquête du CPAS")

    assert held(DAY) == [1, 2, 3, 4, 5, 6, 7]


def test_the_same_organisation_counting_again_under_another_title_says_it_anew(country: Country) -> None:
    org = make_organisation("Les Mots")
    a_demand(country.liege, 30, DAY, organisation=org, source="Liste de janvier")
    a_demand(country.liege, 12, DAY + dt.timedelta(days=30), organisation=org, source="Liste de février")

    assert held(DAY + dt.timedelta(days=30)) == [12]


def test_a_count_holds_for_twelve_months(country: Country) -> None:
    a_demand(country.liege, 30, DAY)

    assert held(DAY - dt.timedelta(days=1)) == []
    assert held(dt.date(2027, 3, 2)) == [30]
    assert held(dt.date(2027, 3, 3)) == []


def test_a_count_over_a_period_holds_from_its_first_day(country: Country) -> None:
    a_demand(country.liege, 549, dt.date(2013, 12, 31), counted_from=dt.date(2013, 1, 1))

    assert held(dt.date(2012, 12, 31)) == []
    assert held(dt.date(2013, 6, 1)) == [549]
    assert held(dt.date(2014, 12, 31)) == [549]


def test_an_emptied_list_counts_nobody_and_does_not_bring_the_older_count_back(country: Country) -> None:
    a_demand(country.liege, 30, DAY)
    later = a_demand(country.liege, 18, DAY + dt.timedelta(days=30))

    withdraw_demand(by=SYSTEM, demand=later, seen=1, since=DAY + dt.timedelta(days=60), because="Tous placés")

    assert held(DAY + dt.timedelta(days=59)) == [18]
    assert held(DAY + dt.timedelta(days=60)) == []


def test_a_count_that_was_false_from_its_first_day_never_was(country: Country) -> None:
    a_demand(country.liege, 30, DAY)
    wrong = a_demand(country.liege, 1_800, DAY + dt.timedelta(days=30))

    withdraw_demand(by=SYSTEM, demand=wrong, seen=1, since=wrong.counted_on, because="Faute de frappe")
    assert held(DAY + dt.timedelta(days=31)) == [30]

    restore_demand(by=SYSTEM, demand=wrong, seen=2)
    assert held(DAY + dt.timedelta(days=31)) == [1_800]


def test_a_withdrawal_cannot_precede_what_it_withdraws(country: Country) -> None:
    demand = a_demand(country.liege, 30, DAY)

    with pytest.raises(ValidationError, match="02/03/2026"):
        withdraw_demand(by=SYSTEM, demand=demand, seen=1, since=DAY - dt.timedelta(days=1), because="?")


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("source", "  ", "jamais sans sa source"),
        ("counted_on", dt.date(2999, 1, 1), "pas encore venu"),
        ("counted_from", DAY + dt.timedelta(days=1), "ne peut pas suivre"),
        ("got_place", 31, "plus nombreux que les 30"),
    ],
)
def test_a_number_that_cannot_stand_is_refused(country: Country, field: str, value: object, words: str) -> None:
    with pytest.raises(ValidationError, match=words) as refused:
        a_demand(country.liege, 30, **{"day": DAY, field: value} if field != "counted_on" else {"day": value})  # type: ignore[arg-type]
    assert list(refused.value.error_dict) == [field]


def test_a_level_is_of_its_scale_and_spoken_or_written(country: Country) -> None:
    fields = {"territory": country.liege, "counted_on": DAY, "source_kind": "survey", "source": "Enquête"}
    oral = term_of(ORAL, "OD")

    for count in (LevelCount(3, "", oral), LevelCount(3, "written", oral)):
        with pytest.raises(ValidationError):
            state_demands(by=SYSTEM, fields=fields, counts=[count])  # type: ignore[arg-type]
    with pytest.raises(ValidationError, match="au moins un nombre"):
        state_demands(by=SYSTEM, fields=fields, counts=[])  # type: ignore[arg-type]
    assert not ExpressedDemand.objects.exists()


def test_the_database_refuses_a_number_without_its_source(country: Country) -> None:
    demand = a_demand(country.liege, 30, DAY)

    with pytest.raises(IntegrityError), transaction.atomic():
        ExpressedDemand.objects.filter(pk=demand.pk).update(source="")
    with pytest.raises(IntegrityError), transaction.atomic():
        ExpressedDemand.objects.filter(pk=demand.pk).update(got_place=31)


def test_a_form_sent_twice_states_once(country: Country) -> None:
    first = a_demand(country.liege, 30, DAY, uid="abcd2345")
    again = a_demand(country.liege, 30, DAY, uid="abcd2345")

    assert first == again
    assert ExpressedDemand.objects.count() == 1


def test_an_operator_speaks_for_its_own_lists_only(country: Country) -> None:
    own, other = make_organisation("Les Mots"), make_organisation("Autre")
    worker = Reader(keys=frozenset({"public", "members", works_key(own.uid)}), label="Samira")

    mine = a_demand(country.liege, 30, DAY, organisation=own, by=worker)
    theirs = a_demand(country.liege, 10, DAY, organisation=other)

    for organisation in (other, None):
        with pytest.raises(NotAllowed):
            a_demand(country.liege, 5, DAY, organisation=organisation, by=worker)
    with pytest.raises(NotAllowed):
        correct_demand(by=worker, demand=theirs, seen=1, fields={"people": 1})
    with pytest.raises(NotAllowed):
        correct_demand(by=worker, demand=mine, seen=1, fields={"organisation": other})
    with pytest.raises(NotAllowed):
        withdraw_demand(by=worker, demand=theirs, seen=1, since=DAY, because="?")
    assert list(ExpressedDemand.objects.visible_to(worker)) == [mine]
    assert ExpressedDemand.objects.visible_to(SYSTEM).count() == 2
    assert not ExpressedDemand.objects.visible_to(Reader()).exists()


def test_two_people_correcting_one_statement(country: Country) -> None:
    demand = a_demand(country.liege, 30, DAY)
    correct_demand(by=SYSTEM, demand=demand, seen=1, fields={"people": 32})

    with pytest.raises(ChangedMeanwhile):
        correct_demand(by=SYSTEM, demand=demand, seen=1, fields={"people": 33})

    demand.refresh_from_db()
    assert (demand.people, demand.version) == (32, 2)
    (change,) = Entry.objects.about(demand).filter(verb="corrigée").get().changes
    assert (change["label"], change["before"], change["after"]) == ("nombre de personnes", "30", "32")


def test_a_list_that_will_soon_no_longer_count_is_a_line_of_mes_suivis(country: Country) -> None:
    own, other = make_organisation("Les Mots"), make_organisation("Autre")
    worker = Reader(keys=frozenset({"public", "members", works_key(own.uid)}), label="Samira")
    a_demand(country.liege, 30, DAY, level="OD", organisation=own)
    a_demand(country.liege, 20, DAY, level="O1", organisation=own)
    a_demand(country.liege, 10, DAY, organisation=other)
    a_demand(country.liege, 5, DAY, organisation=own, source_kind="survey")
    a_demand(country.liege, 22, DAY + dt.timedelta(days=100), level="O1", organisation=own)

    def said(reader: Reader, day: dt.date) -> list[str]:
        return [line.label for line in desk_lines_of_demand(reader, day)]

    assert said(worker, dt.date(2027, 1, 2)) == []
    assert said(worker, dt.date(2027, 1, 3)) == ["1 liste d’attente à recompter"]
    assert said(SYSTEM, dt.date(2027, 1, 3)) == ["2 listes d’attente à recompter"]
    assert said(worker, dt.date(2027, 3, 3)) == [], "a year is over: it counts no more, and nobody asks"
    assert said(Reader(), dt.date(2027, 1, 3)) == []


def test_the_doctor_sees_a_level_that_stands_in_no_column(country: Country) -> None:
    demand = a_demand(country.liege, 30, DAY, level="OD")
    assert list(demand_problems()) == []

    ExpressedDemand.objects.filter(pk=demand.pk).update(skill="written")

    (problem,) = demand_problems()
    assert "OD" in problem


def test_the_lists_of_an_organisation_go_to_its_successor_and_come_back(country: Country) -> None:
    former, successor = make_organisation("Les Mots"), make_organisation("Les Mots réunis")
    demand = a_demand(country.liege, 30, DAY, organisation=former)

    done = join_duplicates(by=SYSTEM, organisation=former, kept=successor, seen=former.version)
    demand.refresh_from_db()
    assert demand.organisation == successor

    undo_succession(by=SYSTEM, succession=done)
    demand.refresh_from_db()
    assert demand.organisation == former
