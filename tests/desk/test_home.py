"""The home page: its numbers are those of the lists they open, and an empty installation says what to do first (A13)."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cadastre.factories import make_offer
from tests.network.factories import make_organisation, make_site, make_term, make_territory

from maillage.core.readers import MEMBERS, SYSTEM
from maillage.network.actions.memberships import add_members
from maillage.network.actions.spaces import create_space
from maillage.network.models import Organisation, Space, SpaceHost
from maillage.records.identity import new_uid

pytestmark = pytest.mark.django_db


def _space(name: str, host: Organisation, *, restricted: bool = False) -> Space:
    return create_space(
        by=SYSTEM,
        uid=new_uid(),
        name=name,
        kind=make_term("space-kind", new_uid(), "plateforme"),
        hosts=[(host, SpaceHost.Role.HOST)],
        restricted=restricted,
    )


def _count_said(client: Client, address: str) -> int:
    """The count in the sentence above a list: « 3 organisations », « Aucune plateforme »."""
    page = client.get(address).content.decode()
    said = re.search(r'class="count">\s*(\d+)', page)
    return int(said.group(1)) if said else 0


def test_an_empty_installation_shows_the_first_steps(client: Client) -> None:
    page = client.get("/").content.decode()
    assert "Premiers pas" in page
    assert "create-administrator" in page


def test_each_number_is_the_count_of_the_list_it_opens(client: Client) -> None:
    host, other = make_organisation("Centre", is_host=True), make_organisation("Les Mots")
    make_organisation("Jamais assise")
    for title in ("Français du soir", "Écrivain public"):
        make_offer(title, organisation=other)
    make_offer("Caché", organisation=other, audience=MEMBERS)
    fle = _space("Plateforme FLE", host)
    _space("Secrète", host, restricted=True)
    add_members(by=SYSTEM, space=fle, organisations=[other], since=dt.date(2026, 1, 1))
    page = client.get("/").content.decode()
    figures = re.findall(r'<a href="([^"]+)"><b>(\d+)</b> ([^<]+)</a>', page)
    assert [(int(number), label) for _url, number, label in figures] == [
        (3, "organisations"),
        (2, "cours et services"),
        (1, "plateformes et groupes"),
        (1, "organisations actives cette année"),
    ]
    for url, number, _label in figures:
        assert _count_said(client, url.replace("&amp;", "&")) == int(number), url


def test_a_restricted_space_is_neither_shown_nor_counted(client: Client) -> None:
    _space("Pratiques convictionnelles", make_organisation("Centre", is_host=True), restricted=True)
    assert "convictionnelles" not in client.get("/").content.decode()


def test_a_visitor_carries_no_cookie_away(client: Client) -> None:
    make_organisation()
    response = client.get("/")
    assert not response.cookies
    assert "csrfmiddlewaretoken" not in response.content.decode()


def test_the_doors_of_a_demonstration_open_roles(client: Client, settings: Any) -> None:
    settings.DEMO = True
    make_organisation()
    page = client.get("/").content.decode()
    assert 'data-role="coordinatrice"' in page
    assert "Je cherche, je découvre" in page


def test_a_step_of_the_guide_that_needs_a_role_leads_to_its_page(client: Client, settings: Any) -> None:
    settings.DEMO = True
    make_organisation()
    page = client.get("/").content.decode()
    for then in (reverse("exchange:imports"), reverse("mailing:outbox")):
        assert f'<input type="hidden" name="next" value="{then}">' in page


def test_without_a_demonstration_no_role_can_be_taken(client: Client) -> None:
    make_organisation()
    assert "data-role" not in client.get("/").content.decode()
    assert client.get(reverse("desk:guide")).status_code == 404


def test_one_place_narrows_the_search(client: Client) -> None:
    huy = make_territory("Huy")
    response = client.get(reverse("desk:ask"), {"q": "français", "ou": "Huy"})
    assert response.status_code == 302
    assert response["Location"] == f"/recherche/?q=fran%C3%A7ais&territoire={huy.uid}"


def test_two_places_of_one_name_are_asked_for(client: Client) -> None:
    liege, namur = make_territory("Seraing"), make_territory("Sambre")
    make_territory("Jemeppe", level="quarter", parent=liege)
    make_territory("Jemeppe", level="quarter", parent=namur)
    page = client.get(reverse("desk:ask"), {"q": "français", "ou": "Jemeppe"}).content.decode()
    assert "Lequel" in page
    assert "Seraing" in page


@pytest.mark.parametrize("where", ["nulle part au monde", "<script>", "ﷺ", "x" * 500, "🧵"])
def test_a_place_that_does_not_exist_is_said_kindly(client: Client, where: str) -> None:
    response = client.get(reverse("desk:ask"), {"q": "français", "ou": where})
    assert response.status_code == 200
    assert "Aucun lieu ne porte ce nom" in response.content.decode()
    assert "<script>" not in response.content.decode()


@pytest.mark.parametrize("sizes", [1, 3])
def test_the_number_of_queries_does_not_grow(
    client: Client, django_assert_num_queries: object, sizes: int
) -> None:
    host = make_organisation("Centre", is_host=True)
    for number in range(sizes):
        member = make_organisation()
        make_site(member)
        add_members(
            by=SYSTEM, space=_space(f"Espace {number}", host), organisations=[member], since=dt.date(2026, 1, 1)
        )
    client.get("/")
    with django_assert_num_queries(4):  # type: ignore[operator]
        client.get("/")
