"""Personal letters that lead to the vote: one voice an address, no account, nothing else opened (K3)."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from tests.concertation.consultations.factories import make_consultation
from tests.concertation.screens import at, shown, uid_on
from tests.network.factories import make_organisation
from tests.network.screens import log_in
from tests.network.space_factories import make_space, organiser, worker

from maillage.accounts.models import Person
from maillage.concertation.actions.consultations import close_consultation
from maillage.concertation.actions.vote_links import Guest, send_vote_links
from maillage.concertation.models import Consultation, Participant, Vote
from maillage.core.readers import VISITOR
from maillage.mailing.models import Message
from maillage.network.models import Space
from maillage.records.actions import NotAllowed
from maillage.records.identity import new_uid

pytestmark = pytest.mark.django_db


@pytest.fixture
def space() -> Space:
    choir, host = make_organisation("Chœur"), make_organisation("Centre", is_host=True)
    worker(choir, "Anna Lys", email="anna@example.org")
    worker(choir, "Sans Adresse")
    return make_space("Plateforme", host=host, members=(choir,))


@pytest.fixture
def consultation(space: Space) -> Consultation:
    return make_consultation(space, entry="code")


@pytest.fixture
def desk(space: Space) -> Client:
    host = space.hosts.get().organisation
    return log_in(worker(host, "Chloé Dupont", coordinator=True))


def opened(letter: Message, client: Client) -> Client:
    found = re.search(r"http\S+/lien/\S+", letter.text)
    assert found
    page = client.get(found[0].replace("http://127.0.0.1:8000", ""), follow=True)
    if "/lien/" in page.request["PATH_INFO"]:
        client.post(page.request["PATH_INFO"], follow=True)
    return client


def votes(client: Client, consultation: Consultation, value: int) -> None:
    page = client.get(at("voting", consultation))
    statement = page.context["ballot"].next
    answer = client.post(at("voting", consultation), {"phrase": statement.uid, "vote": value})
    assert answer.status_code == 302


def test_members_and_pasted_addresses_receive_one_letter_each(desk: Client, consultation: Consultation) -> None:
    page = desk.get(at("invite_by_links", consultation))
    said = shown(page)
    assert "1 personne avec une adresse" in said
    assert "Sans Adresse" in said
    typed = {
        "uid": uid_on(page),
        "members": "on",
        "others": "Bob <bob@example.org>; carla@example.org\nANNA@example.org",
        "word": "Votre avis compte.",
    }
    for _time in range(2):
        assert desk.post(at("invite_by_links", consultation), typed).status_code == 302
    letters = Message.objects.filter(purpose="vote")
    assert sorted(letters.values_list("to_email", flat=True)) == [
        "anna@example.org",
        "bob@example.org",
        "carla@example.org",
    ]
    assert "Votre avis compte." in letters[0].text


def test_one_address_is_one_voice_on_every_device(consultation: Consultation, client: Client) -> None:
    by = organiser(consultation.space)
    guests = [Guest("bob@example.org")]
    assert client.get(at("voting", consultation)).status_code == 404
    send_vote_links(by=by, consultation=consultation, guests=guests, word="", uid=new_uid())
    letter = Message.objects.get(purpose="vote")
    votes(opened(letter, client), consultation, 1)
    votes(opened(letter, Client()), consultation, -1)
    send_vote_links(by=by, consultation=consultation, guests=guests, word="", uid=new_uid())
    votes(opened(Message.objects.filter(purpose="vote").latest("pk"), Client()), consultation, 1)
    assert Participant.objects.count() == 1
    assert Vote.objects.count() == 3
    assert "bob" not in Participant.objects.get().by_entry
    assert client.get(at("consultation", consultation)).status_code == 404


def test_a_member_invited_by_a_pasted_address_is_the_same_voice_as_logged_in(
    consultation: Consultation,
) -> None:
    anna = Person.objects.get(email="anna@example.org")
    by = organiser(consultation.space)
    guests = [Guest("Anna@example.org")]
    send_vote_links(by=by, consultation=consultation, guests=guests, word="", uid=new_uid())
    votes(opened(Message.objects.get(purpose="vote"), Client()), consultation, 1)
    votes(log_in(anna), consultation, -1)
    assert Participant.objects.count() == 1


def test_what_is_no_address_is_named_and_nothing_leaves(desk: Client, consultation: Consultation) -> None:
    typed = {"uid": new_uid(), "others": "bob@example.org\nCarla sans arobase", "word": "Bonjour"}
    page = shown(desk.post(at("invite_by_links", consultation), typed))
    for said in ("Carla sans arobase", "bob@example.org", "Bonjour"):
        assert said in page
    page = shown(desk.post(at("invite_by_links", consultation), {"uid": new_uid(), "others": " "}))
    assert "Choisissez à qui écrire" in page
    assert not Message.objects.filter(purpose="vote").exists()


def test_where_members_alone_vote_nobody_else_is_invited(desk: Client, space: Space) -> None:
    closed = make_consultation(space, entry="members")
    page = desk.get(at("invite_by_links", closed))
    assert "Autres adresses" not in shown(page)
    assert "Choisissez à qui écrire" in shown(desk.post(at("invite_by_links", closed), {"uid": new_uid()}))
    typed = {"uid": uid_on(page), "members": "on", "others": "bob@example.org"}
    assert desk.post(at("invite_by_links", closed), typed).status_code == 302
    assert [one.to_email for one in Message.objects.filter(purpose="vote")] == ["anna@example.org"]
    with pytest.raises(ValidationError, match="Seuls les membres"):
        send_vote_links(
            by=organiser(space), consultation=closed, guests=[Guest("bob@example.org")], word="", uid=new_uid()
        )


def test_the_link_ends_with_the_last_day(consultation: Consultation, time_machine) -> None:  # type: ignore[no-untyped-def]
    by = organiser(consultation.space)
    send_vote_links(by=by, consultation=consultation, guests=[Guest("bob@example.org")], word="", uid=new_uid())
    letter = Message.objects.get(purpose="vote")
    time_machine.move_to(
        dt.datetime.combine(consultation.closes_on + dt.timedelta(days=3), dt.time(12), tzinfo=dt.UTC),
        tick=False,
    )
    late = opened(letter, Client())
    assert late.get(at("voting", consultation)).status_code == 404


def test_only_organisers_invite_and_only_while_it_is_open(consultation: Consultation) -> None:
    guests = [Guest("bob@example.org")]
    with pytest.raises(NotAllowed):
        send_vote_links(by=VISITOR, consultation=consultation, guests=guests, word="", uid=new_uid())
    by = organiser(consultation.space)
    close_consultation(by=by, consultation=consultation)
    consultation.refresh_from_db()
    with pytest.raises(ValidationError, match="ouverte"):
        send_vote_links(by=by, consultation=consultation, guests=guests, word="", uid=new_uid())
