"""Who may bring contacts, share them, and invite from what was shared (A6): the organisers of a space, each their own."""

from __future__ import annotations

import rules

from maillage.core.readers import ADMINISTRATORS, COORDINATORS, Reader, organises_key, person_key
from maillage.network.models import AddressBookEntry, Space
from maillage.network.rules.spaces import organises

ADDRESS_BOOK_LINK = "address_book"


def _keeps(reader: Reader, space: Space) -> bool:
    """An organiser who is somebody: lines belong to a person."""
    return reader.has(organises_key(space.uid)) and bool(reader.uid) and reader.has(person_key(reader.uid))


def _is_own(reader: Reader, entry: AddressBookEntry) -> bool:
    return reader.has(person_key(entry.owner.uid))


def _may_withdraw(reader: Reader, entry: AddressBookEntry) -> bool:
    """The owner at any time; of shared lines also the organisers, when somebody asks to be left out."""
    return _is_own(reader, entry) or (entry.is_shared and organises(reader, entry.space))


def _may_invite(reader: Reader, entry: AddressBookEntry) -> bool:
    return entry.is_shared and organises(reader, entry.space)


def _may_ask_the_bureau(reader: Reader, space: Space) -> bool:
    return reader.has(COORDINATORS, ADMINISTRATORS) and organises(reader, space)


rules.add_rule("network.keep_address_book", _keeps)
rules.add_rule("network.own_entry", _is_own)
rules.add_rule("network.withdraw_entry", _may_withdraw)
rules.add_rule("network.invite_entry", _may_invite)
rules.add_rule("network.ask_for_address_books", _may_ask_the_bureau)
