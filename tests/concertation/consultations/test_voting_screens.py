"""The voting screen: with and without scripts, with bad input, by code, once closed."""

from __future__ import annotations

import datetime as dt
import re
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.concertation.consultations.factories import make_consultation
from tests.network.space_factories import make_space, organiser

from maillage.concertation.actions.consultations import close_consultation
from maillage.concertation.models import Consultation, Statement, Vote
from maillage.concertation.views.consultation_doors import COOKIE
from maillage.records.clock import today

pytestmark = pytest.mark.django_db


def url(name: str, consultation: Consultation) -> str:
    return reverse(f"concertation:{name}", args=[consultation.address])


@pytest.fixture
def consultation() -> Consultation:
    return make_consultation(statements=3)


@pytest.fixture
def phone(consultation: Consultation) -> Client:
    """A browser that opened the voting page."""
    client = Client()
    client.get(url("voting", consultation))
    return client


def shown(client: Client, consultation: Consultation) -> str:
    """The uid of the statement on the page."""
    found = re.search(r'name="phrase" value="(\w{8})"', client.get(url("voting", consultation)).text)
    return found.group(1) if found else ""


def test_one_statement_after_the_other_until_all_are_done(consultation: Consultation, phone: Client) -> None:
    seen = []
    for value in ("1", "-1", "0"):
        uid = shown(phone, consultation)
        seen.append(uid)
        answer = phone.post(url("voting", consultation), {"phrase": uid, "vote": value})
        assert answer.status_code == HTTPStatus.FOUND
    assert len(set(seen)) == 3
    assert shown(phone, consultation) == ""
    assert "C’est tout, merci" in phone.get(url("voting", consultation)).text
    assert sorted(Vote.objects.values_list("value", flat=True)) == [-1, 0, 1]


def test_progress_counts_from_one(consultation: Consultation, phone: Client) -> None:
    assert "1 sur 3" in phone.get(url("voting", consultation)).text
    phone.post(url("voting", consultation), {"phrase": shown(phone, consultation), "vote": "1"})
    assert "2 sur 3" in phone.get(url("voting", consultation)).text


def test_sent_twice_is_one_vote(consultation: Consultation, phone: Client) -> None:
    uid = shown(phone, consultation)
    for _ in range(2):
        phone.post(url("voting", consultation), {"phrase": uid, "vote": "1"})
    assert Vote.objects.get().value == 1


def test_going_back_undoes_the_vote_and_shows_its_statement_again(
    consultation: Consultation, phone: Client
) -> None:
    uid = shown(phone, consultation)
    phone.post(url("voting", consultation), {"phrase": uid, "vote": "1"})
    answer = phone.post(url("take_back_vote", consultation))
    assert answer.headers["Location"].endswith(f"?phrase={uid}")
    assert f'value="{uid}"' in phone.get(answer.headers["Location"]).text
    assert not Vote.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"vote": "1"},
        {"phrase": "nowhere2", "vote": "1"},
        {"phrase": "x" * 40, "vote": "1"},
        {"phrase": "{uid}", "vote": "2"},
        {"phrase": "{uid}", "vote": "oui"},
        {"phrase": "\x00", "vote": "1"},
    ],
)
def test_bad_input_is_told_and_votes_nothing(
    consultation: Consultation, phone: Client, data: dict[str, str]
) -> None:
    uid = consultation.statements.get(number=1).uid
    sent = {name: value.format(uid=uid) for name, value in data.items()}
    answer = phone.post(url("voting", consultation), sent)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'role="alert"' in answer.text
    assert not Vote.objects.exists()


def test_a_refused_swap_asks_for_the_page_again(consultation: Consultation, phone: Client) -> None:
    answer = phone.post(url("voting", consultation), {"vote": "1"}, headers={"HX-Request": "true"})
    assert answer.status_code == HTTPStatus.NO_CONTENT
    assert answer.headers["HX-Refresh"] == "true"


