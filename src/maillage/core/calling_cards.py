"""A contact on its way out, as a vCard 3.0 (RFC 2426): what telephones, Outlook, Gmail and Thunderbird all read.

What may be said of someone is decided before; `core.sheets.vcards` reads such files.
"""

from __future__ import annotations

from dataclasses import dataclass

import vobject
from vobject.vcard import Address, Name

from maillage.core.sheets.cell_text import on_one_line, tidy


@dataclass(frozen=True, slots=True)
class CallingCard:
    """`organisation`: from the whole to the part (« CPAS », « Service social »); without a `family_name` the card is the
    organisation's. `uid` stays the same from one download to the next, so that a telephone updates its contact.
    """

    uid: str
    name: str
    given_name: str = ""
    family_name: str = ""
    organisation: tuple[str, ...] = ()
    title: str = ""
    phone: str = ""
    email: str = ""
    url: str = ""
    street: str = ""
    postal_code: str = ""
    locality: str = ""
    note: str = ""


def write_card(card: CallingCard) -> str:
    """The text of the file, lines folded and ended as the standard asks."""
    written = vobject.vCard()
    written.add("uid").value = card.uid
    written.add("fn").value = _line(card.name)
    written.add("n").value = Name(family=_line(card.family_name), given=_line(card.given_name))
    if card.organisation:
        written.add("org").value = [_line(part) for part in card.organisation]
    if not card.family_name:
        written.add("x-abshowas").value = "COMPANY"
    if card.street or card.postal_code or card.locality:
        written.add("adr").value = Address(
            street=_line(card.street), code=_line(card.postal_code), city=_line(card.locality)
        )
    for name in ("title", "email", "url"):
        if value := _line(getattr(card, name)):
            written.add(name).value = value
    if card.phone:
        written.add("tel").value = _line(card.phone)
    if card.note:
        written.add("note").value = tidy(card.note)
    text: str = written.serialize()
    return text


def _line(text: str) -> str:
    return on_one_line(tidy(text))
