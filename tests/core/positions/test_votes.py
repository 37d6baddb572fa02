"""The canonical form of votes: order leaves no trace, the last vote counts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.positions import Votes, votes_of
from maillage.core.positions.packed import RECORD, DamagedVotes, append, pack, read

VOTE = st.tuples(st.integers(0, 9), st.integers(0, 6), st.sampled_from([-1, 0, 1]))
CAST = st.lists(VOTE, max_size=60)


def of(cast: list[tuple[int, int, int]]) -> Votes:
    people, topics, values = zip(*cast, strict=True) if cast else ((), (), ())
    return votes_of(people, topics, values)


def ballots(votes: Votes) -> dict[tuple[int, int], int]:
    people = votes.participants[votes.rows].tolist()
    topics = votes.statements[votes.columns].tolist()
    return {
        (one, topic): value for one, topic, value in zip(people, topics, votes.values.tolist(), strict=True)
    }


def same(one: Votes, other: Votes) -> bool:
    return all(
        np.array_equal(getattr(one, name), getattr(other, name))
        for name in ("participants", "statements", "starts", "columns", "values")
    )


@given(CAST)
def test_the_last_vote_of_a_person_on_a_statement_counts(cast: list[tuple[int, int, int]]) -> None:
    assert ballots(of(cast)) == {(person, topic): value for person, topic, value in cast}


@given(CAST, st.randoms())
def test_the_order_of_votes_on_different_things_leaves_no_trace(cast: list, chance: object) -> None:
    once = [(person, topic, value) for (person, topic), value in {(p, s): v for p, s, v in cast}.items()]
    shuffled = list(once)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    assert same(of(once), of(shuffled))
    assert of(once).hash() == of(shuffled).hash()


@given(CAST)
def test_names_of_participants_do_not_enter_the_hash_but_their_votes_do(cast: list) -> None:
    renamed = [(1000 + 7 * person, topic, value) for person, topic, value in cast]
    turned = [(person, topic, -value) for person, topic, value in cast]

    assert of(renamed).hash() == of(cast).hash()
    assert (of(turned).hash() == of(cast).hash()) == same(of(turned), of(cast))


def test_large_and_negative_ids_are_ranked_like_small_ones() -> None:
    far = votes_of([-5, 10**15, 10**15, -5], [10**12, 3, 10**12, 10**12], [1, -1, 0, -1])

    assert far.participants.tolist() == [-5, 10**15]
    assert far.statements.tolist() == [3, 10**12]
    assert ballots(far) == {(-5, 10**12): -1, (10**15, 3): -1, (10**15, 10**12): 0}


def test_statements_that_are_not_shown_leave_with_their_votes_and_silent_ones_stay() -> None:
    votes = votes_of([1, 1, 2], [10, 11, 11], [1, 1, -1], shown=[10, 12])

    assert votes.statements.tolist() == [10, 12]
    assert votes.participants.tolist() == [1]
    assert ballots(votes) == {(1, 10): 1}


@pytest.mark.parametrize("far", [0, 10**12])
def test_statements_are_shown_or_not_whatever_their_numbers(far: int) -> None:
    votes = votes_of([1, 1, 2, 2], [far, 5, far + 7, 5], [1, -1, 0, 1], shown=[5, far + 7])

    assert ballots(votes) == {(1, 5): -1, (2, 5): 1, (2, far + 7): 0}
    assert len(votes_of([1], [5], [1], shown=[])) == 0


@pytest.mark.parametrize("value", [2, -2, 0.5])
def test_what_is_no_vote_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="−1, 0 or \\+1"):
        votes_of([1], [1], [value])


def test_columns_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="as many"):
        votes_of([1, 2], [1], [1])


@given(CAST.filter(bool), VOTE)
def test_one_more_vote_gives_what_all_votes_together_give(cast: list, more: tuple[int, int, int]) -> None:
    known = {topic for _person, topic, _value in cast}
    before = of(cast)
    if more[1] in known:
        assert same(before.with_vote(*more), of([*cast, more]))
    else:
        with pytest.raises(ValueError, match="known statement"):
            before.with_vote(*more)


@given(CAST)
def test_packed_votes_come_back(cast: list[tuple[int, int, int]]) -> None:
    people, topics, values = zip(*cast, strict=True) if cast else ((), (), ())
    packed = pack(people, topics, values)

    assert len(packed) == RECORD * len(cast)
    assert same(read(packed), of(cast))


def test_an_appended_vote_replaces_the_earlier() -> None:
    packed = append(pack([7, 8], [3, 3], [1, 1]), 7, 3, -1)

    assert ballots(read(packed)) == {(7, 3): -1, (8, 3): 1}


def test_a_record_is_eight_bytes_little_endian() -> None:
    """Vote + 1, then three bytes of statement, then four of participant."""
    assert pack([1], [2], [-1]) == bytes([0, 2, 0, 0, 1, 0, 0, 0])
    assert pack([2**32 - 1], [2**24 - 1], [1]) == bytes([2, 255, 255, 255, 255, 255, 255, 255])
    assert ballots(read(pack([2**32 - 1], [2**24 - 1], [1]))) == {(2**32 - 1, 2**24 - 1): 1}


@pytest.mark.parametrize("damaged", [b"1234567", bytes([3, 0, 0, 0, 0, 0, 0, 0])])
def test_damaged_bytes_are_refused(damaged: bytes) -> None:
    with pytest.raises(DamagedVotes):
        read(damaged)


@pytest.mark.parametrize("record", [(-1, 0, 0), (2**32, 0, 0), (0, 2**24, 0), (0, 0, 2)])
def test_what_does_not_fit_a_record_is_refused(record: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="numbers must be"):
        pack(*([number] for number in record))
