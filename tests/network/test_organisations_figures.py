"""« Le tissu associatif en chiffres »: what is counted, what is masked, where numbers lead (A7, A8)."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.network.factories import make_organisation, make_site, make_term, make_territory, make_worker

from maillage.core.readers import SYSTEM, VISITOR, Reader
from maillage.network.actions.profile import add_partnership, describe_organisation, end_partnership
from maillage.network.models import Organisation
from maillage.network.queries.profile import subsidy_share
from maillage.records.clock import today
from maillage.vocabulary.models import Term

pytestmark = pytest.mark.django_db
URL = "/annuaire/chiffres/"


@pytest.fixture
def local() -> Term:
    public = make_term("income-kind", "public", "Subsides publics")
    return make_term("income-kind", "local", "Subside communal", broader=public)


@pytest.fixture
def gifts() -> Term:
    return make_term("income-kind", "dons", "Dons")


def associations(number: int, *income: Term) -> list[Organisation]:
    made = [make_organisation(ownership="associative") for _ in range(number)]
    for one in made:
        describe_organisation(by=SYSTEM, organisation=one, fields={}, income_kinds=income)
    return made


def share(reader: Reader = VISITOR) -> tuple[int, int, int, bool]:
    found = subsidy_share(reader, today(), today=today())
    return found.total, found.known, found.subsidised, found.masked


def test_six_associations_of_fifteen_have_a_public_subsidy(local: Term, gifts: Term, client: Client) -> None:
    associations(6, local, gifts)
    associations(9, gifts)
    make_organisation("Sans réponse", ownership="associative")
    make_organisation("Commune", ownership="public")
    assert share() == (16, 15, 6, False)
    shown = client.get(URL).content.decode()
    assert "6 associations sur 15, soit 40 %" in shown
    assert 'width="40"' in shown
    assert f"déclarations du {today():%d/%m/%Y}\u202f;" in shown


def test_no_income_at_all_is_an_answer_and_no_answer_is_not() -> None:
    associations(1)
    make_organisation(ownership="associative")
    assert share()[:3] == (2, 1, 0)


def test_a_cell_under_five_is_masked_outside_the_network_only(
    local: Term, gifts: Term, client: Client, member: Reader
) -> None:
    associations(4, local)
    associations(9, gifts)
    assert share() == (13, 13, 4, True)
    assert share(member)[3] is False
    public = client.get(URL).content.decode()
    assert "Trop peu" in public
    assert "4 associations" not in public


def test_each_number_leads_to_a_list_of_that_length(local: Term, gifts: Term, client: Client) -> None:
    made = associations(6, local) + associations(7, gifts)
    client.force_login(make_worker(made[0]).user)
    lines = client.get(URL).context["lines"]
    assert [line.value for line in lines] == [6, 7, 13, 13]
    for line in lines:
        assert client.get(line.url).context["listing"].count == line.value


def test_whose_income_is_known_is_not_shown_to_the_public(local: Term, client: Client) -> None:
    one = associations(1, local)[0]
    shown = client.get(f"/annuaire/{one.address}/").content.decode()
    assert "Subside communal" not in shown
    assert client.get("/annuaire/", {"subsides": "avec"}).context["listing"].chips == []


def test_migrant_led_associations_of_a_province_are_listed_once_each(client: Client) -> None:
    province = make_territory("Namur", "province")
    namur, gembloux = make_territory("Namur", parent=province), make_territory("Gembloux", parent=province)
    one = make_organisation("Baobab", migrant_led=True)
    make_site(one, street="Rue 1", territory=namur)
    make_site(one, street="Rue 2", territory=gembloux)
    make_site(make_organisation("Autre"), street="Rue 3", territory=namur)
    response = client.get(URL)
    assert [(line.province, line.count) for line in response.context["provinces"]] == [(province, 1)]
    listed = client.get("/annuaire/", {"issue": "oui", "territoire": province.uid}).context["listing"]
    assert [row.object.name for row in listed.rows] == ["Baobab"]


def test_an_empty_directory_says_so(client: Client) -> None:
    shown = client.get(URL).content.decode()
    assert "Pas encore de réponse" in shown


def test_a_partnership_is_seen_from_both_sides_and_ended_by_either(client: Client) -> None:
    a, b = make_organisation("A la rive"), make_organisation("B la rive")
    row = add_partnership(by=SYSTEM, organisation=b, partner=a, kind="project", subject="Table de conversation")
    for one in (a, b):
        assert "Table de conversation" in client.get(f"/annuaire/{one.address}/").content.decode()
    end_partnership(by=SYSTEM, organisation=a, partnership=row, day=today().replace(year=2020))
    assert "Table de conversation" not in client.get(f"/annuaire/{b.address}/").content.decode()


def test_a_partner_reserved_to_members_is_not_betrayed_by_its_partners(client: Client) -> None:
    a, hidden = make_organisation("Ouverte"), make_organisation("Discrète", audience="members")
    add_partnership(by=SYSTEM, organisation=a, partner=hidden, kind="project")
    make_organisation("Service discret", part_of=a, audience="members")
    shown = client.get(f"/annuaire/{a.address}/").content.decode()
    assert "Discrète" not in shown
    assert "Service discret" not in shown
