"""Logging in through the identity server of an organisation: a real OpenID Connect server, on this machine."""

from __future__ import annotations

import datetime as dt
import threading
import warnings
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from tests.factories import a_person, an_account
from tests.network.factories import make_organisation, make_worker

from config.identity_server import identity_server
from maillage.accounts.actions import erase_person
from maillage.accounts.models import Person, User
from maillage.core.readers import SYSTEM, person_key
from maillage.mailing.models import Message
from maillage.network.actions.posts import leave_organisation
from maillage.records.clock import today

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning"),
]
ADDRESS = "samira@asbl.example.org"
GO = "/compte/organisation/oidc/"
SECONDS = 5


@pytest.fixture
def server(settings: Any) -> Iterator[str]:
    """Its address; its only thread ends with the test, and none of its threads opens a connection to our database."""
    with warnings.catch_warnings(record=True):
        from oidc_provider_mock import run_server_in_thread
    before = set(threading.enumerate())
    with run_server_in_thread() as running:
        url = f"http://localhost:{running.server_port}"
        settings.OIDC_SERVER_URL = url
        settings.SOCIALACCOUNT_PROVIDERS = told_of(url)
        settings.ROOT_URLCONF = "tests.accounts.identity_server_urls"
        yield url
    for thread in set(threading.enumerate()) - before:
        thread.join(SECONDS)
    assert set(threading.enumerate()) <= before


def told_of(url: str, *, trusts_every_address: bool = False) -> dict[str, Any]:
    return identity_server(
        url=url, name="Mon CPAS", client_id="maillage", secret="s", trusts_every_address=trusts_every_address
    )


def knows(server: str, sub: str = "1234", **claims: object) -> str:
    """The identity server knows someone by this identifier."""
    answer = requests.put(f"{server}/users/{sub}", json=claims, timeout=SECONDS)
    answer.raise_for_status()
    return sub


def sent_back(client: Client, server: str, **answer: str) -> str:
    """From our button to what the identity server says: the address where the browser is sent back."""
    there = client.post(GO)
    assert there.status_code == 302
    assert there["Location"].startswith(f"{server}/oauth2/authorize?")
    back = requests.post(there["Location"], data=answer, allow_redirects=False, timeout=SECONDS)
    assert back.status_code == 302, back.text
    place = back.headers["Location"]
    assert place.startswith("http://testserver/compte/organisation/oidc/retour/?")
    return place.removeprefix("http://testserver")


def comes_by(client: Client, server: str, sub: str) -> Any:
    return client.get(sent_back(client, server, sub=sub), follow=True)


def codes() -> int:
    """How many messages ask for something to be typed."""
    return Message.objects.filter(priority=Message.Priority.CODE).count()


def logged_in(client: Client) -> User | None:
    return User.objects.filter(pk=client.session.get("_auth_user_id")).first()


def test_the_page_of_log_in_offers_it_by_its_name(client: Client, server: str) -> None:
    page = client.get("/compte/connexion/").content.decode()
    assert "Se connecter avec Mon CPAS" in page
    assert f'action="{GO}"' in page


def test_without_the_setting_there_is_no_such_way(client: Client) -> None:
    assert client.get(GO).status_code == 404
    assert "Se connecter avec" not in client.get("/compte/connexion/").content.decode()


def test_whoever_the_server_vouches_for_is_in_without_any_code(client: Client, server: str) -> None:
    person = a_person("Samira", "Benali", ADDRESS)
    answer = comes_by(client, server, knows(server, email=ADDRESS.upper(), email_verified=True))
    assert answer.redirect_chain[-1] == ("/", 302)
    person.refresh_from_db()
    assert person.user is not None
    assert logged_in(client) == person.user
    assert codes() == 0
    assert EmailAddress.objects.get(user=person.user).verified
    assert client.get("/compte/profil/").status_code == 200


def test_the_second_time_the_identifier_is_enough(server: str) -> None:
    """People change names and addresses at work; the server knows them by something that does not change."""
    a_person("Samira", "Benali", ADDRESS)
    first, second = Client(), Client()
    comes_by(first, server, knows(server, email=ADDRESS, email_verified=True))
    comes_by(second, server, knows(server, email="samira.nouvelle@asbl.example.org", email_verified=False))
    assert logged_in(second) == logged_in(first) != None  # noqa: E711
    assert SocialAccount.objects.count() == User.objects.count() == 1
    assert codes() == 0


def test_an_account_that_never_used_a_code_needs_none_here(client: Client, server: str) -> None:
    user = an_account(a_person("Samira", "Benali", ADDRESS))
    assert not EmailAddress.objects.get(user=user).verified
    comes_by(client, server, knows(server, email=ADDRESS, email_verified=True))
    assert logged_in(client) == user
    assert codes() == 0


def test_the_first_time_the_person_is_told_of_it_by_mail(client: Client, server: str) -> None:
    """As for a new password: who did not do this hears of it."""
    an_account(a_person("Samira", "Benali", ADDRESS))
    sub = knows(server, email=ADDRESS, email_verified=True)
    comes_by(client, server, sub)
    comes_by(Client(), server, sub)
    message = Message.objects.get()
    assert message.to_email == ADDRESS
    assert message.subject == "Vous pouvez vous connecter avec Mon CPAS"
    assert message.text.startswith("Bonjour,\n\nVotre compte Maillage est maintenant relié à Mon CPAS")
    assert message.text.endswith("Bien à vous,\nL’équipe Maillage\n")


