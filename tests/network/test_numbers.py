"""BCE numbers as they are written, checked and printed (DOMAIN 2.10)."""

import pytest
from django.core.exceptions import ValidationError

from maillage.core.cleaning.bce import bce_in_words, is_bce
from maillage.network.numbers import clean_number


@pytest.mark.parametrize(
    "written", ["0409.500.148", "BE 0409.500.148", "be0409500148", "409 500 148", " TVA BE 0409-500-148 "]
)
def test_a_number_is_understood_however_it_is_written(written: str) -> None:
    assert clean_number(written) == "0409500148"


def test_a_number_is_printed_in_three_groups() -> None:
    assert bce_in_words("0409500148") == "0409.500.148"
    assert bce_in_words("") == ""


def test_no_number_is_no_error() -> None:
    assert clean_number("  ") == ""


def test_numbers_of_series_one_exist_since_2023() -> None:
    # 97 - (10000000 mod 97): 97 × 103092 = 9999924, remainder 76, so the check is 21.
    assert is_bce("1000000021")


@pytest.mark.parametrize(
    "wrong", ["0409.500.149", "0409.500.14", "9409500148", "abc", "٠٤٠٩٥٠٠١٤٨", "0000000000"]
)
def test_a_wrong_number_is_refused(wrong: str) -> None:
    with pytest.raises(ValidationError, match="pas valable"):
        clean_number(wrong)


def test_an_establishment_number_is_recognised() -> None:
    with pytest.raises(ValidationError, match="unité d’établissement"):
        clean_number("2.123.456.789")
