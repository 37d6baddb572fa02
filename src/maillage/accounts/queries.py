"""Who is asking: from a log-in and its person, or a personal link, to the keys of a `Reader`."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.db.models.functions import Lower

from maillage.accounts.models import Person, SignedLink, User
from maillage.accounts.registries import key_sources
from maillage.core.readers import (
    ADMINISTRATORS,
    COORDINATORS,
    MEMBERS,
    PUBLIC,
    VISITOR,
    Reader,
    link_key,
    person_key,
)
from maillage.records.clock import now
from maillage.records.prepared import prepared


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
    person = next(iter(_people_of(user.pk)), None)
    reader = reader_of_person(person, day) if person else Reader(label=user.email)
    if user.is_superuser:
        reader = reader.with_keys({ADMINISTRATORS, COORDINATORS, MEMBERS})
    return reader


@prepared
def _people_of(user: int) -> QuerySet[Person]:
    return Person.objects.filter(user=user)


def reader_by_links(reader: Reader, link_uids: Sequence[str]) -> Reader:
    """Adds the keys of the links that still open. A visitor acts under the name that the last opened link bears."""
    usable = SignedLink.objects.usable(now()).filter(uid__in=link_uids).select_related("person")
    links = sorted(usable, key=lambda link: link_uids.index(link.uid))
    if not links:
        return reader
    opened = reader.with_keys(link_key(link.purpose, link.subject_uid) for link in links)
    if reader.label:
        return opened
    last = links[-1]
    return Reader(keys=opened.keys, uid=last.person.uid if last.person else "", label=last.label)


def link_by_token(token: str) -> SignedLink | None:
    return SignedLink.objects.filter(token_hash=hash_of(token)).select_related("person").first()


def usable_link(link_uids: Sequence[str], *, purpose: str, subject_uid: str) -> SignedLink | None:
    """The latest of these links that still opens this subject for this purpose."""
    usable = SignedLink.objects.usable(now()).filter(
        uid__in=link_uids, purpose=purpose, subject_uid=subject_uid
    )
    return usable.order_by("-id").first()


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def person_to_welcome(email: str) -> Person | None:
    """Who may open an account with this address: the one person who bears it and has none yet."""
    known = Person.objects.filter(erased_at__isnull=True).exclude(email="")
    bearers = known.annotate(lower_email=Lower("email")).filter(lower_email=email.lower())[:2]
    return bearers[0] if len(bearers) == 1 and bearers[0].user_id is None else None


def is_last_administrator(user: User) -> bool:
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    return user.is_superuser and not others.exists()
