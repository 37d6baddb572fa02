"""Every message is a row first: nothing is lost, nothing goes twice."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

import pytest
import time_machine
from django.db import transaction
from tests.factories import a_person

from maillage.core.readers import SYSTEM, VISITOR, Reader, person_key
from maillage.mailing.actions import mark_address_in_error, mark_copied, queue_message, send_again
from maillage.mailing.delivery import deliver_once
from maillage.mailing.letters import letter_of
from maillage.mailing.models import Message
from maillage.mailing.queries import addresses_in_error, delivery_failed, messages_about
from maillage.records.actions import NotAllowed
from maillage.records.clock import now

pytestmark = pytest.mark.django_db
State = Message.State
LETTER = letter_of("Invitation : Plateforme FLE, jeudi 3 décembre à 9h30", "Bonjour,\n\nÀ jeudi.")


def write(to: str = "samira@asbl.example.org", **fields: Any) -> Message:
    return queue_message(
        by=fields.pop("by", SYSTEM),
        to=to,
        letter=fields.pop("letter", LETTER),
        purpose="invitation",
        **fields,
    )


def test_without_a_mail_server_a_message_waits_to_be_copied(coordinator: Reader) -> None:
    message = write(by=coordinator.with_keys({person_key(coordinator.uid)}))
    assert message.state == State.TO_COPY
    assert deliver_once() == 0
    mark_copied(by=coordinator.with_keys({person_key(coordinator.uid)}), message=message)
    assert Message.objects.get().state == State.COPIED


def test_a_message_leaves_with_its_two_twins_and_its_own_name(mail_server: Any, settings: Any) -> None:
    settings.SITE_URL = "https://reseau.example.org:8443"
    message = write(to=" Samira@ASBL.example.org ", to_name="Samira Benali", reply_to="ines@cri.example.org")
    assert deliver_once() == 1
    (mail,) = mail_server.received
    assert mail.to == ["Samira Benali <samira@asbl.example.org>"]
    assert mail.reply_to == ["ines@cri.example.org"]
    assert mail.subject == "Invitation : Plateforme FLE, jeudi 3 décembre à 9h30"
    assert mail.extra_headers["Message-ID"] == f"<{message.uid}@reseau.example.org>"
    assert [kind for _content, kind in mail.alternatives] == ["text/html"]
    message.refresh_from_db()
    assert (message.state, message.attempts, message.lease_until) == (State.SENT, 1, None)


def test_a_log_in_code_leaves_before_a_campaign(mail_server: Any) -> None:
    for number in range(3):
        write(to=f"operateur{number}@asbl.example.org", priority=Message.Priority.BULK)
    write(to="ines@cri.example.org", priority=Message.Priority.CODE)
    deliver_once(limit=1)
    assert [mail.to for mail in mail_server.received] == [["ines@cri.example.org"]]


def test_the_same_key_queues_one_message_only(mail_server: Any) -> None:
    first = write(key="campaign:x7k2m9qa:samira")
    assert write(key="campaign:x7k2m9qa:samira", letter=letter_of("Autre", "Autre")).pk == first.pk
    assert Message.objects.count() == 1


def test_a_message_is_not_written_when_what_it_tells_of_is_not(mail_server: Any) -> None:
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert Message.objects.count() == 0


def test_a_leased_message_is_left_alone_until_its_worker_is_given_up_for_dead(mail_server: Any) -> None:
    message = write()
    Message.objects.update(lease_until=now() + dt.timedelta(minutes=5), attempts=1)
    assert deliver_once() == 0
    with time_machine.travel(now() + dt.timedelta(minutes=6)):
        assert deliver_once() == 1
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.SENT, 2)


def test_an_address_that_the_server_refuses_for_good_is_in_error(mail_server: Any) -> None:
    mail_server.refused = {"ancien@asbl.example.org": 550}
    write(to="ancien@asbl.example.org")
    write(to="samira@asbl.example.org")
    deliver_once()
    assert delivery_failed("Ancien@asbl.example.org")
    assert not delivery_failed("samira@asbl.example.org")
    assert addresses_in_error(["ancien@asbl.example.org", "samira@asbl.example.org", "x@y.example"]) == {
        "ancien@asbl.example.org"
    }


def test_a_provisional_refusal_is_tried_again_later(mail_server: Any) -> None:
    mail_server.refused = {"samira@asbl.example.org": 451}
    message = write()
    deliver_once()
    message.refresh_from_db()
    assert (message.state, message.error) == (State.QUEUED, "refus provisoire (451)")
    assert deliver_once() == 0
    mail_server.refused = {}
    with time_machine.travel(now() + dt.timedelta(minutes=2)):
        deliver_once()
    message.refresh_from_db()
    assert (message.state, message.error) == (State.SENT, "")


def test_pauses_grow_to_an_hour_and_after_three_days_the_message_is_not_sent(mail_server: Any) -> None:
    mail_server.down = True
    start = now()
    with time_machine.travel(start, tick=False):
        message = write()
    moments = []
    with time_machine.travel(start, tick=False) as clock:
        for _round in range(200):
            if deliver_once():
                moments.append(now())
            message.refresh_from_db()
            if message.state != State.QUEUED:
                break
            clock.move_to(message.not_before)
    pauses = [round((b - a).total_seconds() / 60) for a, b in pairwise(moments)]
    assert pauses[:8] == [1, 2, 4, 8, 16, 32, 60, 60]
    assert message.state == State.UNSENT
    assert message.error == "serveur de courrier injoignable (ConnectionRefusedError)"
    assert dt.timedelta(days=3) < moments[-1] - start < dt.timedelta(days=3, hours=2)
    assert not delivery_failed(message.to_email)


def test_when_the_server_is_down_only_one_message_waits_for_it(mail_server: Any) -> None:
    mail_server.down = True
    for number in range(3):
        write(to=f"operateur{number}@asbl.example.org")
    assert deliver_once() == 1
    assert list(Message.objects.order_by("id").values_list("attempts", "state")) == [
        (1, State.QUEUED),
        (0, State.QUEUED),
        (0, State.QUEUED),
    ]
    mail_server.down = False
    with time_machine.travel(now() + dt.timedelta(minutes=2)):
        assert deliver_once() == 3


def test_an_impossible_message_does_not_hold_up_the_others(mail_server: Any, settings: Any) -> None:
    settings.DELIVERY_BACKEND = "tests.mailing.conftest.StrictBackend"
    impossible = write(to="samira@asbl.example.org\nBcc: tous@asbl.example.org")
    possible = write()
    assert deliver_once() == 2
    impossible.refresh_from_db()
    possible.refresh_from_db()
    assert (impossible.state, possible.state) == (State.UNSENT, State.SENT)


def test_a_code_whose_time_has_passed_is_not_sent(mail_server: Any) -> None:
    message = write(expires_at=now() - dt.timedelta(seconds=1))
    deliver_once()
    message.refresh_from_db()
    assert (message.state, mail_server.received) == (State.UNSENT, [])


def test_a_mail_that_came_back_is_marked_by_hand_and_can_be_sent_again(
    mail_server: Any, administrator: Reader
) -> None:
    message = write()
    deliver_once()
    mark_address_in_error(by=administrator, message=message, reason="boîte inconnue")
    assert delivery_failed(message.to_email)
    send_again(by=administrator, message=message)
    deliver_once()
    assert not delivery_failed(message.to_email)
    assert len(mail_server.received) == 2


def test_a_visitor_follows_no_message(mail_server: Any) -> None:
    with pytest.raises(NotAllowed):
        send_again(by=VISITOR, message=write())


def test_messages_about_a_row_are_found_from_it() -> None:
    person = a_person()
    message = write(about=person)
    write()
    assert list(messages_about(person)) == [message]
