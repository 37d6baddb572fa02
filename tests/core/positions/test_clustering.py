"""k-means, silhouettes and the adjusted Rand index, worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from maillage.core.positions.agreement import adjusted_rand
from maillage.core.positions.clustering import Cloud, Distances, at_rest, k_means, labels_of


def line(*places: float) -> Cloud:
    return Cloud.of(np.array(places, dtype=float), np.zeros(len(places)))


def test_two_heaps_are_found_with_their_middles() -> None:
    cloud = line(0, 1, 2, 10, 11, 12)

    assert sorted(k_means(cloud, 2)[:, 0].tolist()) == [1.0, 11.0]


def test_a_round_moves_each_centre_to_the_middle_of_its_own() -> None:
    """From 0 and 3: {0, 1} and {2, 9}, middles 0.5 and 5.5; then {0, 1, 2} and {9}, middles 1 and 9; there it rests."""
    cloud = line(0, 1, 2, 9)

    assert at_rest(cloud.x, cloud.y, np.array([[0.0, 0.0], [3.0, 0.0]])).tolist() == [[1.0, 0.0], [9.0, 0.0]]


def test_the_first_of_two_centres_as_near_is_taken() -> None:
    assert labels_of(np.array([1.0]), np.zeros(1), np.array([[0.0, 0.0], [2.0, 0.0]])).tolist() == [0]


def test_the_silhouette_of_two_pairs() -> None:
    """0, 1 | 5, 6: (5.5 − 1) / 5.5 outside and (4.5 − 1) / 4.5 inside, mean 0.797980."""
    cloud = line(0, 1, 5, 6)

    assert Distances.of(cloud).silhouette(np.array([0, 0, 1, 1], dtype=np.int8), 2) == 0.79798


def test_somebody_alone_in_a_group_has_no_silhouette() -> None:
    """0, 1 | 5: 1 − 1/5 and 1 − 1/4 for the pair, 0 for the one alone: 1.55 / 3."""
    assert Distances.of(line(0, 1, 5)).silhouette(np.array([0, 0, 1], dtype=np.int8), 2) == 0.516667


def test_a_group_without_anybody_is_no_neighbour() -> None:
    cloud = line(0, 1, 5, 6)

    assert Distances.of(cloud).silhouette(np.array([0, 0, 2, 2], dtype=np.int8), 3) == 0.79798


def test_a_sample_of_a_crowd_is_spread_over_it_and_always_the_same() -> None:
    cloud = Cloud.of(np.arange(10_000.0), np.zeros(10_000))
    some = cloud.sample(500)

    assert len(set(some.tolist())) == 500
    assert cloud.x[some].mean() == pytest.approx(5_000, rel=0.1)
    assert np.array_equal(some, cloud.sample(500))


@pytest.mark.parametrize(
    ("one", "other", "index"),
    [
        ([0, 0, 1, 1], [1, 1, 0, 0], 1.0),
        ([0, 0, 1, 1], [0, 1, 0, 1], -0.5),
        ([0, 0, 1, 2], [0, 0, 1, 1], 4 / 7),
        ([0, 0, 0], [0, 0, 0], 1.0),
        ([0, 1, 2], [0, 0, 0], 0.0),
    ],
)
def test_the_adjusted_rand_index(one: list[int], other: list[int], index: float) -> None:
    """Third: 1 pair together in both of 1 and 2, 6 pairs: (1 − 1/3) / (3/2 − 1/3) = 4/7 (also in scikit-learn's manual)."""
    assert adjusted_rand(np.array(one), np.array(other)) == pytest.approx(index)
