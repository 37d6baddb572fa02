"""Initials of people whose name is not public."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.names import initials


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Amélie van den Broeck", "AB"),
        ("Jean-Pierre Dupont", "JD"),
        ("Zoé", "Z"),
        ("Élodie N’Guessan", "ÉG"),
        ("van der", "VD"),
        ("فاطمة الزهراء", "فا"),
        ("", "?"),
        ("🦊 42", "?"),
    ],
)
def test_first_and_family_name_give_two_letters(name: str, shown: str) -> None:
    assert initials(name) == shown


@given(st.text(max_size=60))
def test_whatever_was_typed_there_is_something_short_to_show(name: str) -> None:
    assert 1 <= len(initials(name)) <= 6
