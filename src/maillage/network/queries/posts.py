"""Reads: people at work, as far as each of them and the reader's keys allow (DOMAIN 2.6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Prefetch, Q, QuerySet
from django.urls import reverse

from maillage.accounts.models import Person
from maillage.core.readers import ADMINISTRATORS, COORDINATORS, MEMBERS, Reader
from maillage.network.models import Organisation, Post
from maillage.network.queries.spaces import HEAVY_OF_A_TERM
from maillage.network.queries.words import all_words_in
from maillage.network.registries import Charge, departure_followers
from maillage.records.dated import holds_on
from maillage.vocabulary.models import Term


@dataclass(frozen=True, slots=True)
class PersonSeen:
    """What one reader sees of one person: a name or initials; contact only where allowed. `url` is empty with initials."""

    uid: str
    name: str
    url: str
    email: str
    phone: str
    photo: str


@dataclass(frozen=True, slots=True)
class PostSeen:
    """A post on a page of an organisation or of a person."""

    post: Post
    person: PersonSeen
    label: str


@dataclass(frozen=True, slots=True)
class ChargeHeld:
    """A charge to take over when someone leaves; `field` names it in the form."""

    follower: str
    charge: Charge

    @property
    def field(self) -> str:
        return f"charge-{self.follower}-{self.charge.key}"


def seen_person(person: Person, reader: Reader) -> PersonSeen:
    """The public sees what the person made public, members names, coordinators and oneself everything."""
    named = person.name_for(reader) == person.full_name
    if not named:
        return PersonSeen(person.uid, person.initials or "?", "", "", "", "")
    return PersonSeen(
        uid=person.uid,
        name=person.full_name,
        url=reverse("network:person", args=[person.uid]),
        email=person.email_for(reader),
        phone=person.phone_for(reader),
        photo=person.photo_for(reader),
    )


def seen_posts(posts: Iterable[Post], reader: Reader) -> list[PostSeen]:
    """Posts whose `person` and `function` are loaded."""
    return [PostSeen(post, seen_person(post.person, reader), post.label) for post in posts]


def team(organisation: int, day: dt.date) -> QuerySet[Post]:
    """Who worked in the organisation of that id that day, coordinators first."""
    posts = Post.objects.as_of(day).filter(organisation=organisation).select_related("person", "function")
    named = posts.defer(*(f"function__{name}" for name in HEAVY_OF_A_TERM))
    return named.order_by("-coordinator", "person__sort_name", "pk")


def former_team(organisation: Organisation, day: dt.date) -> QuerySet[Post]:
    """Who left before that day, latest first."""
    posts = Post.objects.filter(organisation=organisation, valid_to__lt=day)
    return posts.select_related("person", "function").order_by("-valid_to", "pk")


def people(reader: Reader, day: dt.date) -> QuerySet[Person]:
    """People at work that day, for members; nobody for the public. `posts_then` holds their posts."""
    if not reader.has(MEMBERS, COORDINATORS, ADMINISTRATORS):
        return Person.objects.none()
    held = Post.objects.visible_to(reader).filter(holds_on(day))
    shown = held.select_related("organisation", "function").order_by("organisation__sort_name", "pk")
    return Person.objects.filter(pk__in=held.values("person"), erased_at=None).prefetch_related(
        Prefetch("posts", queryset=shown, to_attr="posts_then")
    )


def people_called(found: QuerySet[Person], text: str) -> QuerySet[Person]:
    """Every word typed is in the name."""
    return found.filter(all_words_in("sort_name", text))


def with_function(found: QuerySet[Person], function: Term, day: dt.date) -> QuerySet[Person]:
    held = Post.objects.filter(holds_on(day), Q(function=function) | Q(function__broader=function))
    return found.filter(pk__in=held.values("person"))


def working_among(
    found: QuerySet[Person], organisations: QuerySet[Organisation], day: dt.date
) -> QuerySet[Person]:
    held = Post.objects.filter(holds_on(day), organisation__in=organisations.values("pk"))
    return found.filter(pk__in=held.values("person"))


def person_for(reader: Reader, uid: str) -> Person | None:
    """The person, when the reader may see more than initials; None otherwise (404)."""
    person = Person.objects.filter(uid=uid, erased_at=None).first()
    return person if person and seen_person(person, reader).url else None


def posts_of(person: Person, reader: Reader) -> QuerySet[Post]:
    """Every post of a person, current ones first, in organisations that the reader may see."""
    posts = Post.objects.visible_to(reader).filter(person=person)
    return posts.select_related("organisation", "function", "person").order_by(
        F("valid_to").desc(nulls_first=True), F("valid_from").desc(nulls_last=True), "pk"
    )


def charges_held(person: Person, organisation: Organisation, day: dt.date, reader: Reader) -> list[ChargeHeld]:
    """What colleagues may take over when this person leaves, as far as the reader may know of it."""
    return [
        ChargeHeld(name, charge)
        for name, follower in departure_followers.items()
        for charge in follower.charges(person, organisation, day)
        if reader.has(charge.audience)
    ]
