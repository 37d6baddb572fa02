"""Chairs, hosting and mandates follow when an organisation merges, ceases, or was entered twice (A8)."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.network.factories import make_organisation
from tests.network.space_factories import make_space, seat

from maillage.core.readers import SYSTEM
from maillage.network.actions.lifecycle import (
    cease_organisation,
    join_duplicates,
    merge_organisation,
    undo_succession,
)
from maillage.network.models import Membership, Organisation, Space

pytestmark = pytest.mark.django_db
D = dt.date


def members(space: Space, day: dt.date) -> list[str]:
    rows = Membership.objects.sitting(day).filter(space=space)
    return sorted(str(row.organisation) for row in rows)


@pytest.fixture
def choir() -> Organisation:
    return make_organisation("Chœur", valid_from=D(2010, 1, 1))


def test_after_a_merger_the_new_organisation_sits_where_the_former_sat(choir: Organisation) -> None:
    space, union = make_space(), make_organisation("Union des chœurs")
    seat(space, choir, since=D(2018, 1, 1))
    merge_organisation(by=SYSTEM, organisation=choir, into=union, day=D(2025, 1, 1), seen=choir.version)
    assert members(space, D(2024, 12, 31)) == ["Chœur"]
    assert members(space, D(2025, 1, 1)) == ["Union des chœurs"]


def test_a_merger_with_an_organisation_that_sits_there_already_makes_one_chair(choir: Organisation) -> None:
    space, union = make_space(), make_organisation("Union des chœurs")
    seat(space, choir, union, since=D(2018, 1, 1))
    merge_organisation(by=SYSTEM, organisation=choir, into=union, day=D(2025, 1, 1), seen=choir.version)
    assert members(space, D(2025, 6, 1)) == ["Union des chœurs"]


def test_taking_a_merger_back_gives_the_chairs_back(choir: Organisation) -> None:
    space, union = make_space(), make_organisation("Union des chœurs")
    seat(space, choir, since=D(2018, 1, 1))
    succession = merge_organisation(
        by=SYSTEM, organisation=choir, into=union, day=D(2025, 1, 1), seen=choir.version
    )
    undo_succession(by=SYSTEM, succession=succession)
    assert members(space, D(2025, 6, 1)) == ["Chœur"]
    assert space.memberships.count() == 1


def test_an_organisation_that_ceases_leaves_its_chairs(choir: Organisation) -> None:
    space = make_space()
    seat(space, choir, since=D(2018, 1, 1))
    cease_organisation(by=SYSTEM, organisation=choir, last_day=D(2025, 6, 30), seen=choir.version)
    assert members(space, D(2025, 6, 30)) == ["Chœur"]
    assert members(space, D(2025, 7, 1)) == []


def test_a_sheet_entered_twice_keeps_one_chair_since_the_first_day(choir: Organisation) -> None:
    space, twin = make_space(), make_organisation("Choeur asbl")
    seat(space, choir, since=D(2018, 1, 1))
    join_duplicates(by=SYSTEM, organisation=choir, kept=twin, seen=choir.version)
    assert members(space, D(2019, 1, 1)) == ["Choeur asbl"]
