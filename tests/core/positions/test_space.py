"""Positions: by hand on small tables, and against a dense decomposition of the imputed votes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from tests.core.positions.crowds import planted, table, without_opinion

from maillage.core.positions.space import space_of
from maillage.core.positions.spectrum import NARROW, leading
from maillage.core.positions.votes import Votes, votes_of

CELLS = st.lists(st.text("+-0.", min_size=8, max_size=8), min_size=1, max_size=12)


def dense(votes: Votes) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Imputed with column means, centred: singular values, right vectors, scaled positions, of people with 7 votes."""
    full = np.full((len(votes.participants), len(votes.statements)), np.nan)
    full[votes.rows, votes.columns] = votes.values
    cast = np.count_nonzero(~np.isnan(full), axis=1)
    kept = full[cast >= min(7, full.shape[1])]
    means = np.nan_to_num(np.nansum(kept, axis=0) / np.maximum(1, np.count_nonzero(~np.isnan(kept), axis=0)))
    imputed = np.where(np.isnan(kept), means, kept)
    centred = imputed - imputed.mean(axis=0)
    _left, sizes, right = np.linalg.svd(centred, full_matrices=False)
    scale = np.sqrt(full.shape[1] / cast[cast >= min(7, full.shape[1])])
    return sizes, right, centred @ right[:2].T * scale[:, None]


def test_two_statements_that_always_go_together_make_one_axis() -> None:
    """Rows (1, 1), (−1, −1), (0, 0) are centred; the axis is (1, 1)/√2, so they stand at √2, −√2 and 0."""
    space = space_of(table(["++", "--", "00"]))

    assert space.x.tolist() == [1.414214, -1.414214, 0.0]
    assert space.y.tolist() == [0.0, 0.0, 0.0]
    assert space.explained == (1.0, 0.0)
    assert space.components[:, 0] == pytest.approx([0.5**0.5, 0.5**0.5])


def test_who_voted_less_is_not_drawn_to_the_middle() -> None:
    """Seven centred votes of 1 on the axis 1/√7 weigh √7; for seven votes on eight statements √(8/7) makes it √8."""
    space = space_of(table(["++++++++", "-------."]))

    assert space.x.tolist() == [2.645751, -2.828427]


def test_seven_votes_place_somebody_and_six_do_not() -> None:
    votes = table(["+-+-+-+..", "-+-+-+...", "--+++-+-+"])

    assert votes.participants[space_of(votes).kept].tolist() == [0, 2]


def test_with_fewer_than_seven_statements_all_must_be_voted_on() -> None:
    assert space_of(table(["+-", "+.", "--"])).kept.tolist() == [0, 2]


def test_the_heaviest_statement_of_an_axis_points_right() -> None:
    """Votes on the first statement go against the two others, which go together: two weights against one."""
    space = space_of(table(["-++", "+--", "-++", "+--"]))

    assert space.components[:, 0] == pytest.approx(np.array([1, -1, -1]) / 3**0.5)


@settings(max_examples=60)
@given(CELLS)
def test_the_sparse_space_is_that_of_the_imputed_votes(rows: list[str]) -> None:
    votes = table(rows)
    space = space_of(votes)
    if not len(space):
        return
    sizes, _right, positions = dense(votes)
    sizes = np.concatenate([sizes, np.zeros(3)])
    total = (sizes**2).sum()

    if total > 1e-9:
        assert np.array(space.explained) == pytest.approx(sizes[:2] ** 2 / total, abs=1e-5)
    for axis, side in enumerate((space.x, space.y)):
        apart = min(abs(sizes[axis] - sizes[other]) for other in range(3) if other != axis)
        if apart > 1e-3:
            assert np.abs(side) == pytest.approx(np.abs(positions[:, axis]), abs=1e-5)


@pytest.mark.parametrize("statements", [NARROW - 4, NARROW + 36])
def test_narrow_and_wide_tables_agree_with_the_dense_decomposition(statements: int) -> None:
    votes = planted([40, 30, 20], statements, seed=4, voted=0.4).votes()
    space = space_of(votes)
    sizes, _right, positions = dense(votes)

    assert np.array(space.explained) == pytest.approx(sizes[:2] ** 2 / (sizes**2).sum(), abs=1e-6)
    assert np.abs(space.x) == pytest.approx(np.abs(positions[:, 0]), abs=2e-6)
    assert np.abs(space.y) == pytest.approx(np.abs(positions[:, 1]), abs=2e-6)


