"""Exports of Polis: what counts, what is left out, and what is said of files that are no exports."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.positions import Votes
from maillage.core.positions.number_columns import UnreadableFile
from maillage.core.positions.polis_files import (
    CastVote,
    Comment,
    read_comments,
    read_votes,
    write_comments,
    write_votes,
)

HEADER = "timestamp,datetime,comment-id,voter-id,vote\n"
AT = "Mon Nov 20 2017 12:13:20 GMT+0000 (Coordinated Universal Time)"


def read(text: str, comments: list[Comment] | None = None) -> Votes:
    return read_votes(io.BytesIO(text.encode()), comments)


def ballots(votes: Votes) -> dict[int, dict[int, int]]:
    return {person: votes.ballot(person) for person in votes.participants.tolist()}


def refused(text: str) -> str:
    with pytest.raises(UnreadableFile) as refusal:
        read(text)
    return str(refusal.value)


def test_a_vote_of_one_agrees() -> None:
    assert ballots(read(f"{HEADER}1511180000000,{AT},4,7,1\n1511180001000,{AT},5,7,-1\n")) == {7: {4: 1, 5: -1}}


def test_the_last_vote_by_timestamp_counts_then_by_line() -> None:
    votes = read(f"{HEADER}30,x,4,7,1\n10,x,4,7,-1\n30,x,4,7,0\n20,x,5,7,1\n")

    assert ballots(votes) == {7: {4: 0, 5: 1}}


def test_statements_moderated_out_leave_with_their_votes_and_unknown_ones_stay() -> None:
    comments = [Comment(4, "a", moderated=-1), Comment(5, "b", moderated=1), Comment(6, "c")]
    votes = read(f"{HEADER}1,x,4,7,1\n2,x,5,7,-1\n3,x,9,8,1\n", comments)

    assert votes.statements.tolist() == [5, 6, 9]
    assert ballots(votes) == {7: {5: -1}, 8: {9: 1}}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_columns_may_stand_in_another_order_and_lines_end_either_way(end: str) -> None:
    lines = ["\ufeffvote,extra,voter-id,comment-id", "-1,a,7,4", "1,b,8,4"]

    assert ballots(read(end.join(lines))) == {7: {4: -1}, 8: {4: 1}}


def test_quoted_dates_with_commas_and_empty_lines_are_read() -> None:
    assert ballots(read(f'{HEADER}10,"Monday, November 20",4,7,1\n\n20,"b ""c""",5,7,-1\n')) == {
        7: {4: 1, 5: -1}
    }


def test_an_export_without_votes() -> None:
    assert len(read(HEADER)) == 0
    assert read(HEADER, [Comment(3, "a")]).statements.tolist() == [3]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "votes.csv, ligne 1 : la colonne « comment-id » manque."),
        ("comment-id,vote\n1,1\n", "votes.csv, ligne 1 : la colonne « voter-id » manque."),
        (f"{HEADER}1,x,4,7,1\n2,x,4,8,yes\n", "votes.csv, ligne 3 : « yes » n’est pas un nombre entier."),
        (f"{HEADER}1,x,4,7,\n", "votes.csv, ligne 2 : «  » n’est pas un nombre entier."),
        (f"{HEADER}1,x,4,7,1\n1,x,4\n", "votes.csv, ligne 3 : il y a 3 colonnes, il en faut 4 au moins."),
        (f'{HEADER}1,"x\ny",4,7,1\n2,x,4,8,a\n', "votes.csv, ligne 4 : « a » n’est pas un nombre entier."),
        (
            f"{HEADER}1,x,4,7,1\n1,x,4,8,2\n",
            "votes.csv, ligne 3 : le vote 2 n’existe pas ; un vote est 1 (d’accord), -1 (pas d’accord) ou 0.",
        ),
    ],
)
def test_what_is_no_export_is_refused_with_its_line(text: str, said: str) -> None:
    assert refused(text).replace("\u00a0", " ").replace("\u202f", " ") == said


@given(
    st.lists(
        st.tuples(
            st.integers(0, 10**7),
            st.integers(0, 10**5),
            st.sampled_from([-1, 0, 1]),
            st.integers(0, 2 * 10**12),
        )
    )
)
def test_votes_written_are_read_again(cast: list[tuple[int, int, int, int]]) -> None:
    """By the quick way, and line by line when one line is quoted: the last by moment, then by line."""
    file = io.StringIO()
    write_votes(file, [CastVote(*one) for one in cast])
    expected = {(person, topic): value for person, topic, value, _at in sorted(cast, key=lambda one: one[3])}
    for text in (file.getvalue(), file.getvalue().replace("GMT", '"GMT"') + "\n"):
        votes = read(text)
        assert {
            (person, topic): value for person, held in ballots(votes).items() for topic, value in held.items()
        } == expected


def test_comments_written_are_read_again() -> None:
    comments = [
        Comment(2, 'Il faut, dit-on,\n"plus" de cours', author=4, moderated=1, moment=1511180000000, agrees=3),
        Comment(3, "=1+1", moderated=-1, disagrees=2),
    ]
    file = io.StringIO()
    write_comments(file, comments)

    assert read_comments(io.BytesIO(file.getvalue().encode())) == comments


def test_the_date_is_written_as_polis_writes_it() -> None:
    file = io.StringIO()
    write_votes(file, [CastVote(7, 4, 1, 1511180000000)])

    assert file.getvalue() == f"{HEADER}1511180000000,{AT},4,7,1\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("comment-id\n", "comments.csv, ligne 1 : la colonne « comment-body » manque."),
        (
            "comment-id,comment-body\n1,a\nb,c\n",
            "comments.csv, ligne 3 : dans la colonne « comment-id », « b » n’est pas un nombre entier.",
        ),
        ("comment-id,comment-body\n1,a\n1,b\n", "comments.csv, ligne 3 : l’énoncé 1 y est déjà."),
        (
            'comment-id,comment-body,moderated\n1,"a\nb",0\n2,c,5\n',
            "comments.csv, ligne 4 : « moderated » vaut 5, il faut -1, 0 ou 1.",
        ),
        ('comment-id,comment-body\n1,"a\n', "comments.csv, ligne 2 : "),
    ],
)
def test_comments_that_cannot_be_read_are_refused_with_their_line(text: str, said: str) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read_comments(io.BytesIO(text.encode()))
    assert str(refusal.value).replace("\u00a0", " ").replace("\u202f", " ").startswith(said)
