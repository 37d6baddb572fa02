"""Logging in: a code by e-mail for the people of the network, nothing for strangers, the same page for both."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from django.test import Client
from tests.factories import a_person, an_account, an_administrator

from maillage.accounts.models import Person, User
from maillage.accounts.registries import DemoRole, demo_roles
from maillage.mailing.models import Message
from maillage.records.clock import now

pytestmark = pytest.mark.django_db
LOG_IN = "/compte/connexion/"
CODE = "/compte/connexion/code/"


def ask_code(client: Client, email: str) -> Any:
    return client.post(LOG_IN, {"email": email})


def code_sent_to(email: str) -> str:
    message = Message.objects.filter(to_email=email, purpose="login_code").latest("id")
    found = re.search(r"^[A-Z0-9-]{6,}$", message.text, re.MULTILINE)
    assert found, message.text
    return found[0]


def test_someone_of_the_network_logs_in_for_the_first_time_with_a_code(client: Client) -> None:
    person = a_person("Samira", "Benali", "samira@asbl.example.org")
    assert ask_code(client, "Samira@ASBL.example.org").headers["Location"] == CODE
    answer = client.post(CODE, {"code": code_sent_to("samira@asbl.example.org")})
    assert answer.headers["Location"] == "/"
    person.refresh_from_db()
    assert person.user is not None
    assert client.session["_auth_user_id"] == str(person.user.pk)


def test_a_code_leaves_before_everything_else_and_tells_how_long_it_lives(client: Client) -> None:
    a_person(email="samira@asbl.example.org")
    ask_code(client, "samira@asbl.example.org")
    message = Message.objects.get()
    assert message.priority == Message.Priority.CODE
    assert message.expires_at is not None
    assert dt.timedelta(minutes=14) < message.expires_at - now() <= dt.timedelta(minutes=15)
    assert message.text.endswith("Bien à vous,\nL’équipe Maillage\n")
    assert message.subject == f"Votre code de connexion : {code_sent_to('samira@asbl.example.org')}"


def test_a_stranger_sees_the_same_page_and_gets_no_account(client: Client) -> None:
    a_person(email="samira@asbl.example.org")
    known = ask_code(Client(), "samira@asbl.example.org")
    unknown = ask_code(client, "inconnu@ailleurs.example.org")
    assert (unknown.status_code, unknown.headers["Location"]) == (known.status_code, known.headers["Location"])
    page = client.get(CODE).content.decode()
    assert "inconnu@ailleurs.example.org" in page
    assert "Si cette adresse est connue" in page
    assert not User.objects.filter(email="inconnu@ailleurs.example.org").exists()
    message = Message.objects.get(to_email="inconnu@ailleurs.example.org")
    assert "n’ouvre pas de compte" in message.text


def test_an_address_that_two_people_share_opens_no_account(client: Client) -> None:
    a_person("Anne", "Un", "info@asbl.example.org")
    a_person("Zoé", "Deux", "INFO@asbl.example.org")
    ask_code(client, "info@asbl.example.org")
    assert User.objects.count() == 0
    assert Message.objects.get().purpose == "unknown_account"


def test_a_code_is_worth_nothing_after_a_quarter_of_an_hour(client: Client) -> None:
    a_person(email="samira@asbl.example.org")
    ask_code(client, "samira@asbl.example.org")
    code = code_sent_to("samira@asbl.example.org")
    with time_machine.travel(now() + dt.timedelta(minutes=16)):
        client.post(CODE, {"code": code})
    assert "_auth_user_id" not in client.session


def test_three_wrong_codes_end_the_attempt(client: Client) -> None:
    a_person(email="samira@asbl.example.org")
    ask_code(client, "samira@asbl.example.org")
    for _attempt in range(3):
        answer = client.post(CODE, {"code": "AAAAAA"})
    assert answer.headers["Location"] == LOG_IN
    client.post(CODE, {"code": code_sent_to("samira@asbl.example.org")})
    assert "_auth_user_id" not in client.session


def test_codes_cannot_be_asked_without_end() -> None:
    a_person(email="samira@asbl.example.org")
    for _attempt in range(6):
        answer = ask_code(Client(), "samira@asbl.example.org")
    assert answer.status_code == 200
    assert Message.objects.count() == 3


@pytest.mark.parametrize(
    "typed", ["", "pas une adresse", "x" * 400 + "@y.be", "a@b", "é🙂@asbl.example.org\u202e"]
)
def test_what_is_not_an_address_is_refused_beside_the_field(client: Client, typed: str) -> None:
    answer = ask_code(client, typed)
    assert answer.status_code == 200
    assert "error" in answer.content.decode()
    assert Message.objects.count() == 0


def test_an_account_that_was_suspended_gets_no_code(client: Client) -> None:
    user = an_account(a_person(email="samira@asbl.example.org"))
    User.objects.filter(pk=user.pk).update(is_active=False)
    ask_code(client, "samira@asbl.example.org")
    assert not Message.objects.filter(purpose="login_code").exists()


def test_log_in_leads_back_to_the_page_that_asked_for_it(client: Client) -> None:
    a_person(email="samira@asbl.example.org")
    client.post(f"{LOG_IN}?next=/compte/profil/", {"email": "samira@asbl.example.org"})
    answer = client.post(f"{CODE}?next=/compte/profil/", {"code": code_sent_to("samira@asbl.example.org")})
    assert answer.headers["Location"] == "/compte/profil/"


def test_log_in_never_leads_to_another_site(client: Client) -> None:
    a_person(email="samira@asbl.example.org")
    client.post(f"{LOG_IN}?next=https://mechant.example/", {"email": "samira@asbl.example.org"})
    answer = client.post(
        f"{CODE}?next=https://mechant.example/", {"code": code_sent_to("samira@asbl.example.org")}
    )
    assert answer.headers["Location"] == "/"


def test_a_password_is_possible_and_optional(client: Client) -> None:
    user = an_account(a_person(email="samira@asbl.example.org"))
    client.force_login(user)
    chosen = {"password1": "un long mot de passe", "password2": "un long mot de passe"}
    assert client.post("/compte/mot-de-passe/choisir/", chosen).status_code == 302
    other = Client()
    answer = other.post(
        "/compte/connexion/mot-de-passe/",
        {"login": "samira@asbl.example.org", "password": "un long mot de passe"},
    )
    assert answer.status_code == 302
    told = Message.objects.filter(purpose="password_set").get()
    assert "Un mot de passe a été choisi" in told.text


def test_a_new_log_in_address_takes_the_professional_one_along(client: Client) -> None:
    person = a_person(email="samira@asbl.example.org")
    ask_code(client, "samira@asbl.example.org")
    client.post(CODE, {"code": code_sent_to("samira@asbl.example.org")})
    client.post("/compte/adresse/", {"action_add": "1", "email": "samira@nouvelle.example.org"})
    message = Message.objects.get(to_email="samira@nouvelle.example.org")
    code = message.subject.rsplit(" ", 1)[-1]
    client.post("/compte/adresse/code/", {"code": code})
    person.refresh_from_db()
    assert person.user is not None
    assert (person.email, person.user.email) == ("samira@nouvelle.example.org", "samira@nouvelle.example.org")
    assert "Vous vous connectez désormais avec samira@nouvelle.example.org" in "".join(
        Message.objects.filter(to_email="samira@asbl.example.org").values_list("text", flat=True)
    )


def test_nobody_signs_up(client: Client) -> None:
    page = client.get("/compte/rejoindre/")
    assert "demandez un code de connexion" in page.content.decode()
    client.post(
        "/compte/rejoindre/", {"email": "nouveau@ailleurs.example.org", "password1": "long mot de passe"}
    )
    assert User.objects.count() == 0


def test_the_first_administrator_has_no_person_and_still_logs_in(client: Client) -> None:
    an_administrator("ada@maillage.example.org")
    ask_code(client, "ada@maillage.example.org")
    client.post(CODE, {"code": code_sent_to("ada@maillage.example.org")})
    assert client.get("/compte/").status_code == 200
    assert client.get("/compte/profil/").status_code == 404


def test_who_coordinates_sets_up_a_second_factor_where_the_setting_asks(client: Client, settings: Any) -> None:
    user = an_administrator()
    user.emailaddress_set.update(verified=True)
    client.force_login(user)
    assert client.get("/courrier/").status_code == 200
    settings.SECOND_FACTOR_FOR_COORDINATORS = True
    assert client.get("/courrier/").headers["Location"] == "/compte/double-verification/activer/"
    page = client.get("/compte/double-verification/activer/").content.decode()
    assert "<svg" in page
    assert "data:image" not in page


@pytest.fixture
def demo_role() -> Any:
    demo_roles.add("essai", DemoRole("Coordinatrice", "Inès Delvaux", "ines@cri.example.org"))
    yield "/compte/demo/essai/"
    demo_roles._entries.pop("essai")


def test_a_demonstration_lends_roles_in_one_click(client: Client, settings: Any, demo_role: str) -> None:
    a_person("Inès", "Delvaux", "ines@cri.example.org")
    settings.DEMO = True
    assert client.get(demo_role).status_code == 405
    assert client.post(demo_role, {"next": "//mechant.example/"}).headers["Location"] == "/"
    assert client.session["_auth_user_id"] == str(Person.objects.get().user_id)
    assert client.post("/compte/demo/personne/").status_code == 404


def test_no_role_is_lent_outside_a_demonstration(client: Client, demo_role: str) -> None:
    a_person("Inès", "Delvaux", "ines@cri.example.org")
    assert client.post(demo_role).status_code == 404
    assert "_auth_user_id" not in client.session
