"""Organisations, people and posts for tests: every factory calls the action of the field."""

from __future__ import annotations

import itertools
from typing import Any

from maillage.accounts.models import Person, User
from maillage.core.readers import SYSTEM, Reader
from maillage.network.actions.accreditations import add_accreditation
from maillage.network.actions.organisations import make_host, register_organisation
from maillage.network.actions.posts import add_person, add_post
from maillage.network.actions.sites import add_site
from maillage.network.models import Accreditation, Organisation, Post, Site
from maillage.territory.models import Containment, Territory
from maillage.vocabulary.models import Scheme, Term

_count = itertools.count(1)


def make_organisation(
    name: str = "", *, is_host: bool = False, by: Reader = SYSTEM, **fields: Any
) -> Organisation:
    """`make_organisation("CRIPEL", is_host=True, sectors=[…])`."""
    name = name or f"Association n° {next(_count)}"
    organisation = register_organisation(by=by, fields={"name": name, **fields})  # type: ignore[typeddict-item]
    return make_host(by=SYSTEM, organisation=organisation) if is_host else organisation


def make_person(name: str = "", *, email: str = "", phone: str = "", **toggles: bool) -> Person:
    """`make_person("Anna Lys", email="anna@example.org", show_name=True)`; given name first."""
    given_name, _, family_name = (name or f"Prénom Nom{next(_count)}").partition(" ")
    person = add_person(
        by=SYSTEM,
        organisation=Organisation(),
        given_name=given_name if family_name else "",
        family_name=family_name or given_name,
        email=email,
        phone=phone,
    )
    for toggle, value in toggles.items():
        setattr(person, toggle, value)
    if toggles:
        person.save(update_fields=[*toggles])
    return person


def make_post(person: Person, organisation: Organisation, **fields: Any) -> Post:
    return add_post(by=SYSTEM, person=person, organisation=organisation, fields=fields)  # type: ignore[arg-type]


def make_site(organisation: Organisation, **fields: Any) -> Site:
    return add_site(by=SYSTEM, organisation=organisation, fields=fields)  # type: ignore[arg-type]


def make_accreditation(organisation: Organisation, term: Term, **fields: Any) -> Accreditation:
    return add_accreditation(by=SYSTEM, organisation=organisation, term=term, **fields)


def make_term(scheme: str, notation: str, name: str = "", **fields: Any) -> Term:
    """A term of a scheme; the scheme is opened with its first term."""
    parent, _ = Scheme.objects.get_or_create(code=scheme, defaults={"name": scheme, "kind": Scheme.Kind.LIST})
    return Term.objects.create(scheme=parent, notation=notation, name=name or notation, **fields)


def make_territory(
    name: str, level: str = Territory.Level.COMMUNE, parent: Territory | None = None
) -> Territory:
    """A territory with its containments up to the top."""
    territory = Territory.objects.create(name=name, level=level, parent=parent)
    whole: Territory | None = territory
    while whole:
        Containment.objects.create(whole=whole, part=territory)
        whole = whole.parent
    return territory


def make_worker(organisation: Organisation, name: str = "", **fields: Any) -> Person:
    """A person with a post there and a log-in: `client.force_login(make_worker(cpas).user)`."""
    number = next(_count)
    person = make_person(name or f"Prénom Nom{number}", email=f"personne{number}@example.org")
    person.user = User.objects.create_user(person.email)
    person.save(update_fields=["user"])
    make_post(person, organisation, **fields)
    return person
