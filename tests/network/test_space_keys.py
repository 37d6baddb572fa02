"""Who sits in a space and who organises it: keys from memberships, mandates and posts (B7, B12, B18, M2)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.network.factories import make_organisation
from tests.network.space_factories import make_space, organiser, reader, seat, worker

from maillage.core.readers import SYSTEM, organises_key
from maillage.network.actions.mandates import end_mandate, give_mandate
from maillage.network.actions.memberships import leave_space, name_representatives
from maillage.network.actions.posts import leave_organisation
from maillage.network.actions.space_changes import change_visibility
from maillage.network.actions.steering import join_steering, leave_steering
from maillage.network.models import Mandate, Membership, SpaceHost
from maillage.records.actions import may

pytestmark = pytest.mark.django_db
BUREAU = Mandate.Role.BUREAU
D = dt.date


def test_whoever_works_for_a_member_organisation_is_a_member() -> None:
    space = make_space()
    choir = make_organisation("Chœur du Laveu")
    anna = worker(choir)
    assert space.key not in reader(anna).keys
    seat(space, choir)
    assert space.key in reader(anna).keys
    assert organises_key(space.uid) not in reader(anna).keys


def test_who_asked_or_was_invited_is_not_a_member_yet() -> None:
    space = make_space()
    choir = make_organisation("Chœur du Laveu")
    anna = worker(choir)
    seat(space, choir)
    Membership.objects.update(status=Membership.Status.INVITED)
    assert space.key not in reader(anna).keys


def test_a_member_that_left_is_no_longer_one_the_day_after() -> None:
    space = make_space()
    choir = make_organisation("Chœur du Laveu")
    anna = worker(choir)
    (membership,) = seat(space, choir, since=D(2026, 1, 1))
    leave_space(by=organiser(space), membership=membership, last_day=D(2026, 6, 30))
    assert space.key in reader(anna, D(2026, 6, 30)).keys
    assert space.key not in reader(anna, D(2026, 7, 1)).keys


def test_some_members_of_the_committee_form_the_bureau_and_organise_only_there() -> None:
    committee, platform = make_space("Comité Petite Enfance"), make_space("Plateforme Laeken")
    aquarelle, one = make_organisation("Aquarelle"), make_organisation("ONE")
    seat(committee, aquarelle, one)
    anna, bob = worker(aquarelle), worker(one)
    give_mandate(
        by=organiser(platform).with_keys({committee.key}),
        space=platform,
        role=BUREAU,
        person=anna,
        organisation=aquarelle,
        drawn_from=committee,
        since=D(2020, 1, 1),
    )
    assert may(reader(anna), "network.organise_space", platform)
    assert not may(reader(anna), "network.organise_space", committee)
    assert not may(reader(bob), "network.organise_space", platform)


def test_the_rights_of_the_bureau_end_with_the_mandate() -> None:
    space = make_space()
    anna = worker(make_organisation("Aquarelle"))
    mandate = give_mandate(by=organiser(space), space=space, role=BUREAU, person=anna, since=D(2020, 1, 1))
    end_mandate(by=organiser(space), mandate=mandate, last_day=D(2026, 3, 31))
    assert may(reader(anna, D(2026, 3, 31)), "network.organise_space", space)
    assert not may(reader(anna, D(2026, 4, 1)), "network.organise_space", space)


def test_an_expert_does_not_organise() -> None:
    space = make_space()
    anna = worker(make_organisation("Aquarelle"))
    give_mandate(by=organiser(space), space=space, role=Mandate.Role.EXPERT, person=anna, since=D(2020, 1, 1))
    assert not may(reader(anna), "network.organise_space", space)


def test_co_leads_have_equal_rights() -> None:
    """« en co-pilotage avec l’Axe 4 du PCS de Sambreville » (B18)."""
    cai, pcs = make_organisation("CAI", is_host=True), make_organisation("PCS de Sambreville", is_host=True)
    space = make_space("Groupe d’action interculturelle", host=cai)
    join_steering(
        by=organiser(space), space=space, organisation=pcs, role=SpaceHost.Role.CO_LEAD, since=D(2014, 9, 1)
    )
    for person in (worker(cai, coordinator=True), worker(pcs, coordinator=True)):
        assert may(reader(person), "network.organise_space", space)
    assert not may(reader(worker(pcs)), "network.organise_space", space)


def test_who_left_the_steering_no_longer_organises() -> None:
    cai, clps = make_organisation("CAI", is_host=True), make_organisation("CLPS", is_host=True)
    space = make_space("PPLI", host=cai)
    host = join_steering(
        by=organiser(space), space=space, organisation=clps, role=SpaceHost.Role.LEAD, since=D(2017, 1, 1)
    )
    anna = worker(clps, coordinator=True)
    assert may(reader(anna), "network.organise_space", space)
    leave_steering(by=organiser(space), host=host, last_day=D(2020, 12, 31))
    assert not may(reader(anna), "network.organise_space", space)


def test_organisers_of_a_space_organise_its_sub_groups_two_levels_down() -> None:
    cai = make_organisation("CAI", is_host=True)
    top = make_space("Coordination sociale de Laeken", host=cai)
    middle = make_space("Comité Petite Enfance", parent=top)
    low = make_space("Bureau", parent=middle)
    anna = worker(cai, coordinator=True)
    assert may(reader(anna), "network.organise_space", middle)
    assert may(reader(anna), "network.organise_space", low)


def test_members_of_a_restricted_space_see_its_sub_groups_but_not_the_other_way_round() -> None:
    atelier = make_space("Atelier pratiques convictionnelles", restricted=True)
    group = make_space("Groupe de préparation", parent=atelier)
    mosque, school = make_organisation("Foyer"), make_organisation("École")
    seat(atelier, mosque)
    seat(group, school)
    of_parent, of_group = reader(worker(mosque)), reader(worker(school))
    assert {atelier.key, group.key} <= of_parent.keys
    assert group.key in of_group.keys
    assert atelier.key not in of_group.keys


def test_a_sub_group_restricted_on_its_own_is_closed_to_the_parent_s_members() -> None:
    atelier = make_space("Atelier", restricted=True)
    group = make_space("Cellule", parent=atelier, restricted=True)
    foyer = make_organisation("Foyer")
    seat(atelier, foyer)
    assert group.key not in reader(worker(foyer)).keys


def test_in_a_restricted_space_only_those_named_sit_once_somebody_is_named() -> None:
    atelier = make_space("Atelier", restricted=True)
    cpas = make_organisation("CPAS")
    anna, bob, carl = worker(cpas), worker(cpas), worker(cpas)
    (membership,) = seat(atelier, cpas)
    assert atelier.key in reader(carl).keys
    name_representatives(by=organiser(atelier), membership=membership, person=anna, deputy=bob)
    assert atelier.key in reader(anna).keys
    assert atelier.key in reader(bob).keys
    assert atelier.key not in reader(carl).keys


def test_a_departure_never_widens_the_circle_of_a_restricted_space() -> None:
    atelier = make_space("Atelier", restricted=True)
    cpas = make_organisation("CPAS")
    anna, carl = worker(cpas), worker(cpas)
    (membership,) = seat(atelier, cpas)
    name_representatives(by=organiser(atelier), membership=membership, person=anna, deputy=None)
    leave_organisation(by=SYSTEM, person=anna, organisation=cpas, day=D(2026, 1, 31))
    assert atelier.key not in reader(anna).keys
    assert atelier.key not in reader(carl).keys


def test_who_administers_does_not_walk_into_a_restricted_space(administrator: Any) -> None:
    space = make_space()
    assert may(administrator, "network.organise_space", space)
    change_visibility(by=administrator, space=space, restricted=True)
    assert not may(administrator, "network.organise_space", space)


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_keys_cost_four_queries_however_many_spaces(how_many: int, django_assert_num_queries: Any) -> None:
    from maillage.network.queries.space_keys import keys_of_spaces

    choir = make_organisation()
    anna = worker(choir)
    for number in range(how_many):
        space = make_space(f"Plateforme {number}", restricted=True)
        make_space(f"Groupe {number}", parent=space)
        seat(space, choir)
    with django_assert_num_queries(4):
        keys = keys_of_spaces(anna, D(2100, 1, 1))
    assert len(keys) == how_many * 2
