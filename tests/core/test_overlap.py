"""What exists already? (B11)"""

from hypothesis import given
from hypothesis import strategies as st

from maillage.core.overlap import Candidate, Ground, Wish, rank_overlaps

FLE, ALPHA, HOUSING, LANGUAGES = 1, 2, 3, 9
LIEGE, OUTREMEUSE, PROVINCE, NAMUR = 10, 11, 12, 13
INSIDE = {
    LIEGE: {LIEGE, OUTREMEUSE},
    OUTREMEUSE: {OUTREMEUSE},
    PROVINCE: {PROVINCE, LIEGE, OUTREMEUSE},
    NAMUR: {NAMUR},
}
PLATFORM, WORKSHOP = 20, 21


def described(
    *themes: int, places: tuple[int, ...] = (), kind: int | None = None, members: tuple[int, ...] = ()
) -> Wish:
    families = frozenset(themes) | ({LANGUAGES} if {FLE, ALPHA} & set(themes) else frozenset())
    ground = frozenset(part for place in places for part in INSIDE[place])
    return Wish(frozenset(themes), families, frozenset(places), ground, kind, frozenset(members))


def test_same_theme_and_same_place_come_before_same_theme_around_it() -> None:
    wish = described(FLE, places=(LIEGE,))
    around = Candidate(1, described(FLE, places=(PROVINCE,)))
    same = Candidate(2, described(FLE, places=(LIEGE,)))
    inside = Candidate(3, described(FLE, places=(OUTREMEUSE,)))
    found = rank_overlaps(wish, [around, same, inside])
    assert [(one.key, one.ground) for one in found] == [
        (2, Ground.SAME),
        (3, Ground.INSIDE),
        (1, Ground.AROUND),
    ]


def test_a_town_has_many_spaces_the_place_alone_is_not_enough() -> None:
    wish = described(FLE, places=(LIEGE,))
    assert rank_overlaps(wish, [Candidate(1, described(HOUSING, places=(LIEGE,)))]) == []


def test_a_cousin_theme_under_the_same_heading_is_shown_lower() -> None:
    wish = described(FLE, places=(LIEGE,))
    found = rank_overlaps(
        wish,
        [Candidate(1, described(ALPHA, places=(LIEGE,))), Candidate(2, described(FLE, places=(LIEGE,)))],
    )
    assert [one.key for one in found] == [2, 1]
    assert found[1].families == {LANGUAGES}


def test_the_same_theme_elsewhere_is_still_worth_a_look() -> None:
    found = rank_overlaps(described(FLE, places=(LIEGE,)), [Candidate(1, described(FLE, places=(NAMUR,)))])
    assert [one.ground for one in found] == [Ground.ELSEWHERE]


def test_the_kind_alone_is_no_overlap() -> None:
    wish = described(FLE, kind=PLATFORM)
    assert rank_overlaps(wish, [Candidate(1, described(HOUSING, kind=PLATFORM))]) == []


def test_members_that_sit_there_already_count() -> None:
    wish = described(HOUSING, members=(5, 6))
    found = rank_overlaps(wish, [Candidate(1, described(members=(5, 7)))])
    assert found[0].members == {5}


@given(st.permutations(range(6)))
def test_the_order_never_depends_on_the_order_of_the_candidates(order: list[int]) -> None:
    wish = described(FLE, places=(LIEGE,))
    candidates = [Candidate(key, described(FLE, places=(LIEGE,))) for key in order]
    assert [one.key for one in rank_overlaps(wish, candidates)] == [0, 1, 2, 3, 4, 5]
