"""What the search finds of organisations and people, and what it must not."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from tests.network.factories import (
    make_organisation,
    make_person,
    make_post,
    make_site,
    make_term,
    make_territory,
)
from tests.network.import_files import imported, make_communes, undone, workbook

from maillage.accounts.actions.people import edit_person, erase_person
from maillage.accounts.registries import personal_data
from maillage.core.readers import MEMBERS, PUBLIC, SYSTEM, VISITOR, Reader
from maillage.network.actions.lifecycle import join_duplicates, rename_organisation
from maillage.network.actions.organisations import edit_organisation
from maillage.network.actions.posts import leave_organisation
from maillage.network.models import Organisation, Post
from maillage.network.registers.organisations import hide_silent_sheets
from maillage.search.models import SearchDocument
from maillage.search.queries.results import Asked, find

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 20)


def titles(kind: str = "organisation", audience: str = PUBLIC) -> list[str]:
    found = SearchDocument.objects.filter(kind=kind, audience=audience)
    return sorted(found.values_list("title", flat=True))


def test_a_new_sheet_is_found_at_once_and_a_renamed_one_by_both_names() -> None:
    cric = make_organisation("CRIC", valid_from=dt.date(1996, 1, 1))
    assert titles() == ["CRIC"]
    rename_organisation(by=SYSTEM, organisation=cric, name="CRI Charleroi", day=dt.date(2025, 1, 1), seen=1)
    assert titles() == ["CRI Charleroi"]


def test_a_service_is_shown_under_the_new_name_of_its_commune() -> None:
    commune = make_organisation("Bastogne")
    make_organisation("PCS", part_of=commune)
    rename_organisation(
        by=SYSTEM, organisation=commune, name="Bastogne-Bertogne", day=dt.date(2025, 1, 1), seen=1
    )
    assert SearchDocument.objects.get(title="PCS").subtitle.startswith("Bastogne-Bertogne")


def test_a_sheet_reserved_to_members_leaves_the_public_index() -> None:
    mots = make_organisation("Les Mots")
    edit_organisation(by=SYSTEM, organisation=mots, seen=1, fields={"audience": MEMBERS})
    assert titles() == []
    assert titles(audience=MEMBERS) == ["Les Mots"]


def test_a_sheet_entered_twice_is_found_once() -> None:
    twin, kept = make_organisation("Les mots asbl"), make_organisation("Les Mots")
    join_duplicates(by=SYSTEM, organisation=twin, kept=kept, seen=1)
    assert SearchDocument.objects.filter(kind="organisation").count() == 1


def test_a_sheet_silent_for_two_years_leaves_the_public_search_by_itself() -> None:
    with time_machine.travel("2024-11-20 10:00", tick=False):
        make_organisation("Silencieuse")
    with time_machine.travel("2026-11-19 10:00", tick=False):
        hide_silent_sheets()
        assert titles() == ["Silencieuse"]
    with time_machine.travel("2026-11-20 10:00", tick=False):
        hide_silent_sheets()
        assert titles() == []
        assert titles(audience=MEMBERS) == ["Silencieuse"]


def test_an_organisation_is_narrowed_by_each_territory_around_its_sites() -> None:
    province = make_territory("Liège", "province")
    seraing = make_territory("Seraing", parent=province)
    mots = make_organisation("Les Mots", sectors=[make_term("sector", "cu", "Culture")])
    make_site(mots, street="Rue 1", territory=seraing)
    culture = mots.sectors.get()
    for narrowed in ({"territoire": seraing.uid}, {"territoire": province.uid}, {"secteur": culture.uid}):
        assert find(Asked("mots", narrowed=narrowed), VISITOR).count == 1
    assert find(Asked("mots", narrowed={"territoire": make_territory("Namur").uid}), VISITOR).count == 0


def test_people_are_found_by_members_and_by_all_only_if_they_wish() -> None:
    anna = make_person("Anna Lys")
    make_post(anna, make_organisation("Les Mots"), title="Juriste")
    assert titles("personne", MEMBERS) == ["Anna Lys"]
    anna.refresh_from_db()
    edit_person(by=SYSTEM, person=anna, seen=anna.version, new={"show_name": True})
    assert titles("personne") == ["Anna Lys"]


@time_machine.travel("2026-11-21 10:00", tick=False)
def test_who_left_everywhere_is_no_longer_found() -> None:
    anna, mots = make_person("Anna Lys"), make_organisation("Les Mots")
    make_post(anna, mots)
    leave_organisation(by=SYSTEM, person=anna, organisation=mots, day=DAY)
    assert titles("personne", MEMBERS) == []


def test_someone_who_is_erased_leaves_no_post_and_no_trace_in_the_search() -> None:
    anna = make_person("Anna Lys")
    make_post(anna, make_organisation("Les Mots"), title="Juriste")
    held: Any = personal_data["posts"]
    assert held.export(anna)[0]["poste"] == "Juriste"
    erase_person(by=SYSTEM, person=anna)
    assert not Post.objects.exists()
    assert not SearchDocument.objects.filter(kind="personne").exists()
    assert Organisation.objects.exists()


def test_what_was_imported_is_found_and_what_was_taken_back_is_not(coordinator: Reader) -> None:
    make_communes()
    line = ("Les Mots passeurs", "Rue Haute 1", "4000", "Liège", "", "info@mots.example.org", "Anna Lys", "")
    run = imported(workbook(line), coordinator)
    assert titles() == ["Les Mots passeurs"]
    assert titles("personne", MEMBERS) == ["Anna Lys"]
    undone(run, coordinator)
    assert titles() == []
    assert titles("personne", MEMBERS) == []
