"""Who posts which news, who reads them, until when (row C9)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from tests.chronicle.factories import make_news
from tests.network.factories import make_organisation
from tests.network.space_factories import make_space, organiser, reader, seat, worker

from maillage.chronicle.actions.news import correct_news, post_news, put_news_back, withdraw_news
from maillage.chronicle.models import NewsItem
from maillage.core.readers import MEMBERS, PUBLIC, SYSTEM, VISITOR, Reader
from maillage.journal.models import Entry
from maillage.network.models import Organisation
from maillage.records.actions import NotAllowed
from maillage.records.clock import today
from maillage.records.identity import new_uid
from maillage.records.versioned import ChangedMeanwhile

pytestmark = pytest.mark.django_db
D = dt.date


@pytest.fixture
def foyer() -> Organisation:
    return make_organisation("Foyer")


@pytest.fixture
def zoe(foyer: Organisation) -> Reader:
    return reader(worker(foyer, "Zoé Foyer"))


def post(by: Reader, **fields: Any) -> NewsItem:
    said = {"title": "Porte ouverte", "text": "Venez.", **fields}
    return post_news(by=by, uid=new_uid(), fields=said)  # type: ignore[arg-type]


def test_who_works_for_an_organisation_posts_for_it_and_for_no_other(zoe: Reader, foyer: Organisation) -> None:
    assert post(zoe, organisation=foyer).audience == PUBLIC
    with pytest.raises(NotAllowed, match="cette organisation"):
        post(zoe, organisation=make_organisation("Ailleurs"))


def test_who_coordinates_posts_for_any_organisation(coordinator: Reader, foyer: Organisation) -> None:
    assert post(coordinator, organisation=foyer).organisation == foyer


def test_who_organises_a_space_posts_there_and_members_do_not(zoe: Reader, foyer: Organisation) -> None:
    space = make_space(members=(foyer,))
    assert post(organiser(space), space=space, audience=space.key).audience == space.key
    member = zoe.with_keys({space.key})
    with pytest.raises(NotAllowed, match="organisent"):
        post(member, organisation=foyer, space=space, audience=space.key)


def test_a_visitor_posts_nothing(foyer: Organisation) -> None:
    with pytest.raises(NotAllowed):
        post(VISITOR, organisation=foyer)


def test_a_news_item_comes_from_someone(coordinator: Reader) -> None:
    with pytest.raises(ValidationError, match="de la part de qui"):
        post(coordinator)


@pytest.mark.parametrize("audience", [PUBLIC, MEMBERS])
def test_the_news_of_a_restricted_space_are_for_its_members_only(audience: str) -> None:
    space = make_space("Violences", restricted=True)
    with pytest.raises(ValidationError, match="réservé"):
        post(organiser(space), space=space, audience=audience)


def test_nobody_writes_to_the_members_of_a_space_that_was_not_chosen(zoe: Reader, foyer: Organisation) -> None:
    with pytest.raises(ValidationError, match="Choisissez l’espace"):
        post(zoe, organisation=foyer, audience=make_space().key)


def test_sent_twice_it_is_one(zoe: Reader, foyer: Organisation) -> None:
    uid = new_uid()
    fields = {"title": "Porte ouverte", "text": "Venez.", "organisation": foyer}
    first = post_news(by=zoe, uid=uid, fields=fields)  # type: ignore[arg-type]
    assert post_news(by=zoe, uid=uid, fields=fields) == first  # type: ignore[arg-type]
    stranger = reader(worker(make_organisation()))
    with pytest.raises(ValidationError, match="expiré"):
        post_news(by=stranger, uid=uid, fields=fields)  # type: ignore[arg-type]


@time_machine.travel("2026-11-20 12:00+01:00", tick=False)
def test_it_is_shown_until_the_event_is_over_or_for_thirty_days() -> None:
    assert make_news().shown_until == D(2026, 12, 20)
    assert make_news(starts_on=D(2026, 12, 3)).shown_until == D(2026, 12, 3)
    assert make_news(starts_on=D(2026, 12, 3), ends_on=D(2026, 12, 5)).shown_until == D(2026, 12, 5)
    assert make_news(starts_on=D(2026, 11, 3)).shown_until == D(2026, 11, 20), "told after the event: today"
    with pytest.raises(ValidationError, match="un an au plus"):
        make_news(shown_until=D(2029, 1, 1))


def test_an_event_does_not_end_before_it_starts() -> None:
    with pytest.raises(ValidationError, match="précéder"):
        make_news(starts_on=D(2026, 12, 3), ends_on=D(2026, 12, 2))


def test_the_last_day_is_a_brussels_day() -> None:
    """At 23h30 in Brussels, 22h30 in UTC, it is still shown; half an hour later it is in the archive."""
    with time_machine.travel("2026-11-20 12:00+01:00", tick=False):
        make_news(shown_until=D(2026, 11, 30))
    with time_machine.travel("2026-11-30 23:30+01:00", tick=False):
        assert NewsItem.objects.current(today()).count() == 1
    with time_machine.travel("2026-12-01 00:00+01:00", tick=False):
        assert NewsItem.objects.current(today()).count() == 0


def test_a_correction_is_told_in_the_journal_and_does_not_move_the_day_it_was_posted() -> None:
    item = make_news("Porte ouverte")
    posted = item.posted_at
    correct_news(by=SYSTEM, item=item, seen=1, fields={"title": "Portes ouvertes"})
    item.refresh_from_db()
    assert (item.version, item.posted_at) == (2, posted)
    assert item.corrected_at is not None
    entry = Entry.objects.about(item).latest("pk")
    assert [(change["before"], change["after"]) for change in entry.changes] == [
        ("Porte ouverte", "Portes ouvertes")
    ]


def test_kept_for_members_from_now_on_the_journal_follows() -> None:
    item = make_news("Porte ouverte")
    correct_news(by=SYSTEM, item=item, seen=1, fields={"audience": MEMBERS})
    assert {entry.audience for entry in Entry.objects.about(item)} == {MEMBERS}
    correct_news(by=SYSTEM, item=item, seen=2, fields={"audience": PUBLIC})
    assert [entry.audience for entry in Entry.objects.about(item).order_by("pk")] == [MEMBERS, MEMBERS, PUBLIC]


def test_the_second_of_two_who_correct_is_told() -> None:
    item = make_news()
    correct_news(by=SYSTEM, item=item, seen=1, fields={"place": "Salle A"})
    with pytest.raises(ChangedMeanwhile):
        correct_news(by=SYSTEM, item=item, seen=1, fields={"place": "Salle B"})


def test_nobody_hands_their_news_over_to_an_organisation_that_is_not_theirs(
    zoe: Reader, foyer: Organisation
) -> None:
    item = make_news(organisation=foyer)
    with pytest.raises(NotAllowed):
        correct_news(by=zoe, item=item, seen=1, fields={"organisation": make_organisation("Ailleurs")})


def test_withdrawn_it_is_gone_for_everyone_until_put_back(zoe: Reader, foyer: Organisation) -> None:
    item = make_news(organisation=foyer)
    withdraw_news(by=zoe, item=item)
    assert not NewsItem.objects.visible_to(SYSTEM).exists()
    put_news_back(by=zoe, item=item)
    assert NewsItem.objects.visible_to(VISITOR).exists()
    with pytest.raises(NotAllowed):
        withdraw_news(by=reader(worker(make_organisation())), item=item)


def test_what_a_space_keeps_to_itself_is_corrected_by_its_organisers_only(
    coordinator: Reader, zoe: Reader, foyer: Organisation
) -> None:
    space = make_space("Violences", restricted=True)
    seat(space, foyer)
    item = make_news(space=space, organisation=foyer, audience=space.key)
    for who in (coordinator, zoe.with_keys({space.key})):
        with pytest.raises(NotAllowed):
            correct_news(by=who, item=item, seen=1, fields={"place": "Ici"})
    correct_news(by=organiser(space), item=item, seen=1, fields={"place": "Ici"})


def test_the_predicate_on_one_item_agrees_with_the_list(foyer: Organisation, zoe: Reader) -> None:
    space = make_space("Violences", restricted=True)
    seat(space, foyer)
    make_news("Pour tous", organisation=foyer)
    make_news("Membres", organisation=foyer, audience=MEMBERS)
    make_news("Entre nous", space=space, audience=space.key)
    seen = {
        name: {item.title for item in NewsItem.objects.visible_to(who)}
        for name, who in (("visitor", VISITOR), ("member", zoe), ("organiser", organiser(space)))
    }
    assert seen == {
        "visitor": {"Pour tous"},
        "member": {"Pour tous", "Membres"},
        "organiser": {"Pour tous", "Membres", "Entre nous"},
    }
    at_the_table = reader(worker(foyer, "Yann Foyer"))
    for who in (VISITOR, zoe, at_the_table, organiser(space)):
        listed = set(NewsItem.objects.visible_to(who))
        assert listed == {item for item in NewsItem.objects.all() if item.audience in who.keys}
