"""Typing errors: the nearest known words, likeliest first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.spelling import Neighbour, allowed_distance, correctable, grams, nearest, telling_grams

KNOWN = [
    "formation",
    "format",
    "information",
    "maison",
    "raison",
    "alphabetisation",
    "namur",
    "liege",
    "gare",
    "mons",
]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("fromation", "formation"),
        ("formatoin", "formation"),
        ("formtion", "formation"),
        ("alfabétisation".replace("é", "e"), "alphabetisation"),
        ("alpabetizasion", None),
        ("maisonn", "maison"),
        ("namru", "namur"),
        ("grae", "gare"),
        ("leige", "liege"),
        ("gar", None),
        ("zzzzzz", None),
    ],
)
def test_a_mistyped_word_meets_the_one_meant(typed: str, meant: str | None) -> None:
    found = nearest(typed, KNOWN)
    assert (found[0].word if found else None) == meant


def test_the_same_first_letter_is_likelier() -> None:
    assert nearest("maisom", ["raisom", "maison"]) == [
        Neighbour(1, False, "maison"),
        Neighbour(1, True, "raisom"),
    ]


def test_short_words_are_never_guessed() -> None:
    assert [allowed_distance(word) for word in ("mer", "gare", "namur12", "formation")] == [0, 1, 1, 2]


def test_numbers_and_other_scripts_are_not_corrected() -> None:
    assert [correctable(word) for word in ("maison", "a1b2", "сал", "été", "ab")] == [
        True,
        False,
        False,
        False,
        False,
    ]


letters = st.text(alphabet="abcdeilnorst", min_size=4, max_size=12).filter(lambda word: len(set(word)) > 3)


@given(
    letters,
    st.integers(0, 11),
    st.sampled_from("abcxyz"),
    st.sampled_from(["swap", "drop", "double", "change"]),
)
def test_one_error_leaves_a_shared_gram_and_is_found(word: str, at: int, sign: str, error: str) -> None:
    at %= len(word) - 1
    typed = {
        "swap": word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        "drop": word[:at] + word[at + 1 :],
        "double": word[:at] + sign + word[at:],
        "change": word[:at] + sign + word[at + 1 :],
    }[error]
    if typed == word or len(typed) < 4:
        return
    assert grams(typed) & grams(word)
    assert telling_grams(typed) & grams(word)
    assert [found.word for found in nearest(typed, [word])] == [word]


two_errors = st.lists(
    st.tuples(
        st.integers(0, 20), st.sampled_from("abcxyz"), st.sampled_from(["swap", "drop", "add", "change"])
    ),
    min_size=2,
    max_size=2,
)


@given(st.text(alphabet="abcdeilnorst", min_size=8, max_size=18), two_errors)
def test_a_word_within_the_allowed_distance_shares_a_telling_gram(
    word: str, errors: list[tuple[int, str, str]]
) -> None:
    typed = word
    for place, sign, error in errors:
        at = place % (len(typed) - 1)
        typed = {
            "swap": typed[:at] + typed[at + 1] + typed[at] + typed[at + 2 :],
            "drop": typed[:at] + typed[at + 1 :],
            "add": typed[:at] + sign + typed[at:],
            "change": typed[:at] + sign + typed[at + 1 :],
        }[error]
    if nearest(typed, [word]):
        assert telling_grams(typed) & grams(word)


def test_a_long_word_is_looked_up_by_three_of_its_runs() -> None:
    assert telling_grams("alphabetisatoin") == {" al", "hab", "tis"}


def test_eight_letters_are_too_few_for_three_runs_that_two_errors_leave_one_of() -> None:
    assert telling_grams("juridiqe") == {
        *(" ju", "jur", "uri", "rid", "idi", "diq", "iqe", "qe "),
        "=deiijqru",
    }
