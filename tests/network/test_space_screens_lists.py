"""The list of spaces: found, narrowed, counted in queries, linked from other pages (B1, J2)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.network.factories import make_organisation, make_territory
from tests.network.screens import text, url
from tests.network.space_factories import make_space, seat, theme

from maillage.core.readers import SYSTEM

pytestmark = pytest.mark.django_db
D = dt.date


def names(client: Client, **narrowed: str) -> list[str]:
    """The spaces of the list."""
    response = client.get(reverse("network:spaces"), narrowed)
    return [row.object.name for row in response.context["listing"].rows]


def test_the_list_is_found_from_the_theme_and_from_the_commune(client: Client) -> None:
    province = make_territory("Liège", "province")
    commune = make_territory("Seraing", "commune", province)
    elsewhere = make_territory("Namur")
    language = theme("Langues")
    fle = theme("FLE", broader=language)
    make_space("Plateforme FLE", themes=[fle], territories=[province])
    make_space("Coordination de Seraing", territories=[commune])
    make_space("Atelier culture", territories=[elsewhere], themes=[theme("Culture")])
    assert names(client, theme=language.uid) == ["Plateforme FLE"]
    assert names(client, territoire=commune.uid) == ["Coordination de Seraing", "Plateforme FLE"]
    assert names(client, territoire=province.uid) == ["Coordination de Seraing", "Plateforme FLE"]


def test_the_list_counts_members_the_same_whatever_its_order(client: Client) -> None:
    choir, network, hidden = (make_organisation(name) for name in ("Chœur", "Réseau", "Cachée"))
    hidden.audience = "coordinators"
    hidden.save()
    few, many, _none = (make_space(name) for name in ("Atelier", "Coordination", "Zone"))
    seat(many, choir, network, since=D(2020, 1, 1))
    seat(few, choir, hidden, since=D(2020, 1, 1))

    def shown(**narrowed: str) -> list[tuple[str, str]]:
        listing = client.get(reverse("network:spaces"), narrowed).context["listing"]
        return [
            (row.object.name, next(cell.text for cell in row.cells if cell.label == "Membres"))
            for row in listing.rows
        ]

    assert shown() == [("Atelier", "1"), ("Coordination", "2"), ("Zone", "0")]
    assert shown(tri="membres") == [("Zone", "0"), ("Atelier", "1"), ("Coordination", "2")]
    assert shown(tri="-membres") == [("Coordination", "2"), ("Atelier", "1"), ("Zone", "0")]
    assert shown(au="2019-12-31") == [("Atelier", "0"), ("Coordination", "0"), ("Zone", "0")]


@pytest.mark.parametrize("page", ["spaces", "space", "space_members", "space_grid"])
def test_pages_take_as_many_queries_with_one_row_as_with_three(
    page: str, client: Client, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    first = make_space("Plateforme 0", territories=[make_territory("Liège")], themes=[theme("FLE")])
    address = reverse("network:spaces") if page == "spaces" else url(page, first)

    def grow(number: int) -> None:
        other = make_space(
            f"Plateforme {number}", territories=[make_territory(f"Lieu {number}")], themes=[theme("FLE")]
        )
        network, choir = make_organisation(f"Réseau {number}"), make_organisation(f"Chœur {number}")
        make_space(f"Groupe {number}", parent=first)
        seat(first, network, choir, since=D(2020, 1, 1))
        seat(other, choir, since=D(2020, 1, 1))

    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    grow(1)
    client.get(address)
    once = count()
    grow(2)
    grow(3)
    client.get(address)  # what is remembered until somebody writes was forgotten
    assert count() == once
    assert SYSTEM.label


def test_pages_of_organisations_and_territories_show_the_spaces_they_have_to_do_with(client: Client) -> None:
    from maillage.network.actions.competence import declare_competence

    cripel, choir, liege = make_organisation("CRIPEL"), make_organisation("Chœur"), make_territory("Liège")
    space = make_space("Plateforme FLE", host=cripel, territories=[liege])
    seat(space, choir, since=D(2020, 1, 1))
    declare_competence(by=SYSTEM, centre=cripel, territory=liege, source="Décret", since=None)
    host_page = text(client.get(reverse("network:organisation", args=[cripel.address])))
    assert "Plateforme FLE" in host_page
    assert "Territoire de compétence" in host_page
    assert "Plateforme FLE" in text(client.get(reverse("network:organisation", args=[choir.address])))
    place = text(client.get(f"/territoires/{liege.address}/"))
    assert "Plateforme FLE" in place
    assert "Source : Décret" in place


def test_the_list_of_spaces_reads_an_index() -> None:
    from django.db import connection

    from maillage.core.readers import VISITOR
    from maillage.network.queries.spaces import spaces_on

    make_space()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        plan = spaces_on(D(2026, 1, 1), VISITOR).order_by("sort_name", "pk")[:50].explain()
    assert "network_space_list" in plan
    assert "network_membership" in plan


def test_parameters_that_make_no_sense_are_ignored(client: Client) -> None:
    space = make_space()
    for query in (
        "territoire=%00",
        "theme=zz",
        "etat=%F0%9F%98%80",
        "au=0000-99-99",
        "page=-3",
        "tri=zzz",
        "porteur=%27",
    ):
        assert client.get(f"{reverse('network:spaces')}?{query}").status_code == 200, query
    for query in ("appel=%00", "appel=abc"):
        assert client.get(f"{url('ask_to_join', space)}?{query}").status_code == 200
    assert client.get(f"{url('space_grid', space)}?colonnes=%00").status_code == 200
    assert client.get(f"{url('space_history', space)}?page=zz").status_code == 200
