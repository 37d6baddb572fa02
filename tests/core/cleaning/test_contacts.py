"""E-mail addresses, telephone and BCE numbers, sites: what people typed, what is kept, what they are told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.be import vat

from maillage.core.cleaning.bce import bce_in_words, clean_bce, is_bce
from maillage.core.cleaning.emails import clean_emails
from maillage.core.cleaning.flags import Cleaned, Level
from maillage.core.cleaning.phones import clean_phones, looks_like_phone
from maillage.core.cleaning.websites import clean_website, domain_of


def said(cleaned: Cleaned) -> str:
    return " ".join(flag.message for flag in cleaned.flags)


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("info@example.org", ["info@example.org"]),
        ("Info@Example.ORG", ["info@example.org"]),
        ("a@example.org; b@example.org", ["a@example.org", "b@example.org"]),
        ("a@example.org,b@example.org", ["a@example.org", "b@example.org"]),
        ("a@example.org / b@example.org", ["a@example.org", "b@example.org"]),
        ("a@example.org/b@example.org", ["a@example.org", "b@example.org"]),
        ("a@example.org ou b@example.org", ["a@example.org", "b@example.org"]),
        ("a@example.org b@example.org", ["a@example.org", "b@example.org"]),
        ("a@example.org\nb@example.org", ["a@example.org", "b@example.org"]),
        ("a@example.org;a@example.org", ["a@example.org"]),
        ("mailto:info@example.org", ["info@example.org"]),
        ("Anne Dupont <anne@example.org>", ["anne@example.org"]),
        ("info (at) example.org", ["info@example.org"]),
        ("info[at]example.org", ["info@example.org"]),
        ("info @example.org", ["info@example.org"]),
        ("info@example.org.", ["info@example.org"]),
        ("", []),
    ],
)
def test_addresses_are_found_in_a_cell(cell: str, kept: list[str]) -> None:
    cleaned = clean_emails(cell)
    assert [one for one in (cleaned.value, *cleaned.others) if one] == kept
    assert all(flag.level is Level.INFO for flag in cleaned.flags)


@pytest.mark.parametrize(
    ("cell", "suggestion"),
    [
        ("info@@example.org", "info@example.org"),
        ("info@example,org", "info@example.org"),
        ("info@.example.org", "info@example.org"),
        ("éco.quartier@example.org", "eco.quartier@example.org"),
        ("anne.dupont@gmail", "anne.dupont@gmail.com"),
        ("info@exampleorg", "info@example.org"),
        ("anne.dupont.gmail.com", "anne.dupont@gmail.com"),
        ("voir le site", ""),
        ("@", ""),
    ],
)
def test_a_bad_address_is_never_kept_but_a_likely_one_is_suggested(cell: str, suggestion: str) -> None:
    cleaned = clean_emails(cell)
    assert cleaned.value == ""
    assert cleaned.flags[0].level is Level.CHECK
    assert cleaned.flags[0].suggestion == suggestion


@pytest.mark.parametrize(
    ("cell", "suggestion"),
    [
        ("anne@gmial.com", "anne@gmail.com"),
        ("anne@hotmial.com", "anne@hotmail.com"),
        ("a@skynt.be", "a@skynet.be"),
    ],
)
def test_a_mistyped_provider_is_kept_and_questioned(cell: str, suggestion: str) -> None:
    cleaned = clean_emails(cell)
    assert cleaned.value == cell
    assert cleaned.flags[0].suggestion == suggestion


def test_one_good_and_one_bad_address_keep_the_good_one() -> None:
    cleaned = clean_emails("a@example.org; b@example")
    assert cleaned.value == "a@example.org"
    assert "« b@example »" in said(cleaned)


@given(st.text(max_size=80))
def test_whatever_is_kept_is_an_address(cell: str) -> None:
    cleaned = clean_emails(cell)
    for address in filter(None, (cleaned.value, *cleaned.others)):
        assert address.count("@") == 1
        assert " " not in address


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("0409.500.148", "0409500148"),
        ("BE 0409 500 148", "0409500148"),
        ("TVA BE0409.500.148", "0409500148"),
        ("0409-500-148", "0409500148"),
        ("409500148", "0409500148"),
        ("409.500.148", "0409500148"),
        ("1000.000.021", "1000000021"),
    ],
)
def test_bce_numbers_are_read_in_every_writing(cell: str, number: str) -> None:
    # Series 1: 97 × 103 092 = 9 999 924, so 10 000 000 leaves 76 and the check digits are 97 - 76 = 21.
    assert clean_bce(cell).value == number


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("0409.500.149", "chiffres de contrôle"),
        ("2.123.456.789", "unité d’établissement"),
        ("12345", "compte 5 chiffres"),
        ("en cours", "n’est pas un numéro BCE"),
        ("٠٤٠٩٥٠٠١٤٨", "n’est pas un numéro BCE"),
    ],
)
def test_a_wrong_bce_number_is_left_out_with_the_reason(cell: str, words: str) -> None:
    cleaned = clean_bce(cell)
    assert cleaned.value == ""
    assert words in said(cleaned)


@given(st.integers(min_value=2_000_000, max_value=19_999_999))
def test_our_check_digits_agree_with_python_stdnum(base: int) -> None:
    number = f"{base:08d}{97 - base % 97:02d}"
    assert is_bce(number)
    assert vat.is_valid(number)
    wrong = f"{base:08d}{(97 - base % 97) % 97 + 1:02d}"
    assert is_bce(wrong) == vat.is_valid(wrong)


def test_a_bce_number_is_shown_with_its_dots() -> None:
    assert bce_in_words("0409500148") == "0409.500.148"


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("04/221.12.12", ["04 221 12 12"]),
        ("+32 4 221 12 12", ["04 221 12 12"]),
        ("0032(0)42211212", ["04 221 12 12"]),
        ("+32 (0)81 22 33 44", ["081 22 33 44"]),
        ("081/22.33.44", ["081 22 33 44"]),
        ("0478123456", ["0478 12 34 56"]),
        ("0478/12.34.56", ["0478 12 34 56"]),
        ("478123456", ["0478 12 34 56"]),
        ("81223344", ["081 22 33 44"]),
        ("02 123 45 67", ["02 123 45 67"]),
        ("Tél. : 02 123 45 67", ["02 123 45 67"]),
        ("02 123 45 67 / 0478 12 34 56", ["02 123 45 67", "0478 12 34 56"]),
        ("04/221.12.12 - GSM", ["04/221.12.12 - GSM"]),
        ("+33 1 23 45 67 89", ["+33 1 23 45 67 89"]),
        ("0800 12 345", ["0800 12 345"]),
        ("", []),
        ("02 123 45 67; fax 02 123 45 68", ["02 123 45 67"]),
        ("poste 12", ["poste 12"]),
        ("voir secrétariat", []),
    ],
)
def test_telephone_numbers_are_written_as_belgians_do(cell: str, kept: list[str]) -> None:
    cleaned = clean_phones(cell)
    assert [one for one in (cleaned.value, *cleaned.others) if one] == kept


def test_a_lost_zero_is_put_back_and_said() -> None:
    assert "zéro" in said(clean_phones("81223344"))
    assert "zéro" in said(clean_bce("409500148"))


def test_a_number_not_understood_is_kept_and_questioned() -> None:
    assert clean_phones("poste 12").flags[0].level is Level.CHECK
    assert not looks_like_phone("4000 4020 4030 4040 9")


@given(st.text(max_size=60))
def test_no_cell_breaks_the_numbers(cell: str) -> None:
    for cleaned in (clean_phones(cell), clean_bce(cell), clean_website(cell)):
        assert len(cleaned.value) <= 200
    assert all(len(number) <= 40 for number in (clean_phones(cell).value, *clean_phones(cell).others))


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("www.example.org", "https://www.example.org"),
        ("http://example.org/", "http://example.org"),
        ("HTTPS://Example.org/Nos-Cours", "https://example.org/Nos-Cours"),
        ("example.org et autre.example.org", "https://example.org"),
        ("info@example.org", ""),
        ("pas de site", ""),
        ("javascript:alert(1)", ""),
        ('example.org/"><script>', ""),
        ("", ""),
    ],
)
def test_sites_get_their_https(cell: str, address: str) -> None:
    assert clean_website(cell).value == address


def test_the_domain_of_a_site_and_of_an_address_can_be_compared() -> None:
    assert domain_of("https://www.example.org/x") == domain_of("info@example.org") == "example.org"
