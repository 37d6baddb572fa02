"""The walk along the thread: both ways, bounded, and blind to what the reader may not see (C3, invariant 17)."""

from __future__ import annotations

from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from maillage.core.readers import PUBLIC, SYSTEM, VISITOR, Reader
from maillage.records.identity import new_uid
from maillage.thread.actions.items import purge_item, start_item
from maillage.thread.actions.links import tie, untie
from maillage.thread.models import Item, Link
from maillage.thread.queries.threads import item_for, silent_items, thread_of
from maillage.thread.queries.walk import DEPTH, MOST, reaches, walked

pytestmark = pytest.mark.django_db
LED = Link.Relation.LED_TO


def step(title: str, audience: str = PUBLIC, kind: str = "finding", *, awaits: bool = False) -> Item:
    fields = {"title": title, "audience": audience, "awaits": awaits}
    return start_item(kind=kind, uid=new_uid(), space=None, fields=fields)  # type: ignore[arg-type]


def chain(*titles: str) -> list[Item]:
    steps = [step(title) for title in titles]
    for one, other in pairwise(steps):
        tie(by=SYSTEM, sources=[one], target=other, relation=LED)
    return steps


def test_walks_both_ways_from_any_step() -> None:
    need, avenue, action, outcome = chain("besoin", "piste", "action", "résultat")
    assert walked(avenue.pk, VISITOR) == {need.pk: -1, avenue.pk: 0, action.pk: 1, outcome.pk: 2}
    found = thread_of(action, VISITOR)
    assert [mark.item.title for mark in found.before] == ["besoin", "piste"]
    assert [mark.item.title for mark in found.after] == ["résultat"]
    assert found.before[0].words == "a donné"


def test_a_hidden_step_shows_neither_title_nor_what_lies_behind_it() -> None:
    need, hidden, outcome = step("besoin"), step("caché", audience="space:22222222"), step("résultat")
    tie(by=SYSTEM, sources=[need], target=hidden, relation=LED)
    tie(by=SYSTEM, sources=[hidden], target=outcome, relation=LED)
    assert walked(need.pk, VISITOR) == {need.pk: 0}
    found = thread_of(need, VISITOR)
    assert (found.after, found.left_out, found.links) == ([], 0, [])
    member = Reader(keys=frozenset({PUBLIC, "space:22222222"}))
    assert set(walked(need.pk, member)) == {need.pk, hidden.pk, outcome.pk}


def test_two_ways_to_one_step_give_the_shorter_distance() -> None:
    need, _avenue, action = chain("besoin", "piste", "action")
    tie(by=SYSTEM, sources=[need], target=action, relation=LED)
    assert walked(need.pk, VISITOR)[action.pk] == 1


def test_is_bounded_in_depth() -> None:
    steps = chain(*(f"étape {number}" for number in range(DEPTH + 3)))
    assert max(walked(steps[0].pk, VISITOR).values()) == DEPTH


def test_a_circle_is_refused_and_would_end_anyway() -> None:
    need, avenue, action = chain("besoin", "piste", "action")
    with pytest.raises(ValidationError, match="tourner en rond"):
        tie(by=SYSTEM, sources=[action], target=need, relation=LED)
    Link.objects.create(source=action, target=need, relation=LED)
    assert set(walked(avenue.pk, VISITOR)) == {need.pk, avenue.pk, action.pk}


def test_tied_twice_is_once_and_untied_the_same_day_leaves_no_trace() -> None:
    need, avenue = chain("besoin", "piste")
    assert tie(by=SYSTEM, sources=[need], target=avenue, relation=LED) == []
    assert untie(source=need, target=avenue, relation=LED) == 1
    assert not Link.objects.exists()
    assert not reaches(need.pk, avenue.pk, depth=3)


def test_says_how_many_steps_it_leaves_out() -> None:
    common = step("formulation commune")
    tie(by=SYSTEM, sources=[step(f"constat {n}") for n in range(MOST + 4)], target=common, relation=LED)
    found = thread_of(common, VISITOR)
    assert (len(found.before), found.left_out) == (MOST, 4)


def test_a_purged_step_is_a_tombstone() -> None:
    need, _avenue = chain("besoin", "piste")
    purge_item(by=SYSTEM, item=need)
    assert item_for(VISITOR, need.uid) is None
    assert Link.objects.count() == 1


def test_costs_the_same_for_one_step_and_for_many() -> None:
    alone = step("seul")
    steps = chain("a", "b", "c", "d")
    counts = []
    for item in (alone, steps[0]):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            thread_of(item, VISITOR)
        counts.append(len(captured))
    assert counts[1] <= 3
    assert counts[0] <= counts[1]


def test_lists_what_has_had_no_sequel_for_six_months(time_machine) -> None:  # type: ignore[no-untyped-def]
    import datetime as dt

    time_machine.move_to(dt.datetime(2026, 1, 10, 9, tzinfo=dt.UTC), tick=False)
    forgotten, answered, settled = step("oublié", awaits=True), step("suivi", awaits=True), step("écarté")
    tie(by=SYSTEM, sources=[answered], target=step("piste"), relation=LED)
    on_the_day = silent_items(VISITOR, dt.date(2026, 7, 11))
    assert list(on_the_day) == [forgotten]
    assert list(silent_items(VISITOR, dt.date(2026, 7, 10))) == []
    assert settled not in on_the_day


def test_the_plan_of_the_walk_goes_by_the_links_of_each_step() -> None:
    """Both ways use the partial indexes, never the whole table (on SQLite, where the plan is short to read)."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL chooses by the size of the table")
    need, *_rest = chain("a", "b")
    with CaptureQueriesContext(connection) as captured:
        walked(need.pk, VISITOR)
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN " + captured.captured_queries[0]["sql"])
        plan = " / ".join(row[-1] for row in cursor.fetchall())
    assert "SCAN link" not in plan
    assert "SCAN item" not in plan
