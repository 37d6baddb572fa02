"""A space that becomes a legal person: both pages show one history (B21)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.network.factories import make_organisation, make_term, make_worker
from tests.network.space_factories import make_space, organiser

from maillage.core.readers import MEMBERS
from maillage.network.actions.kinship import become_legal_person
from maillage.network.actions.organisations import edit_organisation
from maillage.network.actions.space_changes import change_status, change_visibility
from maillage.network.models import Organisation, Space

pytestmark = pytest.mark.django_db
D = dt.date
NAME = "Plateforme liégeoise des coordinations de quartiers"
BORN = "constituée en ASBL le 1er septembre 2014"


@pytest.fixture
def platform() -> Space:
    return make_space("Coordinations de quartiers", since=D(2010, 1, 1))


@pytest.fixture
def asbl() -> Organisation:
    return make_organisation(NAME, legal_form=make_term("legal-form", "asbl", "ASBL"))


@pytest.fixture
def born(platform: Space, asbl: Organisation) -> Space:
    become_legal_person(
        by=organiser(platform),
        space=platform,
        organisation=asbl,
        since=D(2014, 9, 1),
        source="Moniteur belge du 20/10/2014",
    )
    return platform


def text(client: Client, name: str, row: Any) -> str:
    answer = client.get(reverse(f"network:{name}", args=[row.address]))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().replace("\u202f", " ").replace("\u00a0", " ").split())


@pytest.fixture
def inside(client: Client) -> Client:
    client.force_login(make_worker(make_organisation()).user)
    return client


def test_the_history_of_each_shows_what_happened_to_both(
    inside: Client, born: Space, asbl: Organisation
) -> None:
    change_status(by=organiser(born), space=born, verb="rest", reason="Plus de moyens", day=D(2020, 1, 1))
    by = organiser(born)
    edit_organisation(by=by, organisation=asbl, seen=asbl.version, fields={"phone": "04 222 33 44"})
    for page, row in (("space_history", born), ("organisation_history", asbl)):
        shown = text(inside, page, row)
        assert "constituée en ASBL" in shown
        assert "Plus de moyens" in shown
        assert "04 222 33 44" in shown


def test_the_birth_is_said_with_its_legal_form_its_day_and_its_source(
    inside: Client, born: Space, asbl: Organisation
) -> None:
    whole = f"{BORN} (source : Moniteur belge du 20/10/2014)"
    for page, row in (
        ("space", born),
        ("organisation", asbl),
        ("space_history", born),
        ("organisation_history", asbl),
    ):
        assert whole in text(inside, page, row), page
    assert f"{NAME}, le 01/09/2014, source : Moniteur belge du 20/10/2014" in text(
        inside, "space_history", born
    )


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("Société coopérative (SC)", "constituée en société coopérative (SC) le"),
        ("AISBL", "constituée en AISBL le"),
        ("Économie mixte", "constituée en économie mixte le"),
        ("", "constituée en personne juridique le"),
    ],
)
def test_the_legal_form_reads_within_the_sentence(
    client: Client, platform: Space, form: str, words: str
) -> None:
    named = {"legal_form": make_term("legal-form", "x", form)} if form else {}
    one = make_organisation("Une", **named)
    become_legal_person(by=organiser(platform), space=platform, organisation=one, since=D(2014, 9, 1))
    assert words in text(client, "organisation", one)


def test_a_very_long_legal_form_fits_in_the_journal(platform: Space) -> None:
    one = make_organisation("Une", legal_form=make_term("legal-form", "x", "Forme " * 30))
    become_legal_person(by=organiser(platform), space=platform, organisation=one, since=None)


def test_the_public_reads_the_history_of_the_space_without_that_of_the_organisation(
    client: Client, born: Space, asbl: Organisation
) -> None:
    edit_organisation(
        by=organiser(born), organisation=asbl, seen=asbl.version, fields={"phone": "04 222 33 44"}
    )
    shown = text(client, "space_history", born)
    assert "constituée en ASBL" in shown
    assert "04 222 33 44" not in shown


def test_a_restricted_space_is_not_in_the_history_of_the_organisation_that_it_became(
    inside: Client, born: Space, asbl: Organisation
) -> None:
    change_visibility(by=organiser(born), space=born, restricted=True)
    for page in ("organisation", "organisation_history"):
        shown = text(inside, page, asbl)
        assert born.name not in shown
        assert "constituée en" not in shown


def test_an_organisation_reserved_to_members_is_not_named_on_the_public_page_of_the_space(
    client: Client, platform: Space
) -> None:
    hidden = make_organisation("Cachée", audience=MEMBERS)
    become_legal_person(by=organiser(platform), space=platform, organisation=hidden, since=D(2014, 9, 1))
    assert "Cachée" not in text(client, "space", platform)


def test_two_spaces_do_not_become_one_organisation(born: Space, asbl: Organisation) -> None:
    other = make_space("Autre")
    with pytest.raises(ValidationError, match="déjà son espace"):
        become_legal_person(by=organiser(other), space=other, organisation=asbl, since=None)


def test_the_screen_keeps_the_source(client: Client, platform: Space, asbl: Organisation) -> None:
    host = platform.hosts.get().organisation
    client.force_login(make_worker(host, coordinator=True).user)
    url = reverse("network:legal_person", args=[platform.address])
    typed = {"organisation": asbl.name, "since": "01/09/2014", "source": "PV de l’assemblée fondatrice"}
    assert client.post(url, typed).status_code == 302
    assert 'value="PV de l’assemblée fondatrice"' in client.get(url).content.decode()
    assert "(source : PV de l’assemblée fondatrice)" in text(client, "organisation", asbl)
    refused = client.post(url, {**typed, "source": "x" * 301}).content.decode()
    assert "300" in refused


def test_the_history_takes_as_many_queries_for_one_change_as_for_three(
    inside: Client, born: Space, asbl: Organisation
) -> None:
    def seen() -> int:
        with CaptureQueriesContext(connection) as queries:
            text(inside, "organisation_history", asbl)
        return len(queries)

    before = seen()
    for year, verb in enumerate(("rest", "wake", "rest"), 2020):
        change_status(by=organiser(born), space=born, verb=verb, reason="Pause", day=D(year, 1, 1))
    assert seen() == before
