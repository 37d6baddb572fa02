"""Contacts on their way out: what a telephone, or our own import, reads again is what was written."""

from __future__ import annotations

import vobject
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.calling_cards import CallingCard, write_card
from maillage.core.sheets import read_sheets
from maillage.core.sheets.cell_text import on_one_line, tidy


def test_a_card_has_the_shape_that_telephones_read() -> None:
    card = CallingCard(
        uid="https://maillage.example/annuaire/personnes/k7m2x9qa/",
        name="Anne Dupont",
        given_name="Anne",
        family_name="Dupont",
        organisation=("CPAS de Namur",),
        title="Assistante sociale",
        phone="081 22 33 44",
        email="anne@cpas.example",
    )
    assert write_card(card) == (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:https://maillage.example/annuaire/personnes/k7m2x9qa/\r\n"
        "EMAIL:anne@cpas.example\r\nFN:Anne Dupont\r\nN:Dupont;Anne;;;\r\nORG:CPAS de Namur\r\n"
        "TEL:081 22 33 44\r\nTITLE:Assistante sociale\r\nEND:VCARD\r\n"
    )


def test_commas_semicolons_and_backslashes_are_escaped() -> None:
    written = write_card(CallingCard(uid="1", name="Accueil; écoute, entraide \\ asbl"))
    assert "FN:Accueil\\; écoute\\, entraide \\\\ asbl\r\n" in written


def test_a_line_break_in_a_name_adds_no_line_to_the_card() -> None:
    written = write_card(CallingCard(uid="1", name="Anne\r\nTEL:112", family_name="Dupont\nEND:VCARD"))
    assert "\r\nTEL" not in written
    assert written.count("END:VCARD\r\n") == 1


def test_no_line_is_longer_than_75_bytes() -> None:
    written = write_card(CallingCard(uid="1", name="É" * 200, note="ç" * 500))
    assert max(len(line.encode()) for line in written.split("\r\n")) <= 75


def test_the_card_of_a_service_comes_back_as_an_organisation() -> None:
    card = CallingCard(
        uid="1", name="CPAS de Namur – ILA", organisation=("CPAS de Namur", "ILA"), street="Rue Haute, 3"
    )
    (sheet,) = read_sheets(write_card(card).encode(), "ila.vcf")
    cells = sheet.rows[1].cells
    assert (cells[0], cells[1], cells[2], cells[7]) == ("CPAS de Namur – ILA", "", "", "Rue Haute, 3")


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_written_is_read_again(name: str, note: str) -> None:
    written = write_card(CallingCard(uid="1", name=name, family_name="Dupont", note=note))
    read = vobject.readOne(written)
    assert read.fn.value == on_one_line(tidy(name))
    assert (read.note.value if "note" in read.contents else "") == tidy(note)
