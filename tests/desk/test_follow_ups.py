"""« Mes suivis »: what waits for me, my sheets, my spaces."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories import an_account
from tests.network.factories import make_organisation, make_person, make_post, make_term

from maillage.core.readers import SYSTEM
from maillage.desk.follow_ups import FollowUps
from maillage.network.actions.memberships import add_members
from maillage.network.actions.spaces import create_space
from maillage.network.models import SpaceHost
from maillage.network.registries import DeskLine
from maillage.records.identity import new_uid

pytestmark = pytest.mark.django_db


def test_a_visitor_is_asked_to_log_in(client: Client) -> None:
    response = client.get(reverse("desk:my_follow_ups"))
    assert response.status_code == 302
    assert "next=/mes-suivis/" in response["Location"]


def test_a_worker_finds_the_sheet_and_the_spaces_of_the_organisation(client: Client) -> None:
    host, mine = make_organisation("Centre", is_host=True), make_organisation("Les Mots Passeurs")
    space = create_space(
        by=SYSTEM,
        uid=new_uid(),
        name="Plateforme FLE",
        kind=make_term("space-kind", "plateforme"),
        hosts=[(host, SpaceHost.Role.HOST)],
    )
    add_members(by=SYSTEM, space=space, organisations=[mine], since=dt.date(2026, 1, 1))
    person = make_person("Samira Benali", email="samira@example.org")
    make_post(person, mine)
    client.force_login(an_account(person), backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(reverse("desk:my_follow_ups")).content.decode()
    assert "Les Mots Passeurs" in page
    keep = reverse("cadastre:keep_offers", args=[mine.address])
    assert f'href="{keep}"' in page
    assert client.get(keep).status_code == 200
    assert "Plateforme FLE" in page
    assert "Tout est en ordre" in page


@pytest.mark.parametrize(
    ("late", "waiting", "sentence"),
    [
        (0, 0, "Rien ne vous attend aujourd’hui."),
        (0, 1, "Une chose vous attend."),
        (2, 1, "3 choses vous attendent."),
    ],
)
def test_the_sentence_says_how_much_waits(late: int, waiting: int, sentence: str) -> None:
    line = DeskLine(label="Répondre", url="/")
    assert FollowUps([line] * late, [line] * waiting, [], []).sentence == sentence
