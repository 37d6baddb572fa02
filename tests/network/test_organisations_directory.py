"""« Annuaire »: what narrows the list, who is counted, and how many queries it takes."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from tests.network.factories import (
    make_accreditation,
    make_organisation,
    make_person,
    make_site,
    make_term,
    make_territory,
    make_worker,
)

from maillage.core.readers import SYSTEM, VISITOR
from maillage.network.actions.lifecycle import rename_organisation
from maillage.network.models import Organisation
from maillage.network.queries.directory import (
    accredited,
    directory,
    in_sector,
    in_territory,
    named_then,
    of_kind,
    on_line,
    once_accredited,
)
from maillage.records.clock import today

pytestmark = pytest.mark.django_db
URL = "/annuaire/"


def found(client: Client, **asked: str) -> list[str]:
    """The names that the list shows."""
    response = client.get(URL, asked)
    return [row.object.name for row in response.context["listing"].rows]


def everyone() -> Any:
    return directory(VISITOR, today(), today=today())


def test_an_operator_of_several_sectors_is_found_under_each_and_counted_once(client: Client) -> None:
    school, culture = make_term("sector", "ps", "Promotion sociale"), make_term("sector", "cu", "Culture")
    make_organisation("École de la Rive", sectors=[school, culture])
    assert found(client, secteur="ps") == ["École de la Rive"]
    assert found(client, secteur="cu") == ["École de la Rive"]
    assert everyone().count() == 1
    assert in_sector(everyone(), school).count() == 1


def test_a_general_kind_covers_the_special_ones() -> None:
    public = make_term("organisation-kind", "public", "Services publics")
    cpas = make_term("organisation-kind", "cpas", "CPAS", broader=public)
    make_organisation("CPAS de la Rive", kinds=[cpas])
    assert of_kind(everyone(), public).count() == 1


def test_public_associative_and_private_are_told_apart(client: Client) -> None:
    make_organisation("Commune", ownership="public")
    make_organisation("Asbl", ownership="associative")
    assert found(client, statut="public") == ["Commune"]


def test_who_supports_the_first_line_is_one_click(client: Client) -> None:
    make_organisation("Guichet", line="first")
    make_organisation("Formation", line="second")
    make_organisation("Les deux", line="both")
    assert found(client, ligne="second") == ["Formation", "Les deux"]
    assert on_line(everyone(), "first").count() == 2


def test_an_expired_accreditation_leaves_the_count_and_is_found_as_expired() -> None:
    ili = make_term("accreditation", "ILI", "Initiative locale d’intégration")
    current, expired, renewed = (make_organisation(name) for name in ("A", "B", "C"))
    day = dt.date(2026, 6, 1)
    make_accreditation(current, ili, valid_from=dt.date(2025, 1, 1))
    make_accreditation(expired, ili, valid_to=dt.date(2024, 12, 31))
    make_accreditation(renewed, ili, valid_to=dt.date(2024, 12, 31))
    make_accreditation(renewed, ili, valid_from=dt.date(2025, 1, 1))
    assert set(accredited(everyone(), ili, day)) == {current, renewed}
    assert set(once_accredited(everyone(), ili, day)) == {expired}
    assert set(accredited(everyone(), ili, dt.date(2024, 6, 1))) == {expired, renewed}


def test_several_sites_in_one_province_count_once() -> None:
    province = make_territory("Liège", "province")
    seraing, herstal = make_territory("Seraing", parent=province), make_territory("Herstal", parent=province)
    bapa = make_organisation("Bureau d’accueil")
    make_site(bapa, territory=seraing, street="Rue 1")
    make_site(bapa, territory=herstal, street="Rue 2")
    assert list(in_territory(everyone(), province, today())) == [bapa]
    assert in_territory(everyone(), herstal, today()).count() == 1


def test_a_site_that_closed_no_longer_places_the_organisation() -> None:
    seraing = make_territory("Seraing")
    bapa = make_organisation()
    make_site(bapa, territory=seraing, street="Rue 1", valid_to=dt.date(2025, 1, 31))
    assert not in_territory(everyone(), seraing, dt.date(2025, 2, 1)).exists()
    assert in_territory(everyone(), seraing, dt.date(2025, 1, 31)).exists()


def test_search_ignores_accents_and_finds_sigles_and_former_names(client: Client) -> None:
    eole = make_organisation("Éole asbl", short_name="ÉOL")
    rename_organisation(by=SYSTEM, organisation=eole, name="Les Mots passeurs", day=dt.date(2025, 1, 1), seen=1)
    assert found(client, q="eole") == ["Les Mots passeurs"]
    assert found(client, q="PASSEURS mots") == ["Les Mots passeurs"]
    assert found(client, q="éol") == ["Les Mots passeurs"]
    assert found(client, q="mots zzz") == []


def test_the_list_of_another_day_shows_the_names_of_that_day() -> None:
    eole = make_organisation("Éole", valid_from=dt.date(2010, 1, 1))
    rename_organisation(by=SYSTEM, organisation=eole, name="Les Mots", day=dt.date(2025, 1, 1), seen=1)
    then = named_then(directory(VISITOR, dt.date(2018, 6, 1), today=today()), dt.date(2018, 6, 1))
    assert then.get().name_then == "Éole"
    assert not directory(VISITOR, dt.date(2009, 1, 1), today=today()).exists()


def test_a_sheet_silent_for_two_years_leaves_the_public_list_but_not_the_members(client: Client) -> None:
    silent = make_organisation("Silencieuse")
    Organisation.objects.filter(pk=silent.pk).update(checked_on=today() - dt.timedelta(days=800))
    worker = make_worker(make_organisation("Autre"))
    assert found(client) == ["Autre"]
    assert client.get(reverse("network:organisation", args=[silent.address])).status_code == 200
    client.force_login(worker.user)
    assert found(client) == ["Autre", "Silencieuse"]
    assert found(client, fiche="sans-nouvelles") == ["Silencieuse"]


def test_an_organisation_reserved_to_members_leaks_nothing_to_the_public(client: Client) -> None:
    hidden = make_organisation("Réservée", audience="members")
    assert found(client) == []
    assert found(client, q="reservee") == []
    assert client.get(reverse("network:organisation", args=[hidden.address])).status_code == 404
    assert "Réservée" not in client.get(URL, {"format": "csv"}).content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "🎈" * 300},
        {"q": "مرحبا"},
        {"q": "<script>alert(1)</script>"},
        {"territoire": "nulle-part", "secteur": "x" * 500, "au": "hier"},
        {"page": "-4", "tri": "inconnu"},
        {"ou": "\x00"},
        {"ou": "Trifouilly"},
        {"q": "%", "genre": "\x00"},
    ],
)
def test_whatever_is_asked_the_directory_answers(client: Client, asked: dict[str, str]) -> None:
    make_organisation("Une")
    response = client.get(URL, asked, follow=True)
    assert response.status_code == 200
    assert b"<script>alert" not in response.content


def test_the_list_goes_out_as_a_workbook_and_as_csv(client: Client) -> None:
    make_organisation("=HYPERLINK(1)")
    assert client.get(URL, {"format": "xlsx"}).status_code == 200
    assert "'=HYPERLINK" in client.get(URL, {"format": "csv"}).content.decode("utf-8-sig")


def test_the_directory_takes_as_many_queries_for_three_as_for_one(
    client: Client, django_assert_num_queries: Any
) -> None:
    def fill() -> None:
        one = make_organisation(sectors=[make_term("sector", str(Organisation.objects.count()))])
        make_site(one, territory=make_territory(f"Commune {one.pk}"), street="Rue 1")

    fill()
    with connection.execute_wrapper(_counter := Counter()):
        client.get(URL)
    for _ in range(2):
        fill()
    with django_assert_num_queries(_counter.count):
        client.get(URL)


class Counter:
    """Counts queries."""

    count = 0

    def __call__(self, execute: Any, *args: Any) -> Any:
        self.count += 1
        return execute(*args)


def test_the_list_and_its_count_walk_one_index(client: Client) -> None:
    """The plan of the list (M4), for the public and for members: nothing is sorted, the count reads the index alone."""
    Organisation.objects.bulk_create(Organisation(name=f"Association {rank}") for rank in range(3000))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE network_organisation")
    for reader in (VISITOR, VISITOR.with_keys({"members", "coordinators", "works:x7k2m9qa"})):
        rows = directory(reader, today(), today=today())
        page = rows.order_by("sort_name", "pk")[:50].explain()
        assert "network_organisation_list" in page
        assert "TEMP B-TREE" not in page
        assert "Sort" not in page
        if connection.vendor == "sqlite":
            assert "COVERING INDEX network_organisation_list" in rows.order_by().values("pk").explain()


def test_people_are_no_part_of_the_public_directory(client: Client) -> None:
    make_person("Anna Lys")
    assert client.get("/annuaire/personnes/").status_code == 404
