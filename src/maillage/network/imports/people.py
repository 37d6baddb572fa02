"""The contact people that a file gives to organisations: known ones are found, new ones created, each with a post."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db.models.functions import Lower

from maillage.accounts.models import Person
from maillage.core.matching.people import PersonIdentity, same_person
from maillage.exchange.undoing import created
from maillage.network.models import Post
from maillage.network.queries.documents import PERSON
from maillage.records.bulk import create_rows

if TYPE_CHECKING:
    from maillage.network.imports.cleaned import Contact
    from maillage.network.imports.writing import Written


def write_contacts(work: Sequence[Written]) -> None:
    """People met twice in the batch are one; posts come last, since they need the people written."""
    known = _known_people(work)
    new: dict[Hashable, tuple[Written, Person]] = {}
    posts: list[tuple[Written, Hashable, int]] = []
    for one in work:
        if one.organisation is None:
            continue
        for contact in one.cleaned.contacts:
            found = same_person(_identity(contact, one.organisation.pk), known)
            key = found[0].key if found else ("new", len(new))
            if found is None:
                new[key] = (one, _person(contact))
            known.append(replace(_identity(contact, one.organisation.pk), key=key))
            posts.append((one, key, one.organisation.pk))
    create_rows(person for _one, person in new.values())
    for one, person in new.values():
        one.outcome.created.append(created(person))
    written: dict[Hashable, int] = {key: person.pk for key, (_one, person) in new.items()}
    _write_posts([(one, written.get(key) or int(str(key)), organisation) for one, key, organisation in posts])


def _person(contact: Contact) -> Person:
    return Person(
        given_name=contact.name.given, family_name=contact.name.family, email=contact.email, phone=contact.phone
    )


def _identity(contact: Contact, organisation: int) -> PersonIdentity:
    return PersonIdentity("", contact.name.given, contact.name.family, contact.email, organisation)


def _known_people(work: Sequence[Written]) -> list[PersonIdentity]:
    """People with one of the addresses of the batch, and the colleagues in its organisations."""
    emails = {contact.email for one in work for contact in one.cleaned.contacts if contact.email}
    found = [
        PersonIdentity(pk, given, family, email)
        for pk, given, family, email in Person.objects.annotate(low=Lower("email"))
        .filter(low__in=emails, erased_at__isnull=True)
        .exclude(email="")  # the index on lowered addresses leaves out those without one
        .order_by("pk")
        .values_list("pk", "given_name", "family_name", "email")
    ]
    organisations = {one.organisation.pk for one in work if one.organisation and not one.is_new}
    posts = Post.objects.as_of().filter(organisation__in=organisations).order_by("pk")
    found += [
        PersonIdentity(pk, given, family, email, organisation)
        for pk, given, family, email, organisation in posts.values_list(
            "person_id", "person__given_name", "person__family_name", "person__email", "organisation_id"
        )
    ]
    return found


def _write_posts(wanted: Sequence[tuple[Written, int, int]]) -> None:
    """One open post a person and an organisation."""
    held = set(
        Post.objects.as_of()
        .filter(organisation__in={pk for _, _, pk in wanted}, person__in={pk for _, pk, _ in wanted})
        .order_by()
        .values_list("organisation_id", "person_id")
    )
    new = []
    for one, person, organisation in wanted:
        if (organisation, person) in held:
            continue
        held.add((organisation, person))
        one.outcome.touched.setdefault(PERSON, []).append(person)
        title = one.cleaned.function
        new.append((one, Post(organisation_id=organisation, person_id=person, title=title)))
    create_rows(post for _one, post in new)
    for one, post in new:
        one.outcome.created.append(created(post))
