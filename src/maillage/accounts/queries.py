"""Who is asking: from a log-in and its person to the keys of a `Reader`."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import AnonymousUser

from maillage.accounts.models import Person, User
from maillage.accounts.registries import key_sources
from maillage.core.readers import ADMINISTRATORS, COORDINATORS, MEMBERS, PUBLIC, VISITOR, Reader, person_key


def reader_of_person(person: Person, day: dt.date) -> Reader:
    """The keys that a person's posts and mandates give on that day."""
    keys = {PUBLIC, person_key(person.uid)}
    for source in key_sources:
        keys.update(source(person, day))
    return Reader(keys=frozenset(keys), uid=person.uid, label=person.full_name)


def reader_of_user(user: User | AnonymousUser, day: dt.date) -> Reader:
    """A visitor, a person at work, or an administrator."""
    if not isinstance(user, User):
        return VISITOR
    person = Person.objects.filter(user=user).first()
    reader = reader_of_person(person, day) if person else Reader(label=user.email)
    if user.is_superuser:
        reader = reader.with_keys({ADMINISTRATORS, COORDINATORS, MEMBERS})
    return reader
