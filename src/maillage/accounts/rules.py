"""Who may add, edit and erase people. Links are issued by the rooms that have a reason to, under their own rules."""

from __future__ import annotations

import rules

from maillage.accounts.models import Person
from maillage.core.readers import ADMINISTRATORS, COORDINATORS, MEMBERS, Reader, person_key


def _knows_the_network(reader: Reader, _nothing: object) -> bool:
    return reader.has(MEMBERS, COORDINATORS, ADMINISTRATORS)


def _edits(reader: Reader, person: Person) -> bool:
    """Oneself, or those who keep the address book right; nobody once the person is erased."""
    if person.erased_at is not None:
        return False
    return reader.has(person_key(person.uid), COORDINATORS, ADMINISTRATORS)


def _erases(reader: Reader, person: Person) -> bool:
    return person.erased_at is None and reader.has(person_key(person.uid), ADMINISTRATORS)


rules.add_rule("accounts.add_person", _knows_the_network)
rules.add_rule("accounts.edit_person", _edits)
rules.add_rule("accounts.erase_person", _erases)
