"""A space is created, changes state, ground and pilots; every date stays readable (B1, B10, B12, B19)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from tests.network.factories import make_organisation, make_territory
from tests.network.space_factories import kind, make_space, organiser, theme

from maillage.core.readers import SYSTEM, Reader, coordinates_key
from maillage.core.transitions import TransitionRefused
from maillage.network.actions.space_changes import change_scope, change_status
from maillage.network.actions.spaces import create_space, edit_space, set_objectives
from maillage.network.actions.steering import join_steering, leave_steering
from maillage.network.models import Space, SpaceHost
from maillage.records.actions import NotAllowed
from maillage.records.identity import new_uid
from maillage.records.versioned import ChangedMeanwhile

pytestmark = pytest.mark.django_db
D = dt.date
Role = SpaceHost.Role


def test_who_coordinates_creates_a_space_for_their_own_host(coordinator: Reader) -> None:
    cripel, other = make_organisation("CRIPEL", is_host=True), make_organisation("CAI", is_host=True)
    mine = coordinator.with_keys({coordinates_key(cripel.uid)})
    space = create_space(
        by=mine, uid=new_uid(), name="Plateforme FLE", kind=kind(), hosts=[(cripel, Role.HOST)]
    )
    assert [host.organisation for host in space.hosts.all()] == [cripel]
    with pytest.raises(NotAllowed, match="pour laquelle vous coordonnez"):
        create_space(by=mine, uid=new_uid(), name="Autre", kind=kind(), hosts=[(other, Role.HOST)])


def test_a_member_does_not_create_spaces(member: Reader) -> None:
    with pytest.raises(NotAllowed):
        create_space(by=member, uid=new_uid(), name="X", kind=kind(), hosts=[(make_organisation(), Role.HOST)])


def test_the_same_form_sent_twice_makes_one_space() -> None:
    host, uid = make_organisation(is_host=True), new_uid()
    first = make_space("Plateforme FLE", host=host, uid=uid)
    assert make_space("Plateforme FLE", host=host, uid=uid) == first
    assert Space.objects.count() == 1


def test_a_forged_uid_does_not_tell_that_a_restricted_space_exists(coordinator: Reader) -> None:
    hidden = make_space("Atelier", restricted=True)
    host = make_organisation(is_host=True)
    by = coordinator.with_keys({coordinates_key(host.uid)})
    with pytest.raises(ValidationError, match="a expiré"):
        create_space(by=by, uid=hidden.uid, name="X", kind=kind(), hosts=[(host, Role.HOST)])


def test_a_sub_group_inherits_territory_themes_and_visibility_and_follows_them() -> None:
    laeken, marolles = make_territory("Laeken"), make_territory("Marolles")
    childhood, health = theme("Petite enfance"), theme("Santé")
    top = make_space("Coordination sociale", territories=[laeken], themes=[childhood], restricted=True)
    group = make_space("Comité Petite Enfance", parent=top)
    assert list(group.themes.all()) == [childhood]
    assert [one.name for one in group.scopes.get().territories.all()] == ["Laeken"]
    assert not group.is_public
    by = organiser(top)
    change_scope(by=by, space=top, territories=[marolles], day=D(2026, 2, 1), reason="On déménage")
    edit_space(by=by, space=top, seen=1, themes=[health])
    assert [one.name for one in group.scopes.get(valid_to=None).territories.all()] == ["Marolles"]
    assert list(group.themes.all()) == [health]


def test_sub_groups_stop_at_the_third_level() -> None:
    top = make_space()
    low = make_space("Bureau", parent=make_space("Comité", parent=top))
    with pytest.raises(ValidationError, match="ne peut plus se diviser"):
        make_space("Trop bas", parent=low)


def test_two_people_edit_one_sheet_and_the_second_is_told() -> None:
    space = make_space()
    edit_space(
        by=organiser(space), space=space, seen=1, themes=[], fields={"purpose": "Apprendre à se connaître"}
    )
    with pytest.raises(ChangedMeanwhile):
        edit_space(by=organiser(space), space=space, seen=1, themes=[], fields={"purpose": "Autre chose"})
    space.refresh_from_db()
    assert space.purpose == "Apprendre à se connaître"


def test_a_platform_rests_wakes_up_and_closes_each_on_a_day_and_for_a_reason() -> None:
    space = make_space(since=D(2015, 1, 1))
    by = organiser(space)
    change_status(by=by, space=space, verb="rest", day=D(2020, 3, 14), reason="Confinement")
    change_status(by=by, space=space, verb="wake", day=D(2021, 9, 1))
    change_status(by=by, space=space, verb="close", day=D(2024, 6, 30), reason="Reprise par le PCS")
    rows = space.statuses.order_by("valid_from").values_list("status", "valid_from", "valid_to", "reason")
    assert list(rows) == [
        ("active", D(2015, 1, 1), D(2020, 3, 13), ""),
        ("dormant", D(2020, 3, 14), D(2021, 8, 31), "Confinement"),
        ("active", D(2021, 9, 1), D(2024, 6, 29), ""),
        ("closed", D(2024, 6, 30), None, "Reprise par le PCS"),
    ]
    space.refresh_from_db()
    assert (space.status, space.valid_to) == ("closed", D(2024, 6, 30))


def test_resting_asks_why_and_a_closed_space_does_not_rest() -> None:
    space = make_space(since=D(2015, 1, 1))
    with pytest.raises(ValidationError, match="pourquoi"):
        change_status(by=organiser(space), space=space, verb="rest", day=D(2020, 3, 14), reason="  ")
    change_status(by=organiser(space), space=space, verb="close", day=D(2020, 3, 14), reason="Fin")
    with pytest.raises(TransitionRefused):
        change_status(by=organiser(space), space=space, verb="rest", day=D(2020, 4, 1), reason="Fatigue")


def test_a_change_before_the_last_one_is_refused_with_its_date() -> None:
    space = make_space(since=D(2015, 1, 1))
    change_status(by=organiser(space), space=space, verb="rest", day=D(2020, 3, 14), reason="Confinement")
    with pytest.raises(ValidationError, match="14/03/2020"):
        change_status(by=organiser(space), space=space, verb="wake", day=D(2019, 1, 1))


def test_laeken_went_from_the_city_to_three_zones_to_one_and_says_why() -> None:
    city = make_territory("Bruxelles-Ville")
    zones = [make_territory(name, "zone", city) for name in ("Marolles", "Senne", "Laeken")]
    space = make_space("Plateforme Enfance", territories=[city], since=D(2012, 1, 1))
    by = organiser(space)
    change_scope(
        by=by, space=space, territories=zones, day=D(2012, 9, 1), reason="Chaque zone a sa coordination sociale"
    )
    change_scope(
        by=by,
        space=space,
        territories=zones[2:],
        day=D(2013, 3, 1),
        reason="Présence accrue de familles monoparentales",
    )
    history = [
        (scope.valid_from, sorted(one.name for one in scope.territories.all()), scope.reason)
        for scope in space.scopes.order_by("valid_from")
    ]
    assert history == [
        (D(2012, 1, 1), ["Bruxelles-Ville"], ""),
        (D(2012, 9, 1), ["Laeken", "Marolles", "Senne"], "Chaque zone a sa coordination sociale"),
        (D(2013, 3, 1), ["Laeken"], "Présence accrue de familles monoparentales"),
    ]


def test_the_ppli_had_three_pilots_in_2018_and_has_one_today() -> None:
    """« après le retrait du CLPS et de la Province de Namur du pilotage du PPLI, le CAI se retrouve seul » (B19, S3)."""
    cai, province, clps = (
        make_organisation(name, is_host=True) for name in ("CAI", "Province de Namur", "CLPS de Namur")
    )
    ppli = make_space("PPLI", hosts=[(cai, Role.LEAD)], since=D(2017, 1, 1))
    by = organiser(ppli)
    joined = [
        join_steering(by=by, space=ppli, organisation=one, role=Role.LEAD, since=D(2017, 1, 1))
        for one in (province, clps)
    ]
    for host in joined:
        leave_steering(by=by, host=host, last_day=D(2020, 12, 31))

    def pilots(day: dt.date) -> list[str]:
        return sorted(host.organisation.name for host in ppli.hosts.as_of(day))  # type: ignore[attr-defined]

    assert pilots(D(2018, 6, 1)) == ["CAI", "CLPS de Namur", "Province de Namur"]
    assert pilots(D(2026, 11, 20)) == ["CAI"]


def test_the_last_pilot_cannot_leave_without_saying_who_takes_over() -> None:
    space = make_space()
    with pytest.raises(ValidationError, match="qui reprend"):
        leave_steering(by=organiser(space), host=space.hosts.get(), last_day=D(2026, 1, 1))


def test_a_pilot_does_not_join_twice_at_one_date_but_may_come_back() -> None:
    space, clps = make_space(), make_organisation("CLPS")
    by = organiser(space)
    host = join_steering(by=by, space=space, organisation=clps, role=Role.LEAD, since=D(2017, 1, 1))
    with pytest.raises(ValidationError, match="porte déjà"):
        join_steering(by=by, space=space, organisation=clps, role=Role.CO_LEAD, since=D(2018, 1, 1))
    leave_steering(by=by, host=host, last_day=D(2020, 12, 31))
    join_steering(by=by, space=space, organisation=clps, role=Role.LEAD, since=D(2022, 1, 1))
    assert space.hosts.filter(organisation=clps).count() == 2


def test_objectives_are_a_dated_list() -> None:
    space = make_space()
    by = organiser(space)
    set_objectives(
        by=by, space=space, texts=["l’information", "l’interconnaissance", "l’information"], day=D(2020, 1, 1)
    )
    set_objectives(by=by, space=space, texts=["un langage commun", "l’information"], day=D(2022, 1, 1))

    def on(day: dt.date) -> list[str]:
        return [row.text for row in space.objectives.as_of(day)]  # type: ignore[attr-defined]

    assert on(D(2021, 6, 1)) == ["l’information", "l’interconnaissance"] or set(on(D(2021, 6, 1))) == {
        "l’information",
        "l’interconnaissance",
    }
    assert on(D(2022, 1, 1)) == ["un langage commun", "l’information"]


def test_nobody_else_edits(member: Reader) -> None:
    space = make_space()
    with pytest.raises(NotAllowed):
        change_status(by=member, space=space, verb="close", day=D(2026, 1, 1), reason="Non")
    with pytest.raises(NotAllowed):
        edit_space(by=member, space=space, seen=1, themes=[])
    assert SYSTEM.label == "Maillage"
