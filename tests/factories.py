"""People and log-ins for the tests of every room: made by the same actions as the screens use."""

from __future__ import annotations

from typing import Any

from maillage.accounts.actions import add_person, make_administrator, open_account
from maillage.accounts.models import Person, User
from maillage.core.readers import SYSTEM


def a_person(
    given_name: str = "Jeanne", family_name: str = "Lambert", email: str = "", **fields: Any
) -> Person:
    """Someone of the network; the e-mail is made from the name when none is given."""
    address = email or f"{given_name}.{family_name}@asbl.example.org".lower().replace(" ", "-")
    person = add_person(by=SYSTEM, given_name=given_name, family_name=family_name, email=address)
    if fields:
        Person.objects.filter(pk=person.pk).update(**fields)
        person.refresh_from_db()
    return person


def an_account(person: Person | None = None) -> User:
    """The log-in of a person, as opened by asking for a code."""
    someone = person or a_person()
    user = open_account(email=someone.email)
    assert user is not None
    someone.refresh_from_db()
    return user


def an_administrator(email: str = "ada@maillage.example.org") -> User:
    return make_administrator(by=SYSTEM, email=email)
