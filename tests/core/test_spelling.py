"""Typing errors: the nearest known words, likeliest first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.spelling import Neighbour, allowed_distance, correctable, grams, nearest

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
    assert [found.word for found in nearest(typed, [word])] == [word]
