"""Numbers, dates and addresses that are someone's, beside those that are nobody's."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban
from stdnum.be import nn

from maillage.core.anonymity import Kind, found
from maillage.core.anonymity.numbers import is_national_number


def kinds(text: str) -> list[Kind]:
    return [one.kind for one in found(text)]


@pytest.mark.parametrize(
    "written",
    [
        "".join(parts)
        for parts in product(
            ["0470", "+32470", "+32 470", "0032 470", "+32 (0)470"], [" 12 34 56", "/12.34.56", "123456"]
        )
    ]
    + ["04/70.12.34.56", "0470-12-34-56", "02 513 44 55", "(081) 22 33 44", "065/33.22.11", "0800 12 345"],
)
def test_a_telephone_number_is_found_however_written(written: str) -> None:
    assert kinds(f"Rappeler le {written} demain.") == [Kind.PHONE]


@pytest.mark.parametrize(
    "text",
    [
        "Le 01/09/2025 9 h",
        "Le budget de 045 000 est voté.",
        "BCE 0206.628.113",
        "de 08 h 30 à 16 h",
        "Il faut 1 234 567 890 euros.",
        "112",
        "0,45123456789",
    ],
)
def test_other_numbers_are_no_telephone(text: str) -> None:
    assert kinds(text) == []


@given(st.integers(0, 999_999_999))
def test_a_national_number_is_one_by_the_rule_of_the_register(start: int) -> None:
    """python-stdnum also asks for a date that exists; the check digits alone decide here."""
    for century in ("", "2"):
        digits = f"{start:09d}{97 - int(f'{century}{start:09d}') % 97:02d}"
        assert is_national_number(digits)
        wrong = f"{digits[:9]}{(int(digits[9:]) % 97) + 1:02d}"
        assert not nn.is_valid(wrong) or is_national_number(wrong)


@given(st.dates().filter(lambda day: 1930 <= day.year <= 2024), st.integers(1, 997))
def test_numbers_valid_elsewhere_are_found(day, order: int) -> None:  # type: ignore[no-untyped-def]
    start = f"{day:%y%m%d}{order:03d}"
    century = "2" if day.year >= 2000 else ""
    digits = f"{start}{97 - int(century + start) % 97:02d}"
    assert nn.is_valid(digits)
    printed = f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}-{digits[6:9]}.{digits[9:]}"
    assert Kind.NATIONAL_NUMBER in kinds(f"Numéro {digits}, ici.")
    assert Kind.NATIONAL_NUMBER in kinds(f"Numéro {printed}, ici.")


@pytest.mark.parametrize("digits", ["85073003329", "12345678901", "00000000001"])
def test_eleven_digits_with_a_wrong_check_are_nobody_s(digits: str) -> None:
    assert not is_national_number(digits)
    assert kinds(f"Numéro {digits}.") == []


def test_as_a_card_prints_it_a_slip_of_the_pen_hides_nobody() -> None:
    assert kinds("85.07.30-033.29") == [Kind.NATIONAL_NUMBER]


@given(st.integers(0, 9_999_999_999))
def test_a_belgian_account_is_found_by_its_check(account: int) -> None:
    basic = f"{account:010d}{account % 97 or 97:02d}"
    number = f"BE{98 - int(f'{basic}111400') % 97:02d}{basic}"
    assert iban.is_valid(number, check_country=False)
    assert kinds(f"Compte {number}") == [Kind.IBAN]
    wrong = f"BE{(int(number[2:4]) + 1) % 97 + 2:02d}{basic}"
    assert iban.is_valid(wrong, check_country=False) or Kind.IBAN not in kinds(f"Compte {wrong}")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Née en Syrie en 1984", Kind.BIRTH_DATE),
        ("né en 1984", Kind.BIRTH_DATE),
        ("Né(e) le 4/5/77", Kind.BIRTH_DATE),
        ("Les enfants nés en Belgique", None),
        ("On ne le dit pas le 4/5/2026", None),
        ("rue de la gare 12", Kind.ADDRESS),
        ("rue de la gare", None),
        ("rue de la gare 12 personnes attendent", None),
        ("rue de la gare, 9 h", None),
        ("rue de la Station 2024", None),
        ("rue de la Gare le 12 mars", None),
        ("dossier 2024", None),
        ("le dossier n° 12", None),
        ("Fedasil 2024-2025", None),
        ("dossier 2024/118", Kind.FILE_NUMBER),
    ],
)
def test_dates_streets_and_files(text: str, kind: Kind | None) -> None:
    assert kinds(text) == ([kind] if kind else [])
