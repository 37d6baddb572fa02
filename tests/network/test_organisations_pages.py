"""An organisation’s page, as people meet it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from tests.network.factories import (
    make_accreditation,
    make_organisation,
    make_person,
    make_post,
    make_site,
    make_term,
    make_territory,
    make_worker,
)
from tests.network.screens import found_text as text
from tests.network.screens import page

from maillage.core.readers import SYSTEM
from maillage.network.actions.lifecycle import join_duplicates, merge_organisation, rename_organisation
from maillage.network.models import Organisation

pytestmark = pytest.mark.django_db
NEW_YEAR = dt.date(2025, 1, 1)


def test_the_page_says_what_is_known_and_who_sees_it(client: Client) -> None:
    ili = make_term("accreditation", "ILI", "Initiative locale d’intégration")
    mots = make_organisation("Les Mots", bce_number="0409500148", ownership="associative", migrant_led=True)
    make_accreditation(mots, ili, valid_to=dt.date(2024, 12, 31))
    make_site(
        mots, street="Rue Haute 3", locality="Liège", hours="lundi 9h-12h", territory=make_territory("Liège")
    )
    shown = text(client.get(page(mots)))
    for words in (
        "0409.500.148",
        "expiré le 31/12/2024",
        "lundi 9h-12h",
        "visible de tous",
        "openstreetmap.org",
    ):
        assert words in shown
    assert "issue de l’immigration" in shown
    assert "csrfmiddlewaretoken" not in shown


def test_people_are_initials_for_the_public_names_for_members_contacts_for_coordinators(
    client: Client, host: Organisation
) -> None:
    mots = make_organisation("Les Mots")
    make_post(make_person("Anna Lys", email="anna@example.org"), mots)
    shown = text(client.get(page(mots)))
    assert "A.L." in shown
    assert "Anna" not in shown
    client.force_login(make_worker(make_organisation()).user)
    shown = text(client.get(page(mots)))
    assert "Anna Lys" in shown
    assert "anna@example.org" not in shown
    client.force_login(make_worker(host, coordinator=True).user)
    assert "anna@example.org" in text(client.get(page(mots)))


def test_a_person_who_makes_the_name_public_has_a_public_page(client: Client) -> None:
    mots = make_organisation("Les Mots")
    anna = make_person("Anna Lys", email="anna@example.org", show_name=True)
    bea = make_person("Béa Rose")
    make_post(anna, mots)
    make_post(bea, mots)
    shown = text(client.get(reverse("network:person", args=[anna.uid])))
    assert "Anna Lys" in shown
    assert "anna@example.org" not in shown
    assert client.get(reverse("network:person", args=[bea.uid])).status_code == 404


def test_an_old_address_leads_to_the_current_one_and_the_page_of_2018_has_its_name(client: Client) -> None:
    cric = make_organisation("CRIC", valid_from=dt.date(1996, 1, 1))
    old = page(cric)
    rename_organisation(by=SYSTEM, organisation=cric, name="CRI Charleroi", day=NEW_YEAR, seen=1)
    moved = client.get(old, {"au": "2018-06-01"})
    assert moved.status_code == 302
    assert moved["Location"] == f"{page(cric)}?au=2018-06-01"
    assert "<h1>CRIC</h1>" in text(client.get(moved["Location"]))
    assert "<h1>CRI Charleroi</h1>" in text(client.get(page(cric)))


def test_a_name_with_an_underscore_has_a_page(client: Client) -> None:
    maison = make_organisation("Maison_des_Jeunes")
    assert page(maison).endswith(f"/maison-des-jeunes-{maison.uid}/")
    assert "Maison_des_Jeunes" in text(client.get(page(maison)))


def test_the_page_of_a_merged_organisation_says_so_and_links(client: Client) -> None:
    former, kept = make_organisation("Bertogne"), make_organisation("Bastogne")
    merge_organisation(by=SYSTEM, organisation=former, into=kept, day=NEW_YEAR, seen=1)
    shown = text(client.get(page(former)))
    assert "fusionnée avec" in shown
    assert page(kept) in shown
    assert page(former) in text(client.get(page(kept)))


def test_the_address_of_a_sheet_entered_twice_leads_to_the_other(client: Client) -> None:
    twin, kept = make_organisation("Les mots asbl"), make_organisation("Les Mots")
    join_duplicates(by=SYSTEM, organisation=twin, kept=kept, seen=1)
    assert client.get(page(twin))["Location"] == page(kept)


@pytest.mark.parametrize(
    "screen",
    [
        "edit_organisation",
        "rename_organisation",
        "what_became",
        "split_organisation",
        "add_site",
        "add_accreditation",
        "add_post",
        "describe_organisation",
        "add_partnership",
        "organisation_history",
    ],
)
def test_a_visitor_finds_no_screen_that_writes(client: Client, coordinating: Client, screen: str) -> None:
    mots = make_organisation("Les Mots")
    assert coordinating.get(page(mots, screen)).status_code == 200
    assert Client().get(page(mots, screen)).status_code == 404


def test_the_history_tells_what_was_changed_to_members_only(coordinating: Client) -> None:
    mots = make_organisation("Les Mots")
    coordinating.post(
        page(mots, "edit_organisation"),
        {"name": "Les Mots", "audience": "public", "version": 1, "phone": "04 111 11 11"},
    )
    shown = text(coordinating.get(page(mots, "organisation_history")))
    assert "téléphone" in shown
    assert "Chloé Dumont" in shown


def test_the_page_takes_as_many_queries_whatever_it_holds(
    client: Client, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def fill(organisation: Organisation) -> None:
        make_post(make_person(show_name=True), organisation)
        make_site(organisation, street=f"Rue {organisation.posts.count()}")
        make_organisation(part_of=organisation)
        make_accreditation(organisation, make_term("accreditation", f"A{organisation.posts.count()}"))

    mots = make_organisation("Les Mots")
    fill(mots)
    client.get(page(mots))  # from now on the index of offers is in memory
    with CaptureQueriesContext(connection) as queries:
        client.get(page(mots))
    fill(mots)
    fill(mots)
    with django_assert_num_queries(len(queries)):
        client.get(page(mots))


def test_the_page_of_a_territory_leads_to_its_organisations(client: Client) -> None:
    seraing = make_territory("Seraing")
    make_site(make_organisation("Les Mots", line="second"), street="Rue 1", territory=seraing)
    shown = text(client.get(reverse("territory:territory", args=[seraing.address])))
    assert f"/annuaire/?territoire={seraing.uid}" in shown
    assert "1 qui soutient la première ligne" in shown


@pytest.mark.parametrize(
    ("confirmed", "said"),
    [
        (dt.datetime(2026, 4, 20, 8, tzinfo=dt.UTC), True),
        (dt.datetime(2026, 11, 20, 23, 30, tzinfo=dt.UTC), False),
        (None, True),
    ],
)
@time_machine.travel("2026-11-21 12:00", tick=False)
def test_the_sheet_says_the_day_that_the_list_shows(
    client: Client, confirmed: dt.datetime | None, said: bool
) -> None:
    """A confirmation at half past eleven UTC in the evening is of the next day in Brussels."""
    mots = make_organisation("Les Mots")
    Organisation.objects.update(checked_on=dt.date(2026, 11, 21), confirmed_at=confirmed)
    assert ("modifiée le 21/11/2026" in text(client.get(page(mots)))) is said
    listed = text(client.get(reverse("network:organisations")))
    assert "Vérifiée le" in listed
    assert "21/11/2026" in listed
