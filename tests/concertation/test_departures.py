"""Who leaves an organisation leaves the requests they answer for, and the actions where they stand for it (A2, B17)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from tests.concertation.factories import (
    accepted,
    make_action,
    make_avenue,
    make_cycle,
    make_finding,
    make_request,
)
from tests.network.factories import make_organisation
from tests.network.screens import log_in
from tests.network.space_factories import make_space, organiser, reader, seat, worker

from maillage.accounts.models import Person
from maillage.concertation.actions.acting import move_action
from maillage.concertation.actions.telling import ask_for_news
from maillage.concertation.models import Action, Carrier, Intervention
from maillage.core.readers import SYSTEM
from maillage.mailing.models import Message
from maillage.network.actions.posts import leave_organisation
from maillage.network.models import Organisation, Post, Space
from maillage.network.queries.posts import charges_held
from maillage.records.clock import today
from maillage.records.identity import new_uid

pytestmark = pytest.mark.django_db
YESTERDAY = today() - dt.timedelta(days=1)


@pytest.fixture
def choir() -> Organisation:
    return make_organisation("Le Chœur", email="choeur@example.org")


@pytest.fixture
def anna(choir: Organisation) -> Person:
    return worker(choir, "Anna Lys", email="anna@example.org")


@pytest.fixture
def heir(choir: Organisation) -> Post:
    return worker(choir, "Basil Orme", email="basil@example.org").posts.get()


def answered_by(anna: Person, space: Space, choir: Organisation) -> Intervention:
    seat(space, choir)
    return accepted(make_request(space, choir, "Nous former"), anna)


def carried_by(anna: Person, choir: Organisation) -> Action:
    finding = make_finding(make_cycle(make_space(), public=True), "Personne le mercredi", retained=True)
    act = make_action(make_avenue(finding.cycle, finding), choir, make_organisation("Le Navire"))
    Carrier.objects.filter(organisation=choir).update(person=anna)
    return move_action(by=organiser(act.cycle.space), act=act, verb="decider")


def offered(anna: Person, choir: Organisation, by: object = SYSTEM) -> list[tuple[str, str]]:
    found = charges_held(anna, choir, today(), by)  # type: ignore[arg-type]
    return [(held.follower, held.charge.key) for held in found if held.follower == "concertation"]


def test_a_request_goes_to_the_colleague_who_takes_it_over(
    anna: Person, heir: Post, choir: Organisation
) -> None:
    request = answered_by(anna, make_space(), choir)
    key = ("concertation", f"request:{request.uid}")
    assert offered(anna, choir) == [key]
    leave_organisation(by=SYSTEM, person=anna, organisation=choir, day=today(), hand_over={key: heir})
    request.refresh_from_db()
    assert request.owner == heir.person
    assert offered(anna, choir) == []


def test_a_request_that_nobody_takes_over_waits_for_somebody(anna: Person, choir: Organisation) -> None:
    request = answered_by(anna, make_space(), choir)
    leave_organisation(by=SYSTEM, person=anna, organisation=choir, day=YESTERDAY)
    request.refresh_from_db()
    assert (request.owner, request.status) == (None, Intervention.Status.ACCEPTED)


def test_who_sits_there_by_another_organisation_goes_on_answering(anna: Person, choir: Organisation) -> None:
    space, other = make_space(), make_organisation("Le Foyer")
    request = answered_by(anna, space, choir)
    seat(space, other)
    anna.posts.create(organisation=other, valid_from=dt.date(2015, 1, 1))
    leave_organisation(by=SYSTEM, person=anna, organisation=choir, day=today())
    request.refresh_from_db()
    assert request.owner == anna


def test_who_leaves_next_month_answers_until_then(anna: Person, choir: Organisation) -> None:
    request = answered_by(anna, make_space(), choir)
    leave_organisation(by=SYSTEM, person=anna, organisation=choir, day=today() + dt.timedelta(days=30))
    request.refresh_from_db()
    assert request.owner == anna


def test_a_finished_request_stays_as_it_was(anna: Person, choir: Organisation) -> None:
    request = answered_by(anna, make_space(), choir)
    Intervention.objects.update(status="done", outcome="Fait", outcome_on=today())
    assert offered(anna, choir) == []
    leave_organisation(by=SYSTEM, person=anna, organisation=choir, day=YESTERDAY)
    request.refresh_from_db()
    assert request.owner == anna


def test_of_a_restricted_space_only_those_who_sit_there_hear_of_the_request(
    anna: Person, heir: Post, choir: Organisation
) -> None:
    space = make_space("Groupe fermé", restricted=True)
    seat(space, choir, people=(anna,))
    request = accepted(make_request(space, choir, "Nous former"), anna)
    key = ("concertation", f"request:{request.uid}")
    assert offered(anna, choir) == []
    assert offered(anna, choir, organiser(space)) == [key]
    with pytest.raises(ValidationError, match="plus à reprendre"):
        leave_organisation(by=SYSTEM, person=anna, organisation=choir, day=today(), hand_over={key: heir})


def test_a_colleague_who_does_not_sit_there_cannot_answer_for_it(
    anna: Person, heir: Post, choir: Organisation
) -> None:
    space = make_space("Groupe fermé", restricted=True)
    (membership,) = seat(space, choir)
    membership.person = anna
    membership.save()
    request = accepted(make_request(space, choir, "Nous former"), anna)
    assert not reader(heir.person).has(space.key)
    with pytest.raises(ValidationError, match="ne siège pas"):
        leave_organisation(
            by=organiser(space),
            person=anna,
            organisation=choir,
            day=today(),
            hand_over={("concertation", f"request:{request.uid}"): heir},
        )
    request.refresh_from_db()
    assert request.owner == anna
    assert Post.objects.get(person=anna).valid_to is None


def test_an_action_goes_to_the_colleague_or_to_the_organisation(
    anna: Person, heir: Post, choir: Organisation
) -> None:
    act = carried_by(anna, choir)
    key = ("concertation", f"action:{Carrier.objects.get(person=anna).pk}")
    assert offered(anna, choir) == [key]
    leave_organisation(by=SYSTEM, person=anna, organisation=choir, day=YESTERDAY, hand_over={key: heir})
    assert Carrier.objects.get(organisation=choir).person == heir.person
    ask_for_news(by=organiser(act.cycle.space), act=act, uid=new_uid())
    assert Message.objects.get(purpose="action_news").to_email == "basil@example.org"


def test_nobody_is_asked_for_news_where_they_no_longer_work(anna: Person, choir: Organisation) -> None:
    act = carried_by(anna, choir)
    Post.objects.filter(person=anna).update(valid_to=YESTERDAY)
    ask_for_news(by=organiser(act.cycle.space), act=act, uid=new_uid())
    assert Message.objects.get(purpose="action_news").to_email == "choeur@example.org"


def test_the_page_of_the_departure_proposes_it(anna: Person, heir: Post, choir: Organisation) -> None:
    answered_by(anna, make_space(), choir)
    url = reverse("network:leave_organisation", args=[choir.uid, anna.posts.get().uid])
    page = log_in(heir.person).get(url)
    assert "Demande : Nous former" in page.content.decode().replace("\xa0", " ")
