"""Reads: what someone asked to be told of, and what there is to tell them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from maillage.accounts.models import Person, User
from maillage.accounts.queries import reader_of_person
from maillage.chronicle.models import Subscriber, Subscription
from maillage.core.readers import VISITOR, Reader
from maillage.core.rhythms import Period, Rhythm, next_due
from maillage.mailing.registries import DigestItem, digest_sources
from maillage.records.clock import BRUSSELS, now, today


@dataclass(frozen=True, slots=True)
class Wished:
    """A subscription in words; `words` is empty when its source is no longer offered."""

    subscription: Subscription
    words: str

    @property
    def is_offered(self) -> bool:
        return bool(self.words)


@dataclass(frozen=True, slots=True)
class Section:
    """The items of one source in a digest, under its heading."""

    label: str
    items: Sequence[DigestItem]


def person_logged_in(user: Any) -> Person | None:
    """The person behind a log-in: a personal link is no log-in."""
    return Person.objects.select_related("user").filter(user=user).first() if isinstance(user, User) else None


def subscriber_called(uid: str) -> Subscriber | None:
    return Subscriber.objects.select_related("person__user").filter(uid=uid).first()


def wishes_of(subscriber: Subscriber) -> list[Wished]:
    """Confirmed ones, oldest first."""
    rows = subscriber.subscriptions.filter(confirmed_at__isnull=False).order_by("created_at", "pk")
    return [Wished(one, words_of(one)) for one in rows]


def words_of(subscription: Subscription) -> str:
    source = digest_sources.get(subscription.source)
    return source.describe(subscription.params) if source else ""


def reader_behind(subscriber: Subscriber) -> Reader:
    """Whose eyes a digest is written for, on the day it is written: a bare address reads what is public."""
    if subscriber.person is None:
        return VISITOR
    return reader_of_person(subscriber.person, today())


def sections_for(subscriber: Subscriber, until: dt.datetime, reader: Reader) -> list[Section]:
    """What became known since the last digest, each item once, under the headings of the sources in their order."""
    told: set[str] = set()
    found: dict[str, list[DigestItem]] = {}
    wanted = subscriber.subscriptions.filter(confirmed_at__isnull=False).order_by("created_at", "pk")
    for one in wanted:
        source = digest_sources.get(one.source)
        if source is None:
            continue
        for item in source.items(one.params, subscriber.heard_until, until, reader):
            if item.key not in told:
                told.add(item.key)
                found.setdefault(source.code, []).append(item)
    return [
        Section(source.label, sorted(found[code], key=lambda item: item.on, reverse=True))
        for code, source in digest_sources.items()
        if code in found
    ]


def next_digest(subscriber: Subscriber) -> Period:
    return next_due(Rhythm(subscriber.rhythm), now(), BRUSSELS)


def subscribers_of(person: Person) -> Q:
    """A person's own, and those of the addresses that are theirs."""
    return Q(person=person) | Q(email__in=addresses_of(person))


def addresses_of(person: Person) -> set[str]:
    known = {person.email.lower(), person.user.email.lower() if person.user else ""}
    return known - {""}
