"""What groups hold: counts, probabilities and tests worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from tests.core.positions.crowds import planted, table

from maillage.core.positions import map_of, refreshed, to_show
from maillage.core.positions.groups import Groups, Stability
from maillage.core.positions.opinions import DISAGREE, Opinions, opinions_of
from maillage.core.positions.showing import priorities
from maillage.core.positions.space import space_of


def told(rows: list[str], labels: list[int]) -> Opinions:
    """Opinions of groups that are given, not found."""
    votes = table(rows)
    centres = np.zeros((max(labels) + 1, 2))
    groups = Groups(np.array(labels, dtype=np.int8), centres, Stability())
    return opinions_of(votes, space_of(votes), groups)


TEN_AGAINST_TEN = ["+"] * 8 + ["-"] * 2 + ["+"] * 2 + ["-"] * 8
"""Eight of ten agree in A, two of ten in B: P = 9/12 and 3/12, pooled 12/24, so z = 0.5 / √(0.25 · 2/12) = 2.449490."""


def test_probabilities_z_and_consensus_of_a_statement() -> None:
    (one,) = told(TEN_AGAINST_TEN, [0] * 10 + [1] * 10)

    assert (one.agree, one.disagree, one.passed) == (10, 10, 0)
    assert (one.groups["A"].agree, one.groups["A"].disagree, one.groups["A"].passed) == (8, 2, 0)
    assert one.groups["A"].p_agree == pytest.approx(0.75)
    assert one.groups["B"].p_agree == pytest.approx(0.25)
    assert one.groups["A"].z_agree == pytest.approx(2.449490, abs=1e-6)
    assert one.groups["A"].z_disagree == pytest.approx(-2.449490, abs=1e-6)
    assert one.consensus == pytest.approx(0.75 * 0.25)
    assert one.rejection == pytest.approx(0.25 * 0.75)


def test_what_represents_a_group_weighs_ratio_times_z() -> None:
    """0.75 / 0.25 · 2.449490 = 7.348469, for A that agrees and for B that disagrees."""
    opinions = told(TEN_AGAINST_TEN, [0] * 10 + [1] * 10)
    (held,), (other,) = opinions.held_by("A"), opinions.held_by("B")

    assert (held.statement, held.agreed, other.agreed) == (0, True, False)
    assert held.weight == pytest.approx(7.348469, abs=1e-6)
    assert other.weight == pytest.approx(7.348469, abs=1e-6)


def test_groups_oppose_each_other_where_one_holds_what_the_other_refuses() -> None:
    (divide,) = told(TEN_AGAINST_TEN, [0] * 10 + [1] * 10).divides()

    assert (divide.statement, divide.agreeing, divide.disagreeing) == (0, "A", "B")
    assert divide.weight == pytest.approx(0.75 * 0.75)


def test_passes_count_as_votes_that_are_neither() -> None:
    """Three agree, one passes: P(agree) = 4/6, P(disagree) = 1/6."""
    one = next(iter(told(["+", "+", "+", "0", "-", "-"], [0, 0, 0, 0, 1, 1])))

    assert (one.agree, one.disagree, one.passed) == (3, 2, 1)
    assert one.groups["A"].p_agree == pytest.approx(4 / 6)
    assert one.groups["A"].p_disagree == pytest.approx(1 / 6)


def test_a_group_that_holds_something_a_little_more_is_not_represented_by_it() -> None:
    """Six of ten against five of ten: P = 7/12 and 6/12, pooled 13/24: z = (1/12) / √(13/24 · 11/24 · 2/12) = 0.41."""
    opinions = told(["+"] * 6 + ["-"] * 4 + ["+"] * 5 + ["-"] * 5, [0] * 10 + [1] * 10)

    assert next(iter(opinions)).groups["A"].z_agree == pytest.approx(0.4096, abs=1e-4)
    assert opinions.held_by("A") == opinions.held_by("B") == []
    assert opinions.divides() == []


def test_what_most_of_a_group_do_not_hold_does_not_represent_it() -> None:
    """Four of ten agree in A and none in B: more than elsewhere, yet not what A holds."""
    opinions = told(["+"] * 4 + ["0"] * 6 + ["0"] * 10, [0] * 10 + [1] * 10)

    assert next(iter(opinions)).groups["A"].z_agree > 1.2816
    assert opinions.held_by("A") == []


def test_what_all_hold_is_held_by_each_group() -> None:
    """Everybody agrees with the first; the many of A alone do not make the second a consensus; all refuse the third."""
    rows = ["++-"] * 30 + ["+--"] * 6
    opinions = told(rows, [0] * 30 + [1] * 6)

    assert [one.id for one in opinions.held_by_all()] == [0]
    assert [one.id for one in opinions.held_by_all(side=DISAGREE)] == [2]
    assert opinions.held_by_all()[0].consensus == pytest.approx(31 / 32 * 7 / 8)


def test_without_groups_everybody_is_one() -> None:
    """Three of four agree: 4/6."""
    (one,) = map_of(table(["+", "+", "+", "-"])).opinions

    assert one.groups == {}
    assert one.consensus == pytest.approx(4 / 6)


def test_the_priority_of_a_statement() -> None:
    """Two statements, (+, +) and (−, −): weights 1/√2 each, extremity √(2/2 · 1/2) = 0.707107.

    Of 2 votes 1 agrees: P = 2/4; none passes: 1/4; the boost is 1 + 7 · 2^(−2/7) = 6.742348.
    """
    found = map_of(table(["++", "--"]))

    assert priorities(found) == pytest.approx([0.5 * 0.75 * 1.707107 * 6.742348] * 2, rel=1e-6)


def test_a_new_statement_comes_before_well_known_ones_and_passed_ones_last() -> None:
    rows = ["++0."] * 20 + ["-+0."] * 20
    new = priorities(map_of(table(rows)))

    assert new[3] == max(new)
    assert new[2] == min(new)


def test_people_are_shown_what_they_have_not_voted_on_each_in_an_order_of_their_own() -> None:
    found = map_of(planted([30, 20], 30, seed=1, voted=0.5).votes())
    ballot = found.votes.ballot(4)
    orders = {tuple(to_show(found, person, voted=())) for person in range(40)}

    assert set(to_show(found, 4)) == set(range(30)) - set(ballot)
    assert to_show(found, 4) == to_show(found, 4)
    assert len(orders) == 40
    assert to_show(found, 4, voted=range(30)) == []
    assert set(to_show(found, 999)) == set(range(30))


def test_a_refreshed_map_is_the_cold_map_after_a_vote_that_tips_nothing() -> None:
    votes = planted([60, 40, 30], 40, seed=7).votes()
    before, later = map_of(votes), votes.with_vote(3, 2, 0)
    warm, cold = refreshed(before, later), map_of(later)

    assert warm.space.x.tolist() == cold.space.x.tolist()
    assert warm.groups.labels.tolist() == cold.groups.labels.tolist()
    assert list(warm.opinions) == list(cold.opinions)
    assert warm.groups.stability == before.groups.stability


def test_a_refreshed_map_of_other_statements_is_cold() -> None:
    one = map_of(planted([30, 20], 12, seed=1).votes())
    votes = planted([30, 20], 13, seed=2).votes()

    assert refreshed(one, votes).groups.stability == map_of(votes).groups.stability


def test_a_refreshed_map_without_groups_stays_without() -> None:
    votes = table(["++++----"] * 10)

    assert refreshed(map_of(votes), votes.with_vote(0, 0, -1)).groups.count is None
