"""Spaces for tests: every factory calls the action of the field."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.network.factories import make_organisation, make_person, make_post

from maillage.accounts.models import Person
from maillage.accounts.queries import reader_of_person
from maillage.core.readers import SYSTEM, Reader, organises_key
from maillage.network.actions.memberships import add_members
from maillage.network.actions.spaces import create_space
from maillage.network.models import Membership, Organisation, Space, SpaceHost
from maillage.records.clock import today
from maillage.records.identity import new_uid
from maillage.vocabulary.models import Scheme, Term


def kind(notation: str = "plateforme") -> Term:
    scheme, _ = Scheme.objects.get_or_create(
        code="space-kind", defaults={"name": "Genres", "kind": Scheme.Kind.LIST}
    )
    return Term.objects.get_or_create(
        scheme=scheme, notation=notation, defaults={"name": notation.capitalize()}
    )[0]


def theme(name: str, *, broader: Term | None = None) -> Term:
    scheme, _ = Scheme.objects.get_or_create(
        code="theme", defaults={"name": "Thèmes", "kind": Scheme.Kind.LIST}
    )
    return Term.objects.get_or_create(
        scheme=scheme, notation=name.casefold()[:40], defaults={"name": name, "broader": broader}
    )[0]


def axis(name: str, scheme: str = "pcs-2014-2019") -> Term:
    parent, _ = Scheme.objects.get_or_create(
        code=scheme, defaults={"name": scheme, "kind": Scheme.Kind.FRAMEWORK}
    )
    return Term.objects.get_or_create(scheme=parent, notation=name.casefold()[:40], defaults={"name": name})[0]


def organiser(space: Space) -> Reader:
    """The installation itself, organising this space."""
    return SYSTEM.with_keys({organises_key(space.uid), space.key})


def make_space(
    name: str = "Plateforme FLE",
    *,
    host: Organisation | None = None,
    members: tuple[Organisation, ...] = (),
    **fields: Any,
) -> Space:
    """`make_space("Plateforme FLE", host=cripel, members=(…), themes=[…], restricted=True)`."""
    parent = fields.get("parent")
    if parent is None and host is None:
        host = make_organisation(f"Hôte de {name}", is_host=True)
    fields.setdefault("by", organiser(parent) if parent else SYSTEM)
    fields.setdefault("kind", kind())
    fields.setdefault("uid", new_uid())
    hosts = [(host, SpaceHost.Role.HOST)] if host else []
    return create_space(name=name, hosts=fields.pop("hosts", hosts), members=members, **fields)


def seat(
    space: Space, *organisations: Organisation, people: tuple[Person, ...] = (), since: dt.date | None = None
) -> list[Membership]:
    return add_members(
        by=organiser(space), space=space, organisations=organisations, people=people, since=since or today()
    )


def worker(organisation: Organisation, name: str = "", *, coordinator: bool = False, email: str = "") -> Person:
    """Somebody who works there, from long ago."""
    person = make_person(name, email=email)
    make_post(person, organisation, coordinator=coordinator, valid_from=dt.date(2010, 1, 1))
    return person


def reader(person: Person, day: dt.date | None = None) -> Reader:
    return reader_of_person(person, day or today())
