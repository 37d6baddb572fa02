"""Addresses: words that people can read aloud, and a uid that decides."""

from __future__ import annotations

import pytest

from maillage.records.identity import address


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Amercœur-Longdoz", "amercoeur-longdoz"),
        ("L’École des Œuvres", "l-ecole-des-oeuvres"),
        ("Straßen", "strassen"),
        ("🙂", ""),
        ("a_b", "a-b"),
        ("__Maison_des Jeunes_", "maison-des-jeunes"),
    ],
)
def test_the_words_of_an_address_lose_their_accents_but_no_letter(name: str, words: str) -> None:
    assert address(name, "x7k2m9qa") == f"{words}-x7k2m9qa".strip("-")
