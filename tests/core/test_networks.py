"""Networks of networks, each organisation counted once (A12, invariant 19)."""

from hypothesis import given
from hypothesis import strategies as st

from maillage.core.networks import count_once

names = st.integers(0, 12)
webs = st.dictionaries(names, st.lists(names, max_size=6), max_size=10)


def test_an_association_behind_two_coordinations_counts_once() -> None:
    members_of = {
        "Outremeuse": ["Maison des jeunes", "Régie de quartier"],
        "Sainte-Marguerite": ["Régie de quartier", "École de devoirs"],
    }
    reach = count_once(["Outremeuse", "Sainte-Marguerite"], members_of)
    assert reach.networks == {"Outremeuse", "Sainte-Marguerite"}
    assert reach.others == {"Maison des jeunes", "Régie de quartier", "École de devoirs"}
    assert reach.total == 5


def test_two_networks_that_sit_in_each_other_end_the_walk() -> None:
    reach = count_once(["b"], {"a": ["b"], "b": ["a", "x"]}, of="a")
    assert reach.networks == {"b"}
    assert reach.others == {"x"}


def test_a_network_without_members_counts_as_an_organisation() -> None:
    assert count_once(["a"], {"a": []}).others == {"a"}


@given(st.lists(names, max_size=6), webs, names)
def test_nobody_counts_twice_and_nobody_is_forgotten(
    direct: list[int], members_of: dict[int, list[int]], start: int
) -> None:
    reach = count_once(direct, members_of, of=start)
    everyone = reach.networks | reach.others
    assert not reach.networks & reach.others
    assert start not in everyone
    assert reach.direct <= everyone
    for member in everyone:
        assert set(members_of.get(member, ())) - {start} <= everyone


@given(st.lists(names, max_size=6), webs)
def test_saying_a_member_twice_changes_nothing(direct: list[int], members_of: dict[int, list[int]]) -> None:
    assert count_once(direct + direct, members_of) == count_once(direct, members_of)
