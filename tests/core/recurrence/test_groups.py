"""Themes that come back: the same in any order, recurrent from several territories, never by drift."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.core.recurrence import Finding, Group, Kind, groups
from maillage.core.recurrence.linkage import linked

FEW = [
    Finding(1, "Pas de bus après 19 h pour revenir du cours.", Kind.BARRIER, "Jemeppe"),
    Finding(2, "Plus aucun transport en commun en soirée.", Kind.NEED, "Floreffe"),
    Finding(3, "Le dernier bus est à 18 h 30.", Kind.BARRIER, "Sambreville"),
    Finding(4, "Les loyers sont trop chers.", Kind.BARRIER, "Jemeppe"),
    Finding(5, "Loyers impayables pour les familles.", Kind.BARRIER, "Jemeppe"),
    Finding(6, "La langue des signes n’intéresse personne.", Kind.OBSERVATION, "Floreffe"),
]


def keys(found: list[Group]) -> list[set[object]]:
    return [{one.key for one in group.findings} for group in found]


def test_a_finding_of_three_communes_is_recurrent_with_its_territories() -> None:
    buses, rents = groups(FEW)
    assert {one.key for one in buses.findings} == {1, 2, 3}
    assert buses.recurrent
    assert set(buses.territories) == {"Jemeppe", "Floreffe", "Sambreville"}
    assert buses.label == ("transport", "horaires")
    assert {one.key for one in rents.findings} == {4, 5}
    assert not rents.recurrent, "one commune, twice"
    assert rents.territories == ("Jemeppe",)


def test_how_many_territories_make_a_theme_recurrent_is_the_callers() -> None:
    assert [one.recurrent for one in groups(FEW, several=4)] == [False, False]
    assert [one.recurrent for one in groups(FEW, several=1)] == [True, True]


def test_findings_without_a_territory_make_nothing_recurrent() -> None:
    nowhere = [Finding(key, "Pas de bus le soir.", Kind.BARRIER) for key in range(3)]
    (group,) = groups(nowhere)
    assert (group.territories, group.recurrent) == ((), False)


def test_a_resource_never_stands_with_the_need_for_it() -> None:
    found = groups(
        [
            Finding(1, "Il y a une crèche.", Kind.RESOURCE, "A"),
            Finding(2, "Il manque une crèche.", Kind.NEED, "B"),
            Finding(3, "Une crèche existe.", Kind.RESOURCE, "C"),
        ]
    )
    assert keys(found) == [{1, 3}]


def test_nothing_and_one_make_no_group() -> None:
    assert groups([]) == []
    assert groups(FEW[:1]) == []


@given(st.permutations(FEW))
@settings(max_examples=20)
def test_the_order_of_findings_does_not_matter(findings: list[Finding]) -> None:
    assert groups(findings) == groups(FEW)


def matrix(size: int, **near: float) -> np.ndarray:
    """`ab=0.9`: the likeness of the first and the second."""
    found = np.eye(size)
    for pair, likeness in near.items():
        one, other = (ord(letter) - ord("a") for letter in pair)
        found[one, other] = found[other, one] = likeness
    return found


def test_a_chain_does_not_drift() -> None:
    assert linked(matrix(3, ab=0.9, bc=0.8, ac=0.0), 0.4) == [[0, 1], [2]]


def test_linkage_is_by_the_average() -> None:
    """a and b join at 0.9; c is at (0.6 + 0.3) / 2 = 0.45 of them, then d at (0.4 + 0.3 + 0.2) / 3 = 0.3 of the three."""
    near = matrix(4, ab=0.9, ac=0.6, bc=0.3, ad=0.4, bd=0.3, cd=0.2)
    assert linked(near, 0.46) == [[0, 1], [2], [3]]
    assert linked(near, 0.44) == [[0, 1, 2], [3]]
    assert linked(near, 0.31) == [[0, 1, 2], [3]]
    assert linked(near, 0.29) == [[0, 1, 2, 3]]


def test_ties_go_to_the_first() -> None:
    assert linked(matrix(3, ab=0.5, bc=0.5), 0.5) == [[0, 1], [2]]


LIKENESSES = st.sampled_from([0.0, 0.1, 0.25, 0.4, 0.5, 0.75, 1.0])


@given(st.integers(1, 7).flatmap(lambda size: st.lists(LIKENESSES, min_size=size * size, max_size=size * size)))
def test_groups_hold_everyone_once_and_nobody_apart(cells: list[float]) -> None:
    size = int(len(cells) ** 0.5)
    near = np.array(cells).reshape(size, size)
    near = (near + near.T) / 2
    found = linked(near, 0.4)
    assert sorted(one for group in found for one in group) == list(range(size))
    for group in found:
        assert all(near[one, other] >= 0.2 for one, other in combinations(group, 2))
    for one, other in combinations(found, 2):
        average = near[np.ix_(one, other)].mean()
        assert average < 0.4 + 1e-6 or near[np.ix_(one, other)].min() < 0.2


def test_two_findings_of_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="same key"):
        groups([FEW[0], FEW[0]])
