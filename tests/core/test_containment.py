"""What lies inside what (row A10)."""

from hypothesis import given
from hypothesis import strategies as st

from maillage.core.containment import containment, would_contain_itself

LINKS = st.dictionaries(st.integers(0, 9), st.lists(st.integers(0, 9), max_size=3))


def test_a_quarter_lies_in_its_commune_its_province_and_the_zone_that_counts_the_commune() -> None:
    province, commune, quarter, zone = 1, 2, 3, 4
    around = {province: [], commune: [province, zone], quarter: [commune], zone: []}

    pairs = containment(around)

    assert {whole for whole, part in pairs if part == quarter} == {quarter, commune, province, zone}
    assert (quarter, commune) not in pairs


def test_a_zone_cannot_hold_what_already_lies_around_it() -> None:
    outer, inner, commune = 1, 2, 3
    around = {outer: [], inner: [outer], commune: [inner]}

    assert would_contain_itself(inner, [outer], around)
    assert would_contain_itself(inner, [inner], around)
    assert not would_contain_itself(outer, [commune], around)


@given(LINKS)
def test_any_links_even_in_a_loop_give_pairs_that_chain(around: dict[int, list[int]]) -> None:
    pairs = containment(around)

    for part in around:
        assert (part, part) in pairs
        for whole in around[part]:
            assert (whole, part) in pairs
    for whole, middle in pairs:
        for other, part in pairs:
            if other == middle and part in around:
                assert (whole, part) in pairs