@pytest.mark.parametrize("claims", [{"email_verified": False}, {}], ids=["not verified", "not said"])
@pytest.mark.parametrize("has_account", [True, False])
def test_an_address_that_the_server_did_not_verify_opens_nothing(
    client: Client, server: str, claims: dict[str, bool], has_account: bool
) -> None:
    person = a_person("Samira", "Benali", ADDRESS)
    if has_account:
        an_account(person)
    answer = comes_by(client, server, knows(server, email=ADDRESS, **claims))
    assert logged_in(client) is None
    assert "demandez un code de connexion" in answer.content.decode()
    assert not SocialAccount.objects.exists()
    assert User.objects.count() == (1 if has_account else 0)


def test_where_the_installation_trusts_the_server_it_need_not_say_so(
    client: Client, server: str, settings: Any
) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = told_of(server, trusts_every_address=True)
    a_person("Samira", "Benali", ADDRESS)
    comes_by(client, server, knows(server, email=ADDRESS))
    user = logged_in(client)
    assert user is not None
    assert user.email == ADDRESS


def test_a_stranger_gets_no_account(client: Client, server: str) -> None:
    a_person("Samira", "Benali", ADDRESS)
    sub = knows(server, email="inconnu@ailleurs.example.org", email_verified=True, given_name="Zoé")
    answer = comes_by(client, server, sub)
    assert logged_in(client) is None
    assert "Obtenir un accès" in answer.content.decode()
    assert not User.objects.exists()
    assert not SocialAccount.objects.exists()


def test_someone_without_any_address_gets_no_account(client: Client, server: str) -> None:
    a_person("Samira", "Benali", ADDRESS)
    answer = comes_by(client, server, knows(server, name="Samira"))
    assert answer.status_code == 200
    assert logged_in(client) is None


def test_the_server_says_no(client: Client, server: str) -> None:
    """This server forgets the `state` that RFC 6749 (4.1.2.1) makes it send back with a refusal; others send it."""
    a_person("Samira", "Benali", ADDRESS)
    there = client.post(GO)["Location"]
    back = requests.post(there, data={"action": "deny"}, allow_redirects=False, timeout=SECONDS)
    place = back.headers["Location"].removeprefix("http://testserver")
    assert "error=access_denied" in place
    without_state = client.get(place)
    assert without_state.status_code == 401
    assert "La connexion n’a pas abouti" in without_state.content.decode()
    (state,) = parse_qs(urlsplit(there).query)["state"]
    answer = client.get(f"{place}&state={state}", follow=True)
    assert logged_in(client) is None
    page = answer.content.decode()
    assert "Connexion annulée" in page
    assert "Se connecter autrement" in page


@pytest.mark.parametrize("query", ["", "?code=x", "?code=x&state=y", "?error=server_error&state=y"])
def test_coming_back_without_having_left_is_an_error_in_our_words(
    client: Client, server: str, query: str
) -> None:
    answer = client.get(f"{GO}retour/{query}")
    assert "La connexion n’a pas abouti" in answer.content.decode()
    assert logged_in(client) is None


def test_a_code_serves_once(client: Client, server: str) -> None:
    a_person("Samira", "Benali", ADDRESS)
    place = sent_back(client, server, sub=knows(server, email=ADDRESS, email_verified=True))
    client.get(place)
    thief = Client()
    thief.get(place)
    assert logged_in(thief) is None


def test_a_server_that_does_not_answer_is_an_error_in_our_words(
    client: Client, server: str, settings: Any
) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = told_of("http://localhost:1")
    answer = client.post(GO)
    assert answer.status_code == 401
    assert "La connexion n’a pas abouti" in answer.content.decode()


def test_a_server_that_falls_silent_meanwhile_is_an_error_in_our_words(
    client: Client, server: str, settings: Any
) -> None:
    a_person("Samira", "Benali", ADDRESS)
    place = sent_back(client, server, sub=knows(server, email=ADDRESS, email_verified=True))
    settings.SOCIALACCOUNT_PROVIDERS = told_of("http://localhost:1")
    assert "La connexion n’a pas abouti" in client.get(place).content.decode()
    assert logged_in(client) is None


def test_who_has_left_comes_in_and_sees_nothing_of_the_network(client: Client, server: str) -> None:
    choir = make_organisation()
    person = make_worker(choir)
    sub = knows(server, email=person.email, email_verified=True)
    inside = Client()
    comes_by(inside, server, sub)
    assert inside.get("/courrier/").status_code == 200
    leave_organisation(by=SYSTEM, person=person, organisation=choir, day=today() - dt.timedelta(days=1))
    comes_by(client, server, sub)
    assert logged_in(client) == person.user
    assert client.get("/compte/profil/").status_code == 200
    assert client.get("/courrier/").status_code == 404


def test_who_was_erased_is_a_stranger(client: Client, server: str) -> None:
    person = a_person("Samira", "Benali", ADDRESS)
    sub = knows(server, email=ADDRESS, email_verified=True)
    comes_by(Client(), server, sub)
    erase_person(by=SYSTEM.with_keys({person_key(person.uid)}), person=Person.objects.get())
    comes_by(client, server, sub)
    assert logged_in(client) is None
    assert not User.objects.exists()
    assert not SocialAccount.objects.exists()


def test_a_suspended_account_stays_shut(client: Client, server: str) -> None:
    user = an_account(a_person("Samira", "Benali", ADDRESS))
    User.objects.filter(pk=user.pk).update(is_active=False)
    answer = comes_by(client, server, knows(server, email=ADDRESS, email_verified=True))
    assert logged_in(client) is None
    assert "Compte suspendu" in answer.content.decode()


def test_an_address_that_two_people_share_opens_no_account(client: Client, server: str) -> None:
    a_person("Anne", "Un", "info@asbl.example.org")
    a_person("Zoé", "Deux", "INFO@asbl.example.org")
    comes_by(client, server, knows(server, email="info@asbl.example.org", email_verified=True))
    assert not User.objects.exists()
    assert logged_in(client) is None
