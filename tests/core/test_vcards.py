"""Contacts as telephones, Outlook and Gmail export them, read as rows (row A6)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.sheets import Sheet, UnreadableFile, read_sheets
from maillage.core.sheets.vcards import HEADER

GMAIL = """BEGIN:VCARD
VERSION:3.0
FN:Anne Dupont
N:Dupont;Anne;;;
ORG:Les Mots Passeurs;Accueil
TITLE:Coordinatrice
EMAIL;TYPE=INTERNET;TYPE=WORK:anne.dupont@mots.example
EMAIL;TYPE=INTERNET:info@mots.example
TEL;TYPE=CELL:+32 478 12 34 56
ADR;TYPE=WORK:;;Rue du Pont 3;Namur;;5000;Belgique
URL:https://mots.example
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQEAYABgAAD
 /2wBDAAIBAQIBAQICAgICAgICAwUDAwMDAwYEBAMFBwYHBwcGBwcICQ
END:VCARD
"""
OUTLOOK = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:L=C3=A9onard;Ren=C3=A9\r\n"
    "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Ren=C3=A9 L=C3=A9onard\r\nTEL;WORK;VOICE:081 22 33 44\r\nEND:VCARD\r\n"
)


def rows(text: str | bytes) -> list[dict[str, str]]:
    content = text.encode() if isinstance(text, str) else text
    (sheet,) = read_sheets(content, "contacts.vcf")
    assert sheet.rows[0].cells == HEADER
    return [
        {head: row.cell(place) for place, head in enumerate(HEADER) if row.cell(place)}
        for row in sheet.rows[1:]
    ]


def test_a_card_is_a_row() -> None:
    assert rows(GMAIL) == [
        {
            "Organisation": "Les Mots Passeurs – Accueil",
            "Prénom": "Anne",
            "Nom de famille": "Dupont",
            "Fonction": "Coordinatrice",
            "E-mail": "anne.dupont@mots.example; info@mots.example",
            "Téléphone": "+32 478 12 34 56",
            "Site web": "https://mots.example",
            "Rue": "Rue du Pont 3",
            "Code postal": "5000",
            "Localité": "Namur",
        }
    ]


def test_an_old_outlook_card_has_its_accents() -> None:
    assert rows(OUTLOOK) == [{"Prénom": "René", "Nom de famille": "Léonard", "Téléphone": "081 22 33 44"}]


def test_the_full_name_serves_when_there_is_no_other() -> None:
    card = "BEGIN:VCARD\nVERSION:4.0\nFN:Fatima Zahra El Amrani\nEND:VCARD\n"
    assert rows(card) == [{"Prénom": "Fatima Zahra El", "Nom de famille": "Amrani"}]


def test_the_card_of_an_organisation_names_nobody() -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:CPAS de Jambes\nN:;;;;\nORG:CPAS de Jambes\nEND:VCARD\n"
    assert rows(card) == [{"Organisation": "CPAS de Jambes"}]


def test_a_broken_card_does_not_stop_the_others() -> None:
    broken = "BEGIN:VCARD\nVERSION:3.0\nN:;;\nn'importe quoi\nEND:VCARD\n"
    assert len(rows(broken + GMAIL + OUTLOOK)) == 2


def test_cards_in_utf_16_and_with_a_mark_are_read() -> None:
    assert rows(GMAIL.encode("utf-16"))[0]["Prénom"] == "Anne"
    assert rows(b"\xef\xbb\xbf" + GMAIL.encode())[0]["Prénom"] == "Anne"


def test_cards_that_say_nothing_are_refused_in_words() -> None:
    with pytest.raises(UnreadableFile, match="Aucune carte de visite"):
        read_sheets(b"BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n")


@given(st.text(max_size=300))
def test_whatever_stands_in_a_card_is_read_or_refused_in_words(text: str) -> None:
    try:
        sheets = read_sheets(
            f"BEGIN:VCARD\nVERSION:3.0\nFN:{text}\nNOTE:{text}\nEND:VCARD\n".encode("utf-8", "replace")
        )
    except UnreadableFile:
        return
    assert all(isinstance(sheet, Sheet) for sheet in sheets)