def test_a_browser_without_cookies_is_told(consultation: Consultation) -> None:
    uid = consultation.statements.get(number=1).uid
    answer = Client().post(url("voting", consultation), {"phrase": uid, "vote": "1"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "cookies" in answer.text


def test_a_forged_cookie_is_nobody(consultation: Consultation, phone: Client) -> None:
    phone.cookies[COOKIE] = "abc:def"
    answer = phone.post(url("voting", consultation), {"phrase": shown(phone, consultation), "vote": "1"})
    assert answer.status_code in (HTTPStatus.FOUND, HTTPStatus.UNPROCESSABLE_ENTITY)
    assert phone.get(url("voting", consultation)).status_code == HTTPStatus.OK


def test_a_swap_equals_a_reload(consultation: Consultation, phone: Client) -> None:
    """The swap follows the redirect to the page itself and takes `#vote` out of it."""
    answer = phone.post(
        url("voting", consultation),
        {"phrase": shown(phone, consultation), "vote": "1"},
        headers={"HX-Request": "true", "HX-Target": "vote"},
        follow=True,
    )
    without_tokens = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
    again = phone.get(url("voting", consultation))
    assert without_tokens.sub("", answer.text) == without_tokens.sub("", again.text)


def test_a_code_lets_in_and_shows_nothing_else() -> None:
    consultation = make_consultation(make_space("Violences", restricted=True), entry="code")
    phone = Client()
    assert phone.get(url("voting", consultation)).status_code == HTTPStatus.NOT_FOUND
    typed = phone.get(
        reverse("concertation:find_consultation"), {"code": consultation.spoken.lower()}, follow=True
    )
    assert typed.status_code == HTTPStatus.OK
    assert typed.redirect_chain[-1][0] == url("voting", consultation)
    phone.post(url("voting", consultation), {"phrase": shown(phone, consultation), "vote": "1"})
    assert Vote.objects.count() == 1
    assert phone.get(url("consultation", consultation)).status_code == HTTPStatus.NOT_FOUND
    assert url("consultation", consultation) not in re.findall('href="([^"]+)"', typed.text)


def test_a_code_of_a_consultation_for_members_opens_nothing() -> None:
    consultation = make_consultation(entry="members")
    answer = Client().get(reverse("concertation:come_in", args=[consultation.code]))
    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_closed_says_so_and_takes_nothing(consultation: Consultation, phone: Client) -> None:
    uid = shown(phone, consultation)
    close_consultation(by=organiser(consultation.space), consultation=consultation)
    for answer in (
        phone.get(url("voting", consultation)),
        phone.post(url("voting", consultation), {"phrase": uid, "vote": "1"}),
    ):
        assert answer.status_code == HTTPStatus.GONE
        assert "Cette consultation est close" in answer.text
    assert not Vote.objects.exists()


def test_not_open_yet_says_when() -> None:
    later = today() + dt.timedelta(days=9)
    consultation = make_consultation(opens_on=later, closes_on=later)
    answer = Client().get(url("voting", consultation))
    assert answer.status_code == HTTPStatus.OK
    assert "pas encore ouverte" in answer.text


def test_a_proposed_statement_that_names_somebody_is_stopped_once(
    consultation: Consultation, phone: Client
) -> None:
    data = {"uid": "abcdefgh", "text": "Il faut appeler le 0470 12 34 56"}
    answer = phone.post(url("propose_statement", consultation), data)
    assert "téléphone" in answer.text
    assert not consultation.statements.filter(is_seed=False).exists()
    phone.post(url("propose_statement", consultation), {**data, "read_again": "on"})
    proposed = consultation.statements.get(is_seed=False)
    assert (proposed.state, proposed.participant is not None) == (Statement.State.PROPOSED, True)


def test_whoever_wants_takes_all_votes_back(consultation: Consultation, phone: Client) -> None:
    phone.post(url("voting", consultation), {"phrase": shown(phone, consultation), "vote": "1"})
    assert "1 vote sera effacé" in phone.get(url("withdraw_votes", consultation)).text
    assert Vote.objects.exists()
    phone.post(url("withdraw_votes", consultation))
    assert not Vote.objects.exists()
    assert not consultation.participants.exists()


def test_another_browser_takes_nothing_back(consultation: Consultation, phone: Client) -> None:
    phone.post(url("voting", consultation), {"phrase": shown(phone, consultation), "vote": "1"})
    other = Client()
    other.get(url("voting", consultation))
    assert other.post(url("withdraw_votes", consultation)).status_code == HTTPStatus.NOT_FOUND
    other.post(url("take_back_vote", consultation))
    assert Vote.objects.exists()


def test_as_many_queries_for_many_statements_as_for_one() -> None:
    few, many = (
        make_consultation(make_space("Un"), statements=1),
        make_consultation(make_space("Dix"), statements=10),
    )
    counts = []
    for one in (few, many):
        client = Client()
        client.get(url("voting", one))
        with CaptureQueriesContext(connection) as seen:
            client.get(url("voting", one))
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 8
