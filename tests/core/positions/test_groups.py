"""Groups that are told, and groups that are refused."""

from __future__ import annotations

import numpy as np
import pytest
from tests.core.positions.crowds import Crowd, planted, table, without_opinion

from maillage.core.positions import OpinionMap, Refusal, map_of, to_json, votes_of
from maillage.core.positions.agreement import adjusted_rand
from maillage.core.positions.groups import SMALLEST_GROUP


def mapped(crowd: Crowd) -> OpinionMap:
    return map_of(crowd.votes())


def found_again(crowd: Crowd, found: OpinionMap) -> float:
    placed = found.votes.participants[found.space.kept]
    return adjusted_rand(np.maximum(found.groups.labels, 0), crowd.plan[placed])


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(
    ("people", "statements", "voted"), [(32, 12, 1.0), (60, 20, 0.6), (120, 40, 0.5), (400, 80, 0.3)]
)
def test_votes_without_opinion_give_no_groups(people: int, statements: int, voted: float, seed: int) -> None:
    found = mapped(without_opinion(people, statements, seed=seed, voted=voted))

    assert found.groups.count is None
    assert Refusal.OTHER_STATEMENTS in found.groups.stability.refusals
    assert set(found.groups.labels.tolist()) == {-1}


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    ("sizes", "statements"), [((25, 15), 20), ((60, 40), 15), ((50, 40, 30), 40), ((90, 60, 40), 60)]
)
def test_planted_groups_are_told(sizes: tuple[int, ...], statements: int, seed: int) -> None:
    crowd = planted(sizes, statements, seed=seed)
    found = mapped(crowd)

    assert found.groups.stability.stable
    assert found.groups.count == len(sizes)
    assert found_again(crowd, found) > 0.8


def test_four_groups_in_a_larger_crowd() -> None:
    crowd = planted([200, 150, 120, 90], 100, seed=1, voted=0.5)
    found = mapped(crowd)

    assert found.groups.count in (3, 4)
    assert found_again(crowd, found) > 0.6


def test_groups_are_named_by_size() -> None:
    sizes = np.bincount(mapped(planted([30, 70, 50], 40, seed=3)).groups.labels)

    assert sizes.tolist() == sorted(sizes.tolist(), reverse=True)


def test_groups_of_one_size_are_named_by_the_lowest_id() -> None:
    found = map_of(table(["++++++++"] * 2 + ["--------"] * 20 + ["++++++++"] * 18))

    assert found.groups.labels.tolist() == [0] * 2 + [1] * 20 + [0] * 18


def test_a_group_under_five_is_refused() -> None:
    found = map_of(table(["++++----++"] * 28 + ["----++++--"] * 4))

    assert found.groups.count is None
    assert found.groups.stability.refusals == (Refusal.SMALL_GROUP,)


def test_five_people_make_a_group() -> None:
    found = map_of(table(["++++----++"] * 28 + ["----++++--"] * SMALLEST_GROUP))

    assert found.groups.count == 2
    assert np.bincount(found.groups.labels).tolist() == [28, 5]


def test_twenty_nine_people_make_no_groups() -> None:
    stability = map_of(table(["++++----"] * 15 + ["----++++"] * 14)).groups.stability

    assert stability.refusals == (Refusal.FEW_PARTICIPANTS,)


@pytest.mark.parametrize("row", ["++++++++", "00000000"])
def test_people_who_all_vote_the_same_make_no_groups(row: str) -> None:
    found = map_of(table([row] * 40))

    assert found.groups.stability.refusals == (Refusal.ALL_ALIKE,)
    assert found.space.explained == (0.0, 0.0)
    assert set(found.space.x.tolist()) == {0.0}


def test_one_statement_is_told_without_groups() -> None:
    found = map_of(table(["+"] * 20 + ["-"] * 20))

    assert found.groups.stability.refusals == (Refusal.FEW_STATEMENTS,)
    assert set(found.space.x.tolist()) == {1.0, -1.0}
    assert [(one.agree, one.disagree) for one in found.opinions] == [(20, 20)]


def test_nobody_votes_on_nothing() -> None:
    found = map_of(votes_of([], [], []))

    assert found.groups.stability.refusals == (Refusal.FEW_PARTICIPANTS, Refusal.FEW_STATEMENTS)
    assert list(found.opinions) == []


def test_nobody_votes_on_something() -> None:
    found = map_of(votes_of([], [], [], shown=range(9)))

    assert [one.consensus for one in found.opinions] == [0.5] * 9


def test_who_passes_on_everything_is_placed_too() -> None:
    found = map_of(table(["++++----++"] * 20 + ["----++++--"] * 20 + ["0000000000"]))

    assert found.groups.count == 2
    assert found.space.x[40] == pytest.approx(0.0, abs=1e-6)


def test_a_statement_that_nobody_voted_on_stays_and_changes_no_group() -> None:
    rows = ["++++----++"] * 20 + ["----++++--"] * 20
    without, with_it = map_of(table(rows)), map_of(table([f"{row}." for row in rows]))

    assert with_it.groups.labels.tolist() == without.groups.labels.tolist()
    silent = list(with_it.opinions)[10]
    assert (silent.agree, silent.disagree, silent.passed) == (0, 0, 0)
    assert silent.consensus == 0.25


def test_the_order_of_votes_changes_no_byte() -> None:
    crowd = planted([40, 30], 20, seed=9)
    turn = np.random.default_rng(1).permutation(len(crowd.values))
    turned = votes_of(crowd.participants[turn], crowd.statements[turn], crowd.values[turn])

    assert to_json(map_of(turned)) == to_json(mapped(crowd))


def test_other_names_give_the_same_map() -> None:
    """Names in another order: each person stands at the same place, in the same group, and the groups are as stable."""
    crowd = planted([60, 40, 30], 40, seed=5)
    names = np.random.default_rng(2).permutation(130)
    one = mapped(crowd)
    other = map_of(votes_of(names[crowd.participants], crowd.statements, crowd.values))

    assert other.space.x[names] == pytest.approx(one.space.x, abs=2e-6)
    assert other.groups.labels[names].tolist() == one.groups.labels.tolist()
    assert other.groups.stability == one.groups.stability


def test_flipping_every_vote_keeps_the_groups() -> None:
    crowd = planted([60, 40, 30], 40, seed=6)
    one, other = mapped(crowd), map_of(votes_of(crowd.participants, crowd.statements, -crowd.values))

    assert other.groups.labels.tolist() == one.groups.labels.tolist()
    assert other.groups.stability == one.groups.stability
    assert other.space.x.tolist() == (0.0 - one.space.x).tolist()
