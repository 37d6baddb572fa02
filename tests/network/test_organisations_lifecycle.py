"""Renamed, merged, split, ceased, taken over: what follows, and how it is taken back."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from tests.network.factories import (
    make_accreditation,
    make_organisation,
    make_person,
    make_post,
    make_site,
    make_term,
)

from maillage.core.readers import SYSTEM, Reader
from maillage.network.actions.lifecycle import (
    Share,
    cease_organisation,
    join_duplicates,
    merge_organisation,
    rename_organisation,
    split_organisation,
    take_over_organisation,
    undo_succession,
)
from maillage.network.actions.posts import edit_post
from maillage.network.models import Organisation, Post, Site
from maillage.records.actions import NotAllowed
from maillage.records.versioned import ChangedMeanwhile

pytestmark = pytest.mark.django_db
NEW_YEAR = dt.date(2025, 1, 1)
LAST_DAY = dt.date(2024, 12, 31)


def names_on(organisation: Organisation, day: dt.date) -> list[str]:
    return list(organisation.names.as_of(day).values_list("name", flat=True))


def test_the_page_of_2018_shows_the_name_of_2018() -> None:
    cric = make_organisation("CRIC", valid_from=dt.date(1996, 7, 4))
    rename_organisation(by=SYSTEM, organisation=cric, name="CRI Charleroi", day=dt.date(2025, 2, 10), seen=1)
    assert names_on(cric, dt.date(2018, 6, 1)) == ["CRIC"]
    assert names_on(cric, dt.date(2025, 2, 10)) == ["CRI Charleroi"]
    assert Organisation.objects.get(pk=cric.pk).sort_name == "cri charleroi"


def test_a_name_does_not_begin_before_the_one_it_follows() -> None:
    cric = make_organisation("CRIC", valid_from=NEW_YEAR)
    with pytest.raises(ValidationError, match="01/01/2025"):
        rename_organisation(by=SYSTEM, organisation=cric, name="CRI", day=NEW_YEAR, seen=1)


def test_renaming_a_sheet_that_someone_else_changed_says_so() -> None:
    cric = make_organisation("CRIC")
    rename_organisation(by=SYSTEM, organisation=cric, name="CRI", day=NEW_YEAR, seen=1)
    with pytest.raises(ChangedMeanwhile):
        rename_organisation(by=SYSTEM, organisation=cric, name="CRI bis", day=dt.date(2025, 3, 1), seen=1)


def test_when_two_communes_merge_posts_sites_and_services_follow_with_dates() -> None:
    bertogne, bastogne = make_organisation("Bertogne"), make_organisation("Bastogne")
    pcs = make_organisation("PCS de Bertogne", part_of=bertogne)
    anna = make_person()
    make_post(anna, bertogne, title="Accueil")
    make_site(bertogne, street="Rue Grande 1")
    merge_organisation(by=SYSTEM, organisation=bertogne, into=bastogne, day=NEW_YEAR, seen=1)

    bertogne.refresh_from_db()
    pcs.refresh_from_db()
    assert (bertogne.valid_to, bertogne.kept_by, pcs.part_of) == (LAST_DAY, bastogne, bastogne)
    posts = Post.objects.order_by("pk").values_list("organisation__name", "valid_from", "valid_to")
    assert list(posts) == [("Bertogne", None, LAST_DAY), ("Bastogne", NEW_YEAR, None)]
    assert Site.objects.as_of(NEW_YEAR).get().organisation == bastogne
    assert Site.objects.as_of(LAST_DAY).get().organisation == bertogne


def test_whoever_works_in_both_keeps_one_post() -> None:
    a, b, anna = make_organisation(), make_organisation(), make_person()
    make_post(anna, a, title="Juriste")
    make_post(anna, b, title="Juriste")
    merge_organisation(by=SYSTEM, organisation=a, into=b, day=NEW_YEAR, seen=1)
    assert Post.objects.as_of(NEW_YEAR).count() == 1


def test_a_merger_is_taken_back_row_by_row() -> None:
    a, b, anna = make_organisation("A"), make_organisation("B"), make_person()
    make_post(anna, a, valid_to=dt.date(2027, 6, 30))
    make_site(a, street="Rue Haute 3")
    make_accreditation(a, make_term("accreditation", "ILI"))
    service = make_organisation("Service", part_of=a)
    succession = merge_organisation(by=SYSTEM, organisation=a, into=b, day=NEW_YEAR, seen=1)
    undo_succession(by=SYSTEM, succession=succession)

    a.refresh_from_db()
    service.refresh_from_db()
    assert (a.valid_to, a.kept_by, service.part_of) == (None, None, a)
    assert list(Post.objects.values_list("organisation__name", "valid_to")) == [("A", dt.date(2027, 6, 30))]
    assert list(Site.objects.values_list("organisation__name", "valid_to")) == [("A", None)]
    assert list(a.accreditations.values_list("valid_to", flat=True)) == [None]
    assert not b.posts.exists()
    assert not a.successions.exists()


def test_taking_back_a_merger_keeps_what_was_changed_since() -> None:
    a, b = make_organisation("A"), make_organisation("B")
    make_post(make_person(), a)
    succession = merge_organisation(by=SYSTEM, organisation=a, into=b, day=NEW_YEAR, seen=1)
    edit_post(by=SYSTEM, post=b.posts.get(), seen=1, fields={"title": "Directrice"})
    undo_succession(by=SYSTEM, succession=succession)
    assert b.posts.get().title == "Directrice"
    assert a.posts.get().valid_to is None


def test_an_organisation_that_ceases_closes_its_posts_and_sites() -> None:
    a = make_organisation("A")
    cri = make_organisation("CRI")
    make_post(make_person(), a)
    make_site(a, street="Rue Basse 2")
    cease_organisation(by=SYSTEM, organisation=a, last_day=LAST_DAY, seen=1, kept_by=cri, note="Fin du subside")
    a.refresh_from_db()
    assert (a.valid_to, a.kept_by) == (LAST_DAY, cri)
    assert a.posts.get().valid_to == LAST_DAY
    assert a.sites.get().valid_to == LAST_DAY


def test_a_split_shares_posts_and_sites() -> None:
    a, north, south = make_organisation("A"), make_organisation("Nord"), make_organisation("Sud")
    anna, bea = make_post(make_person("Anna Lys"), a), make_post(make_person("Béa Rose"), a)
    gone = make_post(make_person("Carl Iris"), a)
    site = make_site(a, street="Quai 1")
    split_organisation(
        by=SYSTEM,
        organisation=a,
        day=NEW_YEAR,
        seen=1,
        shares=[Share(north, posts=[anna]), Share(south, posts=[bea], sites=[site])],
    )
    assert north.posts.get().person == anna.person
    assert south.posts.get().person == bea.person
    assert south.sites.get().street == "Quai 1"
    gone.refresh_from_db()
    assert gone.valid_to == LAST_DAY
    a.refresh_from_db()
    assert a.kept_by == north


def test_a_split_is_taken_back_when_all_its_parts_are() -> None:
    a, north, south = make_organisation("A"), make_organisation("Nord"), make_organisation("Sud")
    anna = make_post(make_person(), a)
    made = split_organisation(
        by=SYSTEM,
        organisation=a,
        day=NEW_YEAR,
        seen=1,
        shares=[Share(north, posts=[anna]), Share(south)],
    )
    for succession in made:
        undo_succession(by=SYSTEM, succession=succession)
    a.refresh_from_db()
    assert a.valid_to is None
    assert a.posts.get().valid_to is None
    assert not north.posts.exists()


def test_a_split_gives_two_organisations_at_least() -> None:
    a, north = make_organisation(), make_organisation()
    with pytest.raises(ValidationError, match="au moins deux"):
        split_organisation(by=SYSTEM, organisation=a, day=NEW_YEAR, seen=1, shares=[Share(north)])


def test_a_sheet_entered_twice_gives_everything_to_the_other_and_hides() -> None:
    kept, twin = make_organisation("Les Mots"), make_organisation("Les mots asbl")
    make_post(make_person(), twin)
    succession = join_duplicates(by=SYSTEM, organisation=twin, kept=kept, seen=1)
    assert kept.posts.get().valid_from is None
    assert not Organisation.objects.visible_to(Reader()).filter(pk=twin.pk).exists()
    undo_succession(by=SYSTEM, succession=succession)
    assert Organisation.objects.visible_to(Reader()).filter(pk=twin.pk).exists()
    assert twin.posts.count() == 1


def test_what_came_of_an_organisation_is_said_once() -> None:
    a, b, c = make_organisation(), make_organisation(), make_organisation()
    take_over_organisation(by=SYSTEM, organisation=a, successor=b, day=NEW_YEAR, seen=1)
    a.refresh_from_db()
    with pytest.raises(ValidationError, match="déjà notée"):
        merge_organisation(by=SYSTEM, organisation=a, into=c, day=NEW_YEAR, seen=a.version)


def test_nobody_merges_into_what_no_longer_exists_nor_into_itself() -> None:
    a, b, c = make_organisation(), make_organisation(), make_organisation()
    cease_organisation(by=SYSTEM, organisation=b, last_day=LAST_DAY, seen=1)
    with pytest.raises(ValidationError, match="n’existe plus"):
        merge_organisation(by=SYSTEM, organisation=a, into=b, day=NEW_YEAR, seen=1)
    with pytest.raises(ValidationError, match="elle-même"):
        merge_organisation(by=SYSTEM, organisation=c, into=c, day=NEW_YEAR, seen=1)


def test_only_who_coordinates_says_that_an_organisation_ends(member: Reader) -> None:
    a = make_organisation()
    with pytest.raises(NotAllowed):
        cease_organisation(by=member, organisation=a, last_day=LAST_DAY, seen=1)
