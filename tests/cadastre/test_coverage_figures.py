"""The figures of coverage from what the registry holds (row E7), each worked out by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cadastre.demand_factories import ORAL, Country, a_course, a_demand, make_country, term_of
from tests.network.factories import make_organisation, make_site, make_territory

from maillage.cadastre.actions.demand import correct_demand
from maillage.cadastre.actions.snapshots import replace_snapshot, take_snapshot
from maillage.cadastre.models import CoverageSnapshot, Offer
from maillage.cadastre.queries.coverage import Coverage, Wish, coverage_of, levels_in_order
from maillage.cadastre.queries.grounds import ground_of, ground_of_centre, likely_territory
from maillage.cadastre.queries.stock import stock_kept, stock_on
from maillage.core.coverage import Figure, Scale
from maillage.core.readers import SYSTEM, VISITOR, Reader
from maillage.network.actions.competence import declare_competence
from maillage.records.actions import NotAllowed
from maillage.records.clock import today
from maillage.records.versioned import ChangedMeanwhile
from maillage.territory.models import Territory

pytestmark = pytest.mark.django_db
SPOKEN = Scale("oral", ORAL)


@pytest.fixture
def country() -> Country:
    return make_country()


@pytest.fixture
def day() -> dt.date:
    return today()


def seen(place: Territory, day: dt.date, reader: Reader = SYSTEM, **wish: Any) -> Coverage:
    return coverage_of(
        ground_of(place, day), Wish(**{"scale": SPOKEN, **wish}), stock_on(day), reader, levels_in_order()
    )


def lines(found: Coverage) -> dict[str, tuple[int, int, int]]:
    names: dict[int | None, str] = {row.pk: row.name for row in found.ground.rows}
    return {
        names.get(line.key, "reste"): (line.total.wanted, line.total.places, line.total.missing)
        for line in found.table.lines
    }


def test_verviers_2013(country: Country) -> None:
    """549 newcomers wanted a course of French, 322 got a place: 227 did not (RTBF, id 8927454)."""
    verviers = make_territory("Verviers", parent=country.province)
    period = {"counted_from": dt.date(2013, 1, 1), "got_place": 322, "source": "RTBF, 8927454"}
    a_demand(verviers, 549, dt.date(2013, 12, 31), course="", **period)

    for when in (dt.date(2013, 5, 1), dt.date(2013, 12, 31)):
        for reader in (SYSTEM, VISITOR):
            assert seen(verviers, when, reader).table.total == Figure(549, 322, 227, said=322)
    assert seen(verviers, dt.date(2012, 12, 31)).table.total == Figure()


def test_demand_and_places_meet_by_commune_and_level(country: Country, day: dt.date) -> None:
    """Liège: 20 OD and 6 O1 want, 15 places take OD and O1: 11 missing. Seraing: 8 O1, 10 places for O1."""
    a_demand(country.liege, 20, day, level="OD")
    a_demand(country.outremeuse, 6, day, level="O1")
    a_demand(country.seraing, 8, day, level="O1")
    a_course(country.liege, 15, entry="OD", leaves="O2")
    a_course(country.seraing, 10, entry="O1", leaves="O2")

    found = seen(country.province, day)

    assert lines(found) == {"Liège": (26, 15, 11), "Seraing": (8, 10, 0)}
    assert found.table.total == Figure(34, 25, 9), "two people of Liège at O1 can go to Seraing"
    assert found.table.missing_nearby == 11
    liege = found.table.lines[0]
    assert [(cell.wanted, cell.places, cell.missing) for cell in liege.cells] == [
        (20, 15, 5),
        (6, 15, 0),
        (0, 0, 0),
        (0, 0, 0),
    ]


def test_a_commune_shows_its_quarters_and_what_has_no_quarter(country: Country, day: dt.date) -> None:
    a_demand(country.outremeuse, 6, day)
    a_demand(country.liege, 20, day)
    a_demand(country.province, 50, day)
    a_course(country.outremeuse, 4)

    found = seen(country.liege, day)

    assert lines(found) == {"Outremeuse": (6, 4, 2), "reste": (20, 0, 20)}
    assert (found.table.total.wanted, found.wider) == (26, 1)


def test_a_zone_counts_a_commune_and_its_quarter_once(country: Country, day: dt.date) -> None:
    zone = make_territory("Bords de Meuse", Territory.Level.ZONE)
    for part in (country.liege, country.outremeuse, country.seraing):
        zone.parts_inside.create(part=part)
    a_demand(country.outremeuse, 6, day)
    a_demand(country.liege, 20, day)

    assert lines(seen(zone, day)) == {"Liège": (26, 0, 26), "Seraing": (0, 0, 0)}


def test_only_sessions_under_way_that_everyone_may_find_are_counted(country: Country, day: dt.date) -> None:
    one = dt.timedelta(days=1)
    a_course(country.liege, 1, first_day=day, last_day=day)
    a_course(country.liege, 2, first_day=day - one, last_day=None)
    a_course(country.liege, 4, first_day=day + one)
    a_course(country.liege, 8, last_day=day - one)
    a_course(country.liege, 16, audience="members")
    stale = a_course(country.liege, 32)
    Offer.objects.filter(pk=stale.offer_id).update(confirmed_on=day - dt.timedelta(days=800))
    a_course(country.liege, 64, valid_to=day - one)
    a_course(country.liege, None)

    found = seen(country.liege, day)

    assert (found.table.total.places, found.unsized) == (3, 1)


def test_a_course_without_a_place_counts_where_its_operator_is_at_home(country: Country, day: dt.date) -> None:
    operator = make_organisation("Les Mots")
    make_site(operator, territory=country.seraing, is_main=True)
    session = a_course(country.liege, 12, operator=operator)
    session.site = None
    session.save()

    assert lines(seen(country.province, day)) == {"Liège": (0, 0, 0), "Seraing": (0, 12, 0)}


def test_filters_by_course_public_and_skill(country: Country, day: dt.date) -> None:
    a_demand(country.liege, 10, day, course="alpha", level="OD")
    a_demand(country.liege, 20, day, course="fle", level="A1", scale="cefr")
    a_demand(country.liege, 40, day, course="", target=term_of("audience", "mamans"))
    a_demand(country.liege, 80, day, course="citoyennete")
    a_course(country.liege, 5, course="alpha", women_only=True)
    a_course(country.liege, 7, course="fle")

    assert seen(country.liege, day).table.total.wanted == 70
    assert seen(country.liege, day, course="alpha").table.total == Figure(10, 5, 5)
    assert seen(country.liege, day, course="fle").table.total == Figure(20, 7, 13)
    assert seen(country.liege, day, course="citoyennete").table.total.wanted == 80
    assert seen(country.liege, day, audience="femmes").table.total == Figure(40, 12, 28)
    assert seen(country.liege, day, audience="jeunes").table.total == Figure(0, 7, 0)
    written = seen(country.liege, day, scale=Scale("written", "cefr"))
    assert (written.table.total.wanted, written.other_skill) == (40, 2)


def test_people_on_another_scale_stand_apart_and_are_counted(country: Country, day: dt.date) -> None:
    a_demand(country.liege, 10, day, level="OD")
    a_demand(country.liege, 20, day, level="A1", scale="cefr")

    (line,) = [one for one in seen(country.liege, day).table.lines if one.total.wanted]
    assert [cell.wanted for cell in line.cells] == [10, 0, 0, 20]
    assert seen(country.liege, day, scale=None).scale == Scale("oral", "cefr"), "most people are told on it"


def test_visitors_read_small_counts_only_together(country: Country, day: dt.date) -> None:
    """3 + 4 at Liège and 2 at Seraing: 9 in the province; nobody outside the centre learns which."""
    a_demand(country.liege, 3, day, level="OD")
    a_demand(country.liege, 4, day, level="O1")
    a_demand(country.seraing, 2, day, level="OD")
    a_demand(country.seraing, 30, day, level="O1")

    public = seen(country.province, day, VISITOR)
    inside = seen(country.province, day, SYSTEM)

    assert lines(inside) == {"Liège": (7, 0, 7), "Seraing": (32, 0, 32)}
    assert lines(public) == {"Liège": (0, 0, 0), "Seraing": (30, 0, 30)}
    assert [(line.total.wanted, line.total.masked) for line in public.table.lines] == [(0, 2), (30, 1)]
    assert public.table.total == Figure(39, 0, 39)
    assert seen(country.liege, day, VISITOR).table.total == Figure(0, 0, 0, masked=2), "nor the commune alone"


def test_small_lists_of_two_sources_are_told_as_one_number(country: Country, day: dt.date) -> None:
    a_demand(country.liege, 3, day, level="OD", organisation=make_organisation("A"))
    a_demand(country.liege, 4, day, level="OD", organisation=make_organisation("B"))

    found = seen(country.liege, day, VISITOR)

    assert found.table.total.wanted == 7
    assert found.several_lists


def test_the_ground_of_a_centre_is_all_communes_of_its_territories(country: Country, day: dt.date) -> None:
    centre = make_organisation("CRI", is_host=True)
    assert ground_of_centre(centre, VISITOR, day) is None

    declare_competence(by=SYSTEM, centre=centre, territory=country.province, source="Arrêté", since=day)
    declare_competence(by=SYSTEM, centre=centre, territory=country.namur, source="Arrêté", since=day)

    ground = ground_of_centre(centre, VISITOR, day)
    assert ground is not None
    assert [row.name for row in ground.rows] == ["Liège", "Namur", "Seraing"]


def test_the_likely_territory_is_the_smallest_that_holds_all_that_is_asked(country: Country) -> None:
    held = {country.outremeuse.pk, country.seraing.pk}

    assert likely_territory([country.outremeuse.pk]) == country.liege
    assert likely_territory(held) == country.province


def test_the_list_behind_each_figure(country: Country, day: dt.date) -> None:
    first = a_demand(country.liege, 20, day, level="OD")
    second = a_demand(country.outremeuse, 6, day, level="A1", scale="cefr")
    wide = a_demand(country.province, 5, day)
    course = a_course(country.liege, 15, entry="OD", leaves="O1")
    other = a_course(country.seraing, 10, entry="O1", leaves="O2")
    found = seen(country.province, day)
    keys = {row.uid: row.pk for row in found.ground.rows}

    assert found.behind("", "", keys) == ([first.pk, second.pk, wide.pk], [course.pk, other.pk])
    assert found.behind(country.liege.uid, "", keys) == ([first.pk, second.pk], [course.pk])
    assert found.behind(country.liege.uid, "OD", keys) == ([first.pk], [course.pk])
    assert found.behind(country.liege.uid, "O1", keys) == ([], [])
    assert found.behind(country.liege.uid, "autre", keys) == ([second.pk], [course.pk])
    assert found.behind("reste", "", keys) == ([wide.pk], [])


def test_a_snapshot_keeps_the_year_as_it_was(country: Country, day: dt.date) -> None:
    women = term_of("audience", "femmes")
    demand = a_demand(country.liege, 20, day, level="OD", target=women)
    a_course(country.liege, 15, entry="OD", leaves="O2")
    kept = take_snapshot(by=SYSTEM, day=day)
    correct_demand(by=SYSTEM, demand=demand, seen=1, fields={"people": 99})
    a_course(country.liege, 15)

    now, then = stock_on(day), stock_kept(CoverageSnapshot.objects.get(pk=kept.pk))
    tables = [
        coverage_of(ground_of(country.liege, day), Wish(scale=SPOKEN), stock, SYSTEM, levels_in_order()).table
        for stock in (then, now)
    ]

    assert [table.total for table in tables] == [Figure(20, 15, 5), Figure(99, 30, 69)]
    assert tables[0].lines[-1].cells[0] == Figure(20, 15, 5)
    assert (kept.taken_by, kept.day) == ("Maillage", day)


def test_a_year_has_one_snapshot_unless_it_is_replaced(country: Country, member: Reader) -> None:
    first, later = dt.date(2025, 6, 1), dt.date(2025, 12, 31)
    a_demand(country.liege, 20, dt.date(2025, 3, 1))
    kept = take_snapshot(by=SYSTEM, day=first, uid="abcd2345")
    assert take_snapshot(by=SYSTEM, day=first, uid="abcd2345") == kept, "sent twice"

    with pytest.raises(ValidationError, match="2025 a déjà son relevé"):
        take_snapshot(by=SYSTEM, day=later)
    with pytest.raises(ValidationError, match="un jour de 2025"):
        replace_snapshot(by=SYSTEM, snapshot=kept, seen=1, day=dt.date(2024, 1, 1), note="")
    with pytest.raises(ValidationError, match="pas encore venu"):
        take_snapshot(by=SYSTEM, day=today() + dt.timedelta(days=1))
    with pytest.raises(NotAllowed):
        take_snapshot(by=member, day=dt.date(2024, 1, 1))

    a_demand(country.liege, 25, dt.date(2025, 9, 1))
    replaced = replace_snapshot(by=SYSTEM, snapshot=kept, seen=1, day=later, note="Fin d’année")

    assert (replaced.day, [line[1] for line in replaced.demands]) == (later, [25])
    with pytest.raises(ChangedMeanwhile):
        replace_snapshot(by=SYSTEM, snapshot=kept, seen=1, day=later, note="")


@pytest.mark.parametrize("reader", [SYSTEM, VISITOR])
def test_the_number_of_queries_does_not_grow(country: Country, day: dt.date, reader: Reader) -> None:
    def counted() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            seen(country.province, day, reader)
        return len(queries)

    a_demand(country.liege, 3, day, level="OD")
    a_course(country.liege, 15, entry="OD", leaves="O2")
    with_one = counted()
    for commune in (country.seraing, country.outremeuse):
        a_demand(commune, 4, day, level="O1", organisation=make_organisation())
        a_course(commune, 15, entry="O1", leaves="O2")

    assert counted() == with_one
