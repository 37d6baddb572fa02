"""Judging: positions that count and opinions that do not, what leaves the space, contradictions (D7-D9, invariant 7)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from tests.concertation.factories import make_cycle, make_finding
from tests.network.factories import make_organisation
from tests.network.space_factories import make_space, organiser, reader, seat, worker

from maillage.concertation.actions.contradictions import mark_contradiction, settle_contradiction
from maillage.concertation.actions.cycles import close_cycle
from maillage.concertation.actions.positions import publish_position, take_position, withdraw_position
from maillage.concertation.models import Contradiction, Cycle, Finding, Position
from maillage.concertation.queries.judging import Positions, positions_on, seated_in
from maillage.core.readers import PUBLIC, VISITOR, Reader
from maillage.network.models import Organisation
from maillage.records.actions import NotAllowed
from maillage.records.clock import today
from maillage.records.identity import new_uid
from maillage.thread.models import Link
from maillage.thread.queries.threads import thread_of

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True)
class Table:
    """A public cycle where two organisations sit, each with somebody who works there."""

    cycle: Cycle
    finding: Finding
    choir: Organisation
    school: Organisation
    anna: Reader
    boris: Reader


@pytest.fixture
def table() -> Table:
    choir, school = make_organisation("Chœur"), make_organisation("École")
    space = make_space(members=(choir, school))
    cycle = make_cycle(space, public=True)
    finding = make_finding(cycle, retained=True)
    anna, boris = reader(worker(choir, "Anna Lys")), reader(worker(school, "Boris Roy"))
    return Table(cycle, finding, choir, school, anna, boris)


def takes(
    table: Table,
    by: Reader,
    organisation: Organisation,
    stance: str,
    reason: str = "",
    *,
    mandated: bool = True,
) -> Position:
    return take_position(
        by=by,
        cycle=table.cycle,
        item=table.finding.item,
        organisation=organisation,
        stance=stance,
        reason=reason,
        mandated=mandated,
    )


def held(table: Table, by: Reader) -> Positions:
    return positions_on([table.finding.item_id], table.cycle, by)[table.finding.item_id]


def camps(table: Table, by: Reader) -> list[tuple[str, list[str]]]:
    return [
        (camp.stance.value, [one.organisation.name for one in camp.positions]) for camp in held(table, by).camps
    ]


def test_organisations_stand_side_by_side_with_their_reasons(table: Table) -> None:
    takes(table, table.anna, table.choir, "agrees")
    takes(table, table.boris, table.school, "disagrees", "Les horaires ont changé")
    found = held(table, table.anna)
    assert camps(table, table.anna) == [("agrees", ["Chœur"]), ("disagrees", ["École"])]
    assert [one.reason for one in found.camps[1].reasons] == ["Les horaires ont changé"]
    assert (found.count, found.silent, found.is_disputed) == (2, 0, True)


def test_an_organisation_holds_one_mandated_position_whoever_says_it(table: Table) -> None:
    colleague = reader(worker(table.choir, "Carla Roc"))
    takes(table, table.anna, table.choir, "agrees")
    takes(table, colleague, table.choir, "abstains")
    assert camps(table, table.anna) == [("abstains", ["Chœur"])]


def test_the_database_refuses_a_second_open_one(table: Table) -> None:
    takes(table, table.anna, table.choir, "agrees")
    with pytest.raises(IntegrityError), transaction.atomic():
        Position.objects.create(
            item=table.finding.item,
            organisation=table.choir,
            stance="agrees",
            mandated=True,
            valid_from=today(),
        )


def test_the_database_refuses_a_second_open_opinion_of_one_author(table: Table) -> None:
    said = takes(table, table.anna, table.choir, "agrees", mandated=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Position.objects.create(
            item=table.finding.item,
            organisation=table.choir,
            author=said.author,
            stance="abstains",
            mandated=False,
        )


def test_a_change_of_mind_on_the_same_day_leaves_no_trace(table: Table) -> None:
    takes(table, table.anna, table.choir, "agrees")
    takes(table, table.anna, table.choir, "abstains")
    assert list(Position.objects.values_list("stance", "valid_to")) == [("abstains", None)]


def test_a_change_of_mind_on_another_day_keeps_the_former_one(table: Table, time_machine) -> None:  # type: ignore[no-untyped-def]
    later = dt.datetime.combine(today(), dt.time(10), tzinfo=dt.UTC) + dt.timedelta(days=40)
    first = takes(table, table.anna, table.choir, "agrees")
    time_machine.move_to(later, tick=False)
    takes(table, table.anna, table.choir, "rework", "La phrase mélange deux choses")
    first.refresh_from_db()
    assert first.valid_to is not None
    assert camps(table, table.anna) == [("rework", ["Chœur"])]
    kept = Position.objects.filter(organisation=table.choir).order_by("pk").values_list("stance", flat=True)
    assert list(kept) == ["agrees", "rework"]


def test_on_the_day_of_a_change_of_mind_one_position_holds(table: Table, time_machine) -> None:  # type: ignore[no-untyped-def]
    """Invariant 7, read at that day: `valid_to` is the last valid day, inclusive (DESIGN decision 4)."""
    later = dt.datetime.combine(today(), dt.time(10), tzinfo=dt.UTC) + dt.timedelta(days=40)
    takes(table, table.anna, table.choir, "agrees")
    time_machine.move_to(later, tick=False)
    takes(table, table.anna, table.choir, "abstains")
    assert [one.stance for one in Position.objects.as_of(today())] == ["abstains"]


def test_the_same_said_again_changes_nothing(table: Table, time_machine) -> None:  # type: ignore[no-untyped-def]
    first = takes(table, table.anna, table.choir, "disagrees", "Trop cher")
    time_machine.move_to(
        dt.datetime.combine(today(), dt.time(10), tzinfo=dt.UTC) + dt.timedelta(days=3), tick=False
    )
    assert takes(table, table.anna, table.choir, "disagrees", "  Trop cher ") == first
    assert Position.objects.get().valid_to is None


@pytest.mark.parametrize("stance", ["disagrees", "rework"])
def test_a_disagreement_says_why(table: Table, stance: str) -> None:
    with pytest.raises(ValidationError, match="pourquoi"):
        takes(table, table.anna, table.choir, stance, "   ")
    assert not Position.objects.exists()


@pytest.mark.parametrize("stance", ["agrees", "abstains", "cannot"])
def test_the_other_stances_need_no_reason(table: Table, stance: str) -> None:
    assert takes(table, table.anna, table.choir, stance).stance == stance


def test_an_unknown_stance_is_refused(table: Table) -> None:
    with pytest.raises(ValidationError):
        takes(table, table.anna, table.choir, "veto")


def test_an_organisation_that_does_not_sit_takes_no_position(table: Table) -> None:
    stranger = make_organisation("Passante")
    both = table.anna.with_keys({f"works:{stranger.uid}"})
    with pytest.raises(ValidationError, match="ne siège pas"):
        takes(table, both, stranger, "agrees")


def test_who_does_not_work_there_does_not_speak_for_it(table: Table) -> None:
    with pytest.raises(NotAllowed):
        takes(table, table.anna, table.school, "agrees")
    with pytest.raises(NotAllowed):
        takes(table, organiser(table.cycle.space), table.school, "agrees")


def test_a_closed_cycle_takes_no_position(table: Table) -> None:
    close_cycle(by=organiser(table.cycle.space), cycle=table.cycle)
    with pytest.raises(NotAllowed):
        takes(table, table.anna, table.choir, "agrees")


def test_opinions_of_professionals_never_count(table: Table) -> None:
    takes(table, table.anna, table.choir, "agrees", mandated=False)
    takes(table, reader(worker(table.choir, "Carla Roc")), table.choir, "abstains", mandated=False)
    found = held(table, table.anna)
    assert (found.count, len(found.opinions), found.silent) == (0, 2, 2)
    assert not found.is_disputed


def test_one_professional_has_one_opinion_and_it_leaves_the_mandate_alone(table: Table) -> None:
    takes(table, table.anna, table.choir, "agrees")
    takes(table, table.anna, table.choir, "disagrees", "À titre personnel", mandated=False)
    takes(table, table.anna, table.choir, "abstains", mandated=False)
    found = held(table, table.anna)
    assert camps(table, table.anna) == [("agrees", ["Chœur"])]
    assert [one.stance for one in found.opinions] == ["abstains"]


def test_positions_stay_inside_the_space_until_they_are_published(table: Table) -> None:
    mine = takes(table, table.anna, table.choir, "agrees")
    takes(table, table.boris, table.school, "agrees")
    assert held(table, VISITOR).count == 0
    publish_position(by=table.anna, cycle=table.cycle, position=mine, published=True)
    assert camps(table, VISITOR) == [("agrees", ["Chœur"])]
    publish_position(by=table.anna, cycle=table.cycle, position=mine, published=False)
    assert held(table, VISITOR).count == 0


def test_from_outside_nobody_is_said_to_be_silent(table: Table) -> None:
    """Who keeps its position inside did pronounce itself; an outsider is told neither that nor the contrary."""
    takes(table, table.anna, table.choir, "agrees")
    assert held(table, table.anna).silent == 1
    assert held(table, VISITOR).silent == 0


def test_the_organisers_see_every_position(table: Table) -> None:
    takes(table, table.anna, table.choir, "agrees")
    assert held(table, organiser(table.cycle.space)).count == 1


def test_an_opinion_is_not_published(table: Table) -> None:
    opinion = takes(table, table.anna, table.choir, "agrees", mandated=False)
    with pytest.raises(ValidationError, match="au nom de l’organisation"):
        publish_position(by=table.anna, cycle=table.cycle, position=opinion, published=True)
    Position.objects.update(published=True)
    assert held(table, VISITOR).opinions == []


def test_only_the_organisation_publishes_or_takes_back_its_position(table: Table) -> None:
    mine = takes(table, table.anna, table.choir, "agrees")
    for other in (table.boris, organiser(table.cycle.space)):
        with pytest.raises(NotAllowed):
            publish_position(by=other, cycle=table.cycle, position=mine, published=True)
        with pytest.raises(NotAllowed):
            withdraw_position(by=other, cycle=table.cycle, position=mine)
    withdraw_position(by=table.anna, cycle=table.cycle, position=mine)
    assert held(table, table.anna).count == 0


def test_a_new_position_is_published_anew(table: Table) -> None:
    """Agreeing to show what one thought is not agreeing to show what one thinks now."""
    mine = takes(table, table.anna, table.choir, "agrees")
    publish_position(by=table.anna, cycle=table.cycle, position=mine, published=True)
    takes(table, table.anna, table.choir, "disagrees", "Relu depuis")
    assert held(table, VISITOR).count == 0


def test_who_sits_is_who_sits_today(table: Table) -> None:
    newcomer = make_organisation("Nouvelle")
    assert seated_in(table.cycle) == {table.choir.pk, table.school.pk}
    seat(table.cycle.space, newcomer)
    assert newcomer.pk in seated_in(table.cycle)


def marks(table: Table, one: Finding, other: Finding, question: str = "Qui a raison ?") -> Contradiction:
    by = organiser(table.cycle.space)
    return mark_contradiction(by=by, uid=new_uid(), one=one, other=other, question=question)


def test_the_order_of_a_contradiction_does_not_matter(table: Table) -> None:
    other = make_finding(table.cycle, "Les places du mercredi restent vides")
    made = marks(table, other, table.finding)
    assert marks(table, table.finding, other, "Autrement dit ?") == made
    assert Contradiction.objects.count() == 1
    assert (made.item.awaits, made.item.state) == (True, "à discuter")


def test_a_finding_does_not_contradict_itself(table: Table) -> None:
    with pytest.raises(ValidationError, match="autre constat"):
        marks(table, table.finding, table.finding)
    with pytest.raises(ValidationError, match="autre constat"):
        marks(table, table.finding, make_finding(make_cycle()))
    with pytest.raises(IntegrityError), transaction.atomic():
        Contradiction.objects.create(
            item=table.finding.item, one=table.finding, other=table.finding, question="?"
        )


def test_a_contradiction_hangs_on_the_thread_of_both_and_is_settled_in_words(table: Table) -> None:
    other = make_finding(table.cycle, "Les places du mercredi restent vides")
    made = marks(table, table.finding, other)
    before = {mark.item.pk for mark in thread_of(made.item, VISITOR).before}
    assert before == {table.finding.item_id, other.item_id}
    by = organiser(table.cycle.space)
    with pytest.raises(ValidationError, match="ce qui est sorti"):
        settle_contradiction(by=by, contradiction=made, outcome="  ")
    settle_contradiction(by=by, contradiction=made, outcome="Deux quartiers différents")
    assert (made.settled_on, made.item.awaits, made.item.state) == (today(), False, "discutée")
    assert Finding.objects.standing().count() == 2


def test_a_contradiction_is_marked_and_settled_by_the_organisers(table: Table) -> None:
    other = make_finding(table.cycle, "Les places du mercredi restent vides")
    with pytest.raises(NotAllowed):
        mark_contradiction(by=table.anna, uid=new_uid(), one=table.finding, other=other, question="?")
    made = marks(table, table.finding, other)
    with pytest.raises(NotAllowed):
        settle_contradiction(by=table.anna, contradiction=made, outcome="Rien")


def test_a_contradiction_is_seen_by_who_sees_its_cycle() -> None:
    cycle = make_cycle()
    by = organiser(cycle.space)
    one, other = make_finding(cycle, "a"), make_finding(cycle, "b")
    made = mark_contradiction(by=by, uid=new_uid(), one=one, other=other, question="Qui a raison ?")
    assert made.item.audience == cycle.space.key != PUBLIC
    assert not Link.objects.visible_to(VISITOR).exists()
