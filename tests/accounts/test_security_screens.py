"""The screens of passwords, second factor and identity server, walked through as a person does."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.test import Client, RequestFactory
from tests.accounts.test_log_in import CODE, ask_code, code_sent_to
from tests.factories import a_person, an_account

from maillage.accounts.allauth_adapters import SocialAdapter
from maillage.accounts.models import Person, User
from maillage.mailing.models import Message

pytestmark = pytest.mark.django_db
EMAIL = "samira@asbl.example.org"
MFA = "/compte/double-verification/"


@pytest.fixture
def person() -> Person:
    return a_person("Samira", "Benali", EMAIL)


def logged_in(person: Person) -> Client:
    client = Client()
    ask_code(client, person.email)
    client.post(CODE, {"code": code_sent_to(person.email)})
    return client


def totp_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def activate(client: Client) -> str:
    page = client.get(f"{MFA}activer/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)
    assert secret
    assert client.post(f"{MFA}activer/", {"code": "000000"}).status_code == 200
    answer = client.post(f"{MFA}activer/", {"code": totp_of(secret[1])})
    assert answer.headers["Location"] == f"{MFA}secours/"
    return secret[1]


def test_a_second_factor_is_set_up_asked_for_and_taken_away(person: Person) -> None:
    client = logged_in(person)
    assert "Conseillé à celles et ceux qui coordonnent" in client.get(MFA).content.decode()
    activate(client)
    codes = client.get(f"{MFA}secours/").content.decode()
    assert len(re.findall(r"<li><code>\d+</code></li>", codes)) == 10
    assert client.get(f"{MFA}secours/telecharger/").headers["Content-Type"] == "text/plain"
    assert "10 codes de secours" in client.get(MFA).content.decode()
    assert client.get(f"{MFA}secours/nouveaux/").status_code == 200

    other = Client()
    ask_code(other, EMAIL)
    assert other.post(CODE, {"code": code_sent_to(EMAIL)}).headers["Location"] == f"{MFA}code/"
    assert "Second code" in other.get(f"{MFA}code/").content.decode()
    assert other.get("/compte/profil/").status_code == 302
    assert other.post(f"{MFA}code/", {"code": "123456"}).status_code == 200
    recovery = re.findall(r"<li><code>(\d+)</code></li>", codes)[0]
    assert other.post(f"{MFA}code/", {"code": recovery}).headers["Location"] == "/"
    assert other.get("/compte/profil/").status_code == 200

    assert client.get(f"{MFA}desactiver/").status_code == 200
    assert client.post(f"{MFA}desactiver/").headers["Location"] == MFA
    assert not Authenticator.objects.exists()
    told = set(Message.objects.values_list("purpose", flat=True))
    assert "totp_deactivated" in told


def test_the_secret_of_a_telephone_is_asked_again_before_what_matters(person: Person) -> None:
    activate(logged_in(person))
    other = Client()
    ask_code(other, EMAIL)
    other.post(CODE, {"code": code_sent_to(EMAIL)})
    unused = RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes()
    other.post(f"{MFA}code/", {"code": unused[0]})
    page = other.get(f"{MFA}desactiver/", follow=True)
    assert page.redirect_chain[0][0].startswith(f"{MFA}confirmer-acces/")
    assert "Confirmez que c’est bien vous" in page.content.decode()


def test_a_forgotten_password_is_chosen_again_by_code(person: Person) -> None:
    user = an_account(person)
    user.set_password("ancien mot de passe")
    user.save()
    EmailAddress.objects.filter(user=user).update(verified=True)
    client = Client()
    assert client.get("/compte/mot-de-passe/oublie/").status_code == 200
    answer = client.post("/compte/mot-de-passe/oublie/", {"email": EMAIL})
    assert answer.headers["Location"] == "/compte/mot-de-passe/oublie/code/"
    page = client.get("/compte/mot-de-passe/oublie/code/").content.decode()
    assert EMAIL in page
    message = Message.objects.get(purpose="password_reset_code")
    code = message.subject.rsplit(" ", 1)[-1]
    answer = client.post("/compte/mot-de-passe/oublie/code/", {"code": code})
    assert answer.headers["Location"] == "/compte/mot-de-passe/oublie/nouveau/"
    assert "Nouveau mot de passe" in client.get("/compte/mot-de-passe/oublie/nouveau/").content.decode()
    chosen = {"password1": "un tout nouveau mot", "password2": "un tout nouveau mot"}
    answer = client.post("/compte/mot-de-passe/oublie/nouveau/", chosen)
    assert answer.status_code == 302
    user.refresh_from_db()
    assert user.check_password("un tout nouveau mot")


def test_a_weak_password_is_refused_beside_the_field(person: Person) -> None:
    client = logged_in(person)
    page = client.post("/compte/mot-de-passe/choisir/", {"password1": "azerty", "password2": "azerty"})
    assert page.status_code == 200
    assert "10" in page.content.decode()


def test_a_password_is_changed_by_who_knows_it(person: Person) -> None:
    client = logged_in(person)
    chosen = {"password1": "un long mot de passe", "password2": "un long mot de passe"}
    client.post("/compte/mot-de-passe/choisir/", chosen)
    assert client.get("/compte/mot-de-passe/").status_code == 200
    wrong = {"oldpassword": "autre", "password1": "encore un long mot", "password2": "encore un long mot"}
    assert client.post("/compte/mot-de-passe/", wrong).status_code == 200
    assert (
        client.post("/compte/mot-de-passe/", {**wrong, "oldpassword": "un long mot de passe"}).status_code
        == 302
    )


def test_an_address_that_is_not_confirmed_changes_nothing(person: Person) -> None:
    client = logged_in(person)
    client.post("/compte/adresse/", {"action_add": "1", "email": "autre@asbl.example.org"})
    assert "autre@asbl.example.org" in client.get("/compte/adresse/code/").content.decode()
    client.post("/compte/adresse/code/", {"code": "AAAA-AAAA"})
    assert (
        f"Vous vous connectez aujourd’hui avec <strong>{EMAIL}"
        in client.get("/compte/adresse/").content.decode()
    )
    assert User.objects.get().email == EMAIL


def test_one_cannot_take_the_address_of_another_account(person: Person) -> None:
    an_account(a_person("Luc", "Meunier", "luc@asbl.example.org"))
    client = logged_in(person)
    client.post("/compte/adresse/", {"action_add": "1", "email": "luc@asbl.example.org"})
    message = Message.objects.filter(to_email="luc@asbl.example.org").latest("id")
    client.post("/compte/adresse/code/", {"code": message.subject.rsplit(" ", 1)[-1]})
    person.refresh_from_db()
    assert person.user is not None
    assert (person.email, person.user.email) == (EMAIL, EMAIL)


def social_login(email: str, *, verified: bool) -> SocialLogin:
    login = SocialLogin(
        user=User(email=email),
        account=SocialAccount(provider="oidc", uid="1", extra_data={}),
        email_addresses=[EmailAddress(email=email, verified=verified, primary=True)],
    )
    login.is_connected_to = None
    return login


@pytest.mark.parametrize(("verified", "opened"), [(True, 1), (False, 0)])
def test_an_identity_server_opens_an_account_only_for_an_address_that_it_vouches_for(
    person: Person, verified: bool, opened: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    connected: list[Any] = []
    monkeypatch.setattr(SocialLogin, "connect", lambda _self, _request, user: connected.append(user))
    SocialAdapter().pre_social_login(RequestFactory().get("/"), social_login(EMAIL, verified=verified))
    assert len(connected) == opened
    SocialAdapter().pre_social_login(RequestFactory().get("/"), social_login("x@y.example", verified=True))
    assert User.objects.filter(email="x@y.example").count() == 0
