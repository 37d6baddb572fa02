"""Digests: one for each person and period, each item once, with today's eyes; none lost, none doubled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core import mail
from pytest_django import DjangoAssertNumQueries
from tests.chronicle.factories import by_link, make_news, make_note, make_subscriber
from tests.factories import an_account
from tests.network.factories import make_organisation, make_territory
from tests.network.space_factories import make_space, organiser, seat, theme, worker

from maillage.accounts.models import Person
from maillage.chronicle import digests
from maillage.chronicle.actions.alerts import (
    Wish,
    choose_rhythm,
    pause_alerts,
    resume_alerts,
    stop_alerts,
    subscribe,
)
from maillage.chronicle.actions.news import withdraw_news
from maillage.chronicle.digests import open_due_digests, write_digests_once
from maillage.chronicle.models import Digest, Subscriber
from maillage.chronicle.queries.alerts import reader_behind, sections_for
from maillage.chronicle.rules import MANAGE_LINK
from maillage.core.readers import MEMBERS, SYSTEM, VISITOR, Reader, person_key
from maillage.mailing.delivery import deliver_once
from maillage.mailing.models import Message
from maillage.mailing.registries import DigestItem, DigestSource, digest_sources
from maillage.network.models import Organisation
from maillage.records.clock import now
from maillage.records.work import tick, work_once

pytestmark = pytest.mark.django_db
FRIDAY = "2026-11-20 12:00+01:00"
SUNDAY = "2026-11-22 12:00+01:00"
MONDAY = "2026-11-23 06:05+01:00"


@pytest.fixture(autouse=True)
def _friday() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(FRIDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def foyer() -> Organisation:
    return make_organisation("Foyer")


@pytest.fixture
def zoe(foyer: Organisation) -> Person:
    return worker(foyer, "Zoé Foyer", email="zoe@foyer.example")


def at(moment: str) -> Any:
    return time_machine.travel(moment, tick=False)


def write_all() -> None:
    open_due_digests()
    while write_digests_once():
        pass


def sent() -> list[Message]:
    return list(Message.objects.filter(purpose="digest").order_by("pk"))


def titles(message: Message) -> set[str]:
    known = {"Porte ouverte", "Formation", "Décret", "Réunion fermée", "Membres", "Santé", "Vieille", "Namur"}
    return {title for title in known if f"\n{title}\n" in message.text}


def test_one_digest_gathers_all_that_was_asked_each_item_once(zoe: Person) -> None:
    fle = theme("FLE")
    subscriber = make_subscriber(zoe)
    by = Reader(keys=frozenset({person_key(zoe.uid)}), uid=zoe.uid)
    only_fle = Wish("nouvelles", {"themes": [fle.uid], "territories": [], "kinds": []})
    subscribe(by=by, person=zoe, wishes=[only_fle], rhythm="week")
    make_news("Porte ouverte", themes=[fle])
    make_note("Décret", audience=MEMBERS)
    with at(MONDAY):
        write_all()
    (message,) = sent()
    assert message.to_email == "zoe@foyer.example"
    assert message.subject == "2 nouveautés pour vous, au 23 novembre 2026"
    assert message.text.count("Porte ouverte") == 1
    assert titles(message) == {"Porte ouverte", "Décret"}
    assert "<strong>Porte ouverte</strong>" in message.html
    assert message.audience == person_key(zoe.uid), "nobody else reads it in « Courrier »"
    assert subscriber.subscriptions.count() == 3


def test_nothing_to_say_no_mail_and_the_period_is_done(zoe: Person) -> None:
    make_subscriber(zoe)
    with at(MONDAY):
        write_all()
        assert sent() == []
        assert Digest.objects.get().item_count == 0
        make_news()
        write_all()
        assert sent() == [], "it waits for next week"
    with at("2026-11-30 07:00+01:00"):
        write_all()
    assert len(sent()) == 1


def test_called_again_and_again_nothing_is_told_twice(zoe: Person) -> None:
    make_subscriber(zoe, rhythm="day")
    make_news()
    for hour in ("06:05", "06:06", "18:00"):
        with at(f"2026-11-21 {hour}+01:00"):
            assert tick() == []
            while work_once():
                pass
    with at("2026-11-22 06:05+01:00"):
        write_all()
    assert len(sent()) == 1


def test_a_worker_killed_before_it_wrote_loses_nothing(zoe: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """The row is leased, the process dies: after the lease another worker writes it, once."""
    make_subscriber(zoe)
    make_news("Porte ouverte")

    def die(*_args: object, **_named: object) -> None:
        raise KeyboardInterrupt

    with at(MONDAY):
        open_due_digests()
        with monkeypatch.context() as patched:
            patched.setattr(digests, "queue_message", die)
            with pytest.raises(KeyboardInterrupt):
                write_digests_once()
        assert sent() == []
        assert Digest.objects.get().written_at is None, "rolled back with the message"
        assert Subscriber.objects.get().heard_until < now() - dt.timedelta(days=5)
        assert write_digests_once() == 0, "leased"
    with at("2026-11-23 06:11+01:00"):
        write_digests_once()
        write_digests_once()
    assert [titles(one) for one in sent()] == [{"Porte ouverte"}]


def test_two_workers_with_the_same_digest_in_hand_write_one(zoe: Person) -> None:
    make_subscriber(zoe)
    make_news()
    with at(MONDAY):
        open_due_digests()
        first = Digest.objects.select_related("subscriber__person__user").get()
        second = Digest.objects.select_related("subscriber__person__user").get()
        digests.write_digest(first)
        digests.write_digest(second)
    assert len(sent()) == 1


def test_a_source_that_fails_once_is_asked_again(zoe: Person, caplog: pytest.LogCaptureFixture) -> None:
    calls = []

    def items(params: object, since: object, until: object, reader: object) -> list[DigestItem]:
        calls.append(reader)
        if len(calls) == 1:
            raise RuntimeError("down")
        return [DigestItem("cours:1", "Formation", "https://x.example/1", "le soir", dt.date(2026, 11, 20))]

    digest_sources.add("essai", DigestSource("essai", "Cours", lambda _params: "cours", items))
    try:
        make_subscriber(zoe, sources=("essai",))
        with at(MONDAY):
            write_all()
            assert sent() == []
        with at("2026-11-23 06:20+01:00"):
            write_all()
        assert [titles(one) for one in sent()] == [{"Formation"}]
    finally:
        digest_sources._entries.pop("essai")


def test_after_days_without_power_one_digest_tells_it_all(zoe: Person) -> None:
    make_subscriber(zoe, rhythm="day")
    make_news("Porte ouverte")
    with at(SUNDAY):
        make_news("Formation")
    with at("2026-11-25 09:00+01:00"):
        write_all()
    assert [titles(one) for one in sent()] == [{"Porte ouverte", "Formation"}]
    assert Digest.objects.get().period == "2026-11-25"


def test_the_day_of_a_digest_is_a_brussels_day(zoe: Person) -> None:
    """At 5h59 it is not time, at 6h02 it is; what is posted after 6h waits for tomorrow."""
    make_subscriber(zoe, rhythm="day")
    make_news("Porte ouverte")
    with at("2026-11-21 05:59+01:00"):
        assert open_due_digests() == 0
    with at("2026-11-21 06:01+01:00"):
        assert open_due_digests() == 0, "two minutes of grace for what is being posted"
        make_news("Formation")
    with at("2026-11-21 06:03+01:00"):
        write_all()
    assert [titles(one) for one in sent()] == [{"Porte ouverte"}]
    with at("2026-11-22 06:03+01:00"):
        write_all()
    assert titles(sent()[1]) == {"Formation"}


def test_the_month_begins_in_brussels(zoe: Person) -> None:
    make_subscriber(zoe, rhythm="month")
    make_news(shown_until=dt.date(2026, 12, 31))
    with at("2026-11-30 23:30+00:00"):  # half past midnight on the first, in Brussels
        assert open_due_digests() == 0
    with at("2026-12-01 05:03+00:00"):
        write_all()
    assert Digest.objects.get().period == "2026-12"
    assert len(sent()) == 1


def test_whoever_subscribes_in_mid_week_waits_for_monday_and_hears_of_the_week_before(zoe: Person) -> None:
    with at("2026-11-10 12:00+01:00"):
        make_news("Vieille", shown_until=dt.date(2026, 12, 31))
    with at("2026-11-18 12:00+01:00"):
        make_news("Porte ouverte")
    make_subscriber(zoe)
    assert open_due_digests() == 0, "last Monday is not theirs"
    with at(MONDAY):
        write_all()
    assert [titles(one) for one in sent()] == [{"Porte ouverte"}]


def test_the_audience_is_looked_at_when_the_digest_is_written(zoe: Person, foyer: Organisation) -> None:
    """Zoé sat in the space when she subscribed and when it was posted; on Sunday the Foyer left."""
    space = make_space("Violences", restricted=True)
    (sits,) = seat(space, foyer)
    make_subscriber(zoe)
    make_subscriber(email="public@exemple.example")
    make_news("Réunion fermée", space=space, audience=space.key)
    make_news("Membres", organisation=foyer, audience=MEMBERS)
    make_news("Porte ouverte", organisation=foyer)
    seen = sections_for(
        Subscriber.objects.get(person=zoe), now(), reader_behind(Subscriber.objects.get(person=zoe))
    )
    assert {item.title for section in seen for item in section.items} == {
        "Réunion fermée",
        "Membres",
        "Porte ouverte",
    }
    sits.valid_to = dt.date(2026, 11, 22)
    sits.save()
    with at(MONDAY):
        write_all()
    by_address = {one.to_email: one for one in sent()}
    assert titles(by_address["zoe@foyer.example"]) == {"Membres", "Porte ouverte"}
    assert titles(by_address["public@exemple.example"]) == {"Porte ouverte"}
    for one in sent():
        assert "Violences" not in one.text + one.html


def test_what_was_withdrawn_or_is_over_is_not_told(zoe: Person) -> None:
    make_subscriber(zoe)
    withdraw_news(by=SYSTEM, item=make_news("Porte ouverte"))
    make_news("Vieille", shown_until=dt.date(2026, 11, 21))
    with at(MONDAY):
        write_all()
    assert sent() == []


def test_themes_territories_and_kinds_are_those_that_were_picked(zoe: Person) -> None:
    province = make_territory("Liège", "province")
    huy, namur = make_territory("Huy", "commune", province), make_territory("Namur")
    health = theme("Santé publique")
    mental = theme("Santé mentale", broader=health)
    make_subscriber(zoe, sources=("nouvelles",), themes=[health], territories=[huy], kinds=["training"])
    make_news("Formation", kind="training", themes=[mental], territories=[province])
    make_news("Santé", kind="training", themes=[health])
    make_news("Namur", kind="training", themes=[health], territories=[namur])
    make_news("Porte ouverte", kind="event", themes=[health], territories=[huy])
    make_news("Vieille", kind="training", territories=[huy])
    make_note("Décret", audience=MEMBERS)
    with at(MONDAY):
        write_all()
    assert [titles(one) for one in sent()] == [{"Formation", "Santé"}]


def test_suspended_nothing_leaves_and_what_was_posted_meanwhile_is_not_told(zoe: Person) -> None:
    subscriber = make_subscriber(zoe)
    by = Reader(keys=frozenset({person_key(zoe.uid)}), uid=zoe.uid)
    pause_alerts(by=by, subscriber=subscriber)
    make_news("Vieille", shown_until=dt.date(2027, 1, 31))
    with at(MONDAY):
        write_all()
        assert Digest.objects.count() == 0
    with at("2026-11-25 12:00+01:00"):
        resume_alerts(by=by, subscriber=subscriber)
    with at("2026-11-26 12:00+01:00"):
        make_news("Porte ouverte")
    with at("2026-11-30 07:00+01:00"):
        write_all()
    assert [titles(one) for one in sent()] == [{"Porte ouverte"}]


def test_suspended_between_the_clock_and_the_worker_nothing_leaves(zoe: Person) -> None:
    subscriber = make_subscriber(zoe)
    make_news()
    with at(MONDAY):
        open_due_digests()
        pause_alerts(by=by_link(MANAGE_LINK, subscriber.uid), subscriber=subscriber)
        write_digests_once()
    assert sent() == []


def test_another_rhythm_in_mid_week_neither_doubles_nor_loses(zoe: Person) -> None:
    subscriber = make_subscriber(zoe)
    by = Reader(keys=frozenset({person_key(zoe.uid)}), uid=zoe.uid)
    make_news("Porte ouverte")
    with at(MONDAY):
        write_all()
    with at("2026-11-24 12:00+01:00"):
        make_news("Formation")
        choose_rhythm(by=by, subscriber=subscriber, rhythm="day")
        write_all()
    with at("2026-11-25 06:05+01:00"):
        write_all()
    assert [titles(one) for one in sent()] == [{"Porte ouverte"}, {"Formation"}]


def test_stopped_nothing_of_it_is_left(zoe: Person) -> None:
    subscriber = make_subscriber(email="quelquun@exemple.example")
    make_news()
    with at(MONDAY):
        open_due_digests()
        stop_alerts(by=by_link(MANAGE_LINK, subscriber.uid), subscriber=subscriber)
        write_digests_once()
    assert sent() == []
    assert not Subscriber.objects.exists()


def test_an_address_in_error_is_not_written_to_again(zoe: Person) -> None:
    make_subscriber(zoe)
    make_news()
    Message.objects.create(
        to_email="zoe@foyer.example", subject="x", text="x", purpose="x", audience="x", state="failed"
    )
    with at(MONDAY):
        write_all()
    assert sent() == []


def test_joining_what_was_asked_by_e_mail_loses_nothing_of_the_month(zoe: Person) -> None:
    """Posted three weeks ago, told at the end of the month, although an address confirmed later looks back a week."""
    an_account(zoe)
    with at("2026-11-02 12:00+01:00"):
        make_subscriber(zoe, rhythm="month", sources=("nouvelles",))
        make_news("Porte ouverte", shown_until=dt.date(2026, 12, 31))
    make_subscriber(email="zoe@foyer.example", rhythm="month", sources=("veille",))
    with at("2026-12-01 06:05+01:00"):
        write_all()
    assert [titles(one) for one in sent()] == [{"Porte ouverte"}]


def test_the_mail_carries_the_headers_of_one_click_unsubscribing(zoe: Person, settings: Any) -> None:
    """RFC 8058 section 8.1: both headers, the address alone in angle brackets; other mails carry none."""
    settings.MAIL_SERVER = True
    settings.DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    make_subscriber(zoe)
    make_news()
    with at(MONDAY):
        write_all()
        deliver_once()
    (message,) = mail.outbox
    headers = message.extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"].startswith("<http://127.0.0.1:8000/avis/arreter/")
    assert headers["List-Unsubscribe"].endswith(">")
    mail.outbox.clear()
    Message.objects.create(to_email="a@b.example", subject="x", text="x", purpose="x", audience="x")
    deliver_once()
    assert "List-Unsubscribe" not in mail.outbox[0].extra_headers


@pytest.mark.parametrize("count", [1, 3])
def test_writing_a_digest_asks_the_same_number_of_questions(
    zoe: Person, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    subscriber = make_subscriber(zoe, territories=[make_territory("Huy")], themes=[theme("FLE")])
    for number in range(count):
        make_news(f"N{number}", themes=[theme("FLE")])
        make_note(f"V{number}", themes=[theme("FLE")])
    with django_assert_num_queries(4):
        sections_for(subscriber, now() + dt.timedelta(hours=1), VISITOR.with_keys({MEMBERS}))


def test_the_clock_opens_digests_in_a_few_questions_however_many_people(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(3):
        make_subscriber(email=f"n{number}@exemple.example")
    with at(MONDAY), django_assert_max_num_queries(7):
        assert open_due_digests() == 3


def test_a_space_that_an_organiser_leaves_is_no_longer_told(foyer: Organisation) -> None:
    space = make_space("Violences", restricted=True)
    assert organiser(space).has(space.key)
    subscriber = make_subscriber(email="quelquun@exemple.example")
    make_news("Réunion fermée", space=space, audience=space.key)
    assert sections_for(subscriber, now(), reader_behind(subscriber)) == []
