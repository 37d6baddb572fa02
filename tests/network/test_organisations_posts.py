"""Who works where, what it lets them do, and what happens when someone leaves (A2)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from tests.network.factories import make_organisation, make_person, make_post
from tests.network.space_factories import make_space, organiser, seat

from maillage.accounts.queries import reader_of_person
from maillage.core.readers import SYSTEM, Reader
from maillage.network.actions.posts import add_post, edit_post, leave_organisation
from maillage.network.models import Membership, Post
from maillage.network.queries.posts import charges_held
from maillage.network.registers.posts import keys_of_posts
from maillage.records.actions import NotAllowed, may

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 20)


def test_a_person_holds_posts_in_two_organisations() -> None:
    anna = make_person("Anna Lys")
    cpas, school = make_organisation("CPAS"), make_organisation("École")
    make_post(anna, cpas)
    make_post(anna, school)
    keys = reader_of_person(anna, DAY).keys
    assert {"members", f"works:{cpas.uid}", f"works:{school.uid}"} <= keys
    assert "coordinators" not in keys


def test_who_coordinates_for_a_host_coordinates_the_network() -> None:
    host = make_organisation("Centre", is_host=True)
    chloe = make_person("Chloé Dumont")
    make_post(chloe, host, coordinator=True)
    assert {"coordinators", f"coordinates:{host.uid}"} <= reader_of_person(chloe, DAY).keys


def test_coordinating_in_an_organisation_that_hosts_nothing_gives_no_right() -> None:
    chloe = make_person()
    make_post(chloe, make_organisation(), coordinator=True)
    assert "coordinators" not in reader_of_person(chloe, DAY).keys


def test_an_ended_post_gives_nothing_from_the_day_after() -> None:
    anna, cpas = make_person(), make_organisation()
    make_post(anna, cpas, valid_to=DAY)
    assert "members" in reader_of_person(anna, DAY).keys
    assert "members" not in reader_of_person(anna, DAY + dt.timedelta(days=1)).keys


def test_the_keys_of_the_posts_of_a_person_take_one_query(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    anna = make_person()
    for _ in range(3):
        make_post(anna, make_organisation())
    with django_assert_num_queries(1):
        keys_of_posts(anna, DAY)


def test_a_worker_edits_the_sheet_of_the_own_organisation_and_of_its_services() -> None:
    cpas, other = make_organisation("CPAS"), make_organisation("Autre")
    ila = make_organisation("ILA", part_of=cpas)
    anna = make_person()
    make_post(anna, cpas)
    reader = reader_of_person(anna, DAY)
    assert may(reader, "network.edit_organisation", cpas)
    assert may(reader, "network.edit_organisation", ila)
    assert not may(reader, "network.edit_organisation", other)


def test_a_link_lets_correct_the_sheet_but_gives_nobody_a_post() -> None:
    cpas = make_organisation("CPAS")
    reader = Reader().with_keys({f"link:confirm_sheet:{cpas.uid}"})
    assert may(reader, "network.edit_organisation", cpas)
    assert may(reader, "network.confirm_sheet", cpas)
    assert not may(reader, "network.edit_posts", cpas)


def test_a_worker_cannot_make_oneself_coordinator() -> None:
    host = make_organisation("Centre", is_host=True)
    anna = make_person()
    post = make_post(anna, host)
    reader = reader_of_person(anna, DAY)
    with pytest.raises(NotAllowed):
        edit_post(by=reader, post=post, seen=post.version, fields={"coordinator": True})
    with pytest.raises(NotAllowed):
        add_post(by=reader, person=anna, organisation=host, fields={"coordinator": True, "title": "x"})


def test_the_same_post_is_not_given_twice() -> None:
    anna, cpas = make_person("Anna Lys"), make_organisation()
    make_post(anna, cpas, title="Accueil")
    with pytest.raises(ValidationError, match="occupe déjà"):
        make_post(anna, cpas, title="Accueil")


def test_who_leaves_closes_every_post_of_that_organisation_only() -> None:
    anna, cpas, school = make_person(), make_organisation(), make_organisation()
    make_post(anna, cpas, title="Accueil")
    make_post(anna, cpas, title="Juriste")
    elsewhere = make_post(anna, school)
    leave_organisation(by=SYSTEM, person=anna, organisation=cpas, day=DAY)
    assert set(Post.objects.filter(organisation=cpas).values_list("valid_to", flat=True)) == {DAY}
    elsewhere.refresh_from_db()
    assert elsewhere.valid_to is None


def test_nobody_leaves_where_they_do_not_work() -> None:
    with pytest.raises(ValidationError, match="pas de poste"):
        leave_organisation(by=SYSTEM, person=make_person(), organisation=make_organisation(), day=DAY)


def test_a_colleague_takes_over_the_coordination_when_its_holder_leaves() -> None:
    host = make_organisation("Centre", is_host=True)
    chloe, anna = make_person("Chloé Dumont"), make_person("Anna Lys")
    make_post(chloe, host, coordinator=True)
    heir = make_post(anna, host)
    charges = charges_held(chloe, host, DAY, SYSTEM)
    assert [held.charge.label for held in charges] == ["la coordination du réseau"]
    leave_organisation(
        by=SYSTEM, person=chloe, organisation=host, day=DAY, hand_over={("posts", "coordination"): heir}
    )
    assert "coordinators" in reader_of_person(anna, DAY).keys
    assert "coordinators" not in reader_of_person(chloe, DAY + dt.timedelta(days=1)).keys


def test_a_charge_is_not_given_to_who_works_elsewhere() -> None:
    host = make_organisation("Centre", is_host=True)
    chloe = make_person()
    make_post(chloe, host, coordinator=True)
    stranger = make_post(make_person(), make_organisation())
    with pytest.raises(ValidationError, match="ne travaille pas"):
        leave_organisation(
            by=SYSTEM, person=chloe, organisation=host, day=DAY, hand_over={("posts", "coordination"): stranger}
        )


def test_a_chair_of_a_restricted_space_is_offered_to_those_who_sit_there_alone() -> None:
    choir, anna = make_organisation("Chœur"), make_person("Anna Lys")
    make_post(anna, choir)
    space = make_space("Groupe fermé", restricted=True)
    (membership,) = seat(space, choir, since=DAY)
    Membership.objects.filter(pk=membership.pk).update(person=anna)
    assert charges_held(anna, choir, DAY, SYSTEM) == []
    assert [one.charge.label for one in charges_held(anna, choir, DAY, organiser(space))] == [
        "Groupe fermé\u00a0: titulaire"
    ]
