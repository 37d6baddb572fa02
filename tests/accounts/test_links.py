"""Personal links: one purpose, one object, no account; opened by people and by the scanners of their mail programs."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from tests.factories import a_person

from maillage.accounts.actions import IssuedLink, issue_link, revoke_link, revoke_links_of, use_link
from maillage.accounts.link_cookie import COOKIE, link_in_hand
from maillage.accounts.middleware import ReaderMiddleware
from maillage.accounts.models import Person, SignedLink
from maillage.accounts.queries import reader_by_links
from maillage.core.readers import SYSTEM, VISITOR, Reader, link_key
from maillage.mailing.models import Message
from maillage.records.actions import NotAllowed
from maillage.records.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def subject() -> Person:
    """Any row with a uid does."""
    return a_person("Les Mots", "Passeurs", "info@mots-passeurs.example.org")


@pytest.fixture
def issued(confirm_purpose: str, subject: Person) -> IssuedLink:
    return issue_link(
        by=SYSTEM,
        purpose=confirm_purpose,
        subject=subject,
        label="Les Mots Passeurs",
        email="info@mots-passeurs.example.org",
    )


def path_of(issued: IssuedLink) -> str:
    return issued.url.removeprefix("http://127.0.0.1:8000")


def reader_of(client: Client) -> Reader:
    request = RequestFactory().get("/")
    request.COOKIES = {name: morsel.value for name, morsel in client.cookies.items()}
    from django.contrib.auth.models import AnonymousUser

    request.user = AnonymousUser()
    ReaderMiddleware(lambda _request: None)(request)  # type: ignore[arg-type,return-value]
    reader: Reader = request.reader  # type: ignore[attr-defined]
    return reader


def test_the_link_is_swapped_for_a_cookie_and_a_clean_address(
    client: Client, issued: IssuedLink, subject: Person
) -> None:
    answer = client.get(path_of(issued))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/fichiers/{subject.uid}/")
    cookie = answer.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    token = path_of(issued).split("/")[2]
    assert token not in cookie.value
    reader = reader_of(client)
    assert reader.has(link_key("confirm", subject.uid))
    assert (reader.uid, reader.label) == ("", "Les Mots Passeurs")


def test_the_token_is_not_kept(issued: IssuedLink) -> None:
    token = path_of(issued).split("/")[2]
    row = SignedLink.objects.values().get()
    assert len(token) == 43
    assert token not in str(row)
    assert len(row["token_hash"]) == 64


def test_scanners_that_open_a_link_use_nothing_up(client: Client, issued: IssuedLink) -> None:
    before = SignedLink.objects.values().get()
    scanner = Client()
    for _time in range(5):
        scanner.head(path_of(issued))
        scanner.get(path_of(issued))
    assert SignedLink.objects.values().get() == before
    assert client.get(path_of(issued)).status_code == 302


def test_opening_a_link_writes_nothing(client: Client, issued: IssuedLink) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(path_of(issued))
    assert [query["sql"] for query in queries if not query["sql"].startswith("SELECT")] == []


def test_a_link_of_a_person_names_the_person_without_lending_their_rights(
    confirm_purpose: str, subject: Person
) -> None:
    person = a_person("Samira", "Benali")
    link = issue_link(
        by=SYSTEM, purpose=confirm_purpose, subject=subject, label="Samira Benali", person=person
    ).link
    reader = reader_by_links(VISITOR, [link.uid])
    assert (reader.uid, reader.label) == (person.uid, "Samira Benali")
    assert reader.keys == {"public", link_key("confirm", subject.uid)}
    assert not Person.objects.visible_to(reader).exists()


def test_who_is_logged_in_acts_under_their_own_name(issued: IssuedLink, member: Reader) -> None:
    reader = reader_by_links(member, [issued.link.uid])
    assert reader.label == "Mehdi Membre"
    assert reader.has(link_key("confirm", issued.link.subject_uid))


def test_a_single_use_link_serves_once(client: Client, issued: IssuedLink, subject: Person) -> None:
    client.get(path_of(issued))
    use_link(link=issued.link)
    assert not reader_of(client).has(link_key("confirm", subject.uid))
    with pytest.raises(NotAllowed):
        use_link(link=issued.link)
    page = client.get(path_of(issued))
    assert page.status_code == 410
    assert "Ce lien a déjà servi" in page.content.decode()


def test_a_revoked_link_closes_in_the_browsers_that_opened_it(
    client: Client, issued: IssuedLink, subject: Person
) -> None:
    client.get(path_of(issued))
    revoke_link(by=SYSTEM, link=issued.link)
    assert not reader_of(client).has(link_key("confirm", subject.uid))
    page = client.get(path_of(issued))
    assert page.status_code == 410
    assert "M’envoyer un nouveau lien" not in page.content.decode()
    assert client.post(path_of(issued) + "nouveau/").status_code == 404
    assert Message.objects.count() == 0


def test_all_links_to_a_subject_close_together(issued: IssuedLink, subject: Person) -> None:
    assert revoke_links_of(by=SYSTEM, subject=subject, purpose="confirm") == 1
    assert SignedLink.objects.usable(now()).count() == 0


def test_a_link_that_ran_out_is_renewed_to_the_address_that_received_it(
    client: Client, issued: IssuedLink, subject: Person
) -> None:
    with time_machine.travel(now() + dt.timedelta(days=31)):
        page = client.get(path_of(issued))
        assert page.status_code == 410
        words = page.content.decode()
        assert "Ce lien n’est plus valable" in words
        assert "confirmer la fiche de votre organisation" in words
        assert "mots-passeurs" not in words
        for _impatient in range(3):
            assert client.post(path_of(issued) + "nouveau/").status_code == 200
        message = Message.objects.get()
        assert (message.to_email, message.purpose) == ("info@mots-passeurs.example.org", "new_link")
        fresh = message.text.split("/lien/")[1].split("/")[0]
        assert Client().get(f"/lien/{fresh}/").headers["Location"] == f"/fichiers/{subject.uid}/"


def test_a_link_without_a_known_address_says_whom_to_ask(client: Client, issued: IssuedLink) -> None:
    SignedLink.objects.update(email="", expires_at=now())
    words = client.get(path_of(issued)).content.decode()
    assert "répondez au message qui le contenait" in words
    assert "M’envoyer" not in words


@pytest.mark.parametrize("token", ["x", "a" * 43, "é" * 43, "<script>", "%00", "a" * 3000])
def test_a_forged_link_opens_nothing_and_says_so(client: Client, token: str) -> None:
    page = client.get(f"/lien/{token}/")
    assert page.status_code == 404
    assert COOKIE not in page.cookies


def test_guessing_is_stopped(client: Client, issued: IssuedLink) -> None:
    for number in range(30):
        client.get(f"/lien/essai{number}/")
    assert client.get(path_of(issued)).status_code == 429


@pytest.mark.parametrize("value", ["", "x", "abc:def:ghi", '["x"]'])
def test_a_cookie_that_was_tampered_with_opens_nothing(client: Client, issued: IssuedLink, value: str) -> None:
    client.cookies[COOKIE] = value
    assert reader_of(client) == VISITOR


def test_the_landing_page_finds_the_link_in_hand(client: Client, issued: IssuedLink, subject: Person) -> None:
    client.get(path_of(issued))
    request: Any = RequestFactory().get("/")
    request.COOKIES = {COOKIE: client.cookies[COOKIE].value}
    assert link_in_hand(request, purpose="confirm", subject_uid=subject.uid) == issued.link
    assert link_in_hand(request, purpose="confirm", subject_uid="22222222") is None


def test_a_browser_carries_several_links(client: Client, confirm_purpose: str) -> None:
    subjects = [a_person("Asbl", f"Numéro {number}") for number in range(3)]
    for subject in subjects:
        issued = issue_link(by=SYSTEM, purpose=confirm_purpose, subject=subject, label=str(subject))
        client.get(path_of(issued))
    reader = reader_of(client)
    assert all(reader.has(link_key("confirm", subject.uid)) for subject in subjects)
    assert reader.label == "Asbl Numéro 2"