def test_without_any_opinion_the_axes_are_still_those_of_the_dense_decomposition() -> None:
    """Where no axis stands out, the iteration must go on until it is right."""
    votes = without_opinion(150, 100, seed=3).votes()
    space = space_of(votes)
    _sizes, _right, positions = dense(votes)

    assert np.abs(space.x) == pytest.approx(np.abs(positions[:, 0]), abs=2e-6)
    assert np.abs(space.y) == pytest.approx(np.abs(positions[:, 1]), abs=2e-6)


@settings(max_examples=60)
@given(CELLS)
def test_flipping_every_vote_mirrors_the_map(rows: list[str]) -> None:
    flip = str.maketrans("+-", "-+")
    one, other = space_of(table(rows)), space_of(table([row.translate(flip) for row in rows]))

    assert other.x.tolist() == (0.0 - one.x).tolist()
    assert other.y.tolist() == (0.0 - one.y).tolist()
    assert other.explained == one.explained


@settings(max_examples=60)
@given(CELLS)
def test_other_names_in_the_same_order_change_nothing(rows: list[str]) -> None:
    votes = table(rows)
    renamed = votes_of(votes.rows * 13 + 100, votes.columns, votes.values, shown=range(8))

    assert space_of(renamed).x.tolist() == space_of(votes).x.tolist()
    assert space_of(renamed).y.tolist() == space_of(votes).y.tolist()


def test_a_warm_start_finds_the_same_space() -> None:
    votes = planted([60, 40, 30], 90, seed=2, voted=0.5).votes()
    later = votes.with_vote(5, 7, 0).with_vote(6, 8, 1)
    warm, cold = space_of(later, start=space_of(votes).components), space_of(later)

    assert warm.x.tolist() == cold.x.tolist()
    assert warm.y.tolist() == cold.y.tolist()


def test_equal_singular_values_have_one_answer() -> None:
    """Two statements that have nothing to do with each other: any two axes do; the same ones are chosen again."""
    rows = ["+0", "-0", "0+", "0-"]
    space = space_of(table(rows))

    assert space.explained == (0.5, 0.5)
    assert np.hypot(space.x, space.y) == pytest.approx(np.ones(4), abs=2e-6)
    assert space_of(table(rows)).x.tolist() == space.x.tolist()


def test_a_wide_matrix_of_few_rows_runs_out_of_directions_gracefully() -> None:
    wide = np.zeros((2, NARROW + 20))
    wide[0, 3], wide[1, 9] = 3.0, 2.0
    found = leading(csr_array(wide))

    assert found.values == pytest.approx([9.0, 4.0])
    assert np.abs(found.vectors[[3, 9], [0, 1]]) == pytest.approx([1.0, 1.0])


@pytest.mark.parametrize("people", [2, 3, 9])
def test_few_people_and_many_statements_agree_with_the_dense_decomposition(people: int) -> None:
    votes = without_opinion(people, NARROW + 40, seed=people, voted=0.7).votes()
    space = space_of(votes)
    sizes, _right, positions = dense(votes)

    assert np.array(space.explained)[: people - 1] == pytest.approx(
        (sizes[:2] ** 2 / (sizes**2).sum())[: people - 1], abs=1e-6
    )
    assert np.abs(space.x) == pytest.approx(np.abs(positions[:, 0]), abs=2e-6)


def test_many_statements_on_which_all_agree_place_everybody_in_the_middle() -> None:
    space = space_of(table(["+" * (NARROW + 40)] * 9))

    assert set(space.x.tolist()) == set(space.y.tolist()) == {0.0}
    assert space.explained == (0.0, 0.0)


def test_two_camps_on_many_statements_stand_on_one_axis() -> None:
    """Votes ±1 of equal camps are centred: 100 of them on the axis 1/√100 weigh 10."""
    space = space_of(table(["+" * 100] * 4 + ["-" * 100] * 4))

    assert space.x.tolist() == [10.0] * 4 + [-10.0] * 4
    assert set(space.y.tolist()) == {0.0}
