"""Writes: who works where, and what happens when someone leaves (A2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TypedDict

from django.core.exceptions import ValidationError
from django.db.models import F, Q

from maillage.accounts.actions import people as accounts
from maillage.accounts.models import Person
from maillage.core.readers import Reader
from maillage.journal.actions import Change, changes_between, in_words, record
from maillage.network.actions.organisations import history_audience
from maillage.network.models import Organisation, Post
from maillage.network.models.posts import PostQuerySet
from maillage.network.queries.documents import PERSON
from maillage.network.registries import Charge, departure_followers
from maillage.records.actions import action, require
from maillage.records.identity import new_uid
from maillage.records.versioned import take_version
from maillage.search.actions import index_objects
from maillage.vocabulary.models import Term


class PostFields(TypedDict, total=False):
    """What a post says; only the fields given are written."""

    function: Term | None
    title: str
    coordinator: bool
    valid_from: dt.date | None
    valid_to: dt.date | None


@action
def add_person(
    *,
    by: Reader,
    organisation: Organisation,
    family_name: str,
    given_name: str = "",
    email: str = "",
    phone: str = "",
    uid: str = "",
) -> Person:
    """The person with this e-mail address, or a new one: a professional is known once, whatever the posts held."""
    require(by, "network.edit_posts", organisation)
    known = Person.objects.filter(email__iexact=email, erased_at=None).first() if email else None
    return known or accounts.add_person(
        by=by, given_name=given_name, family_name=family_name, email=email, phone=phone, uid=uid
    )


@action
def add_post(
    *, by: Reader, person: Person, organisation: Organisation, fields: PostFields, uid: str = ""
) -> Post:
    """A person may hold posts in several organisations at once."""
    require(by, "network.edit_posts", organisation)
    if fields.get("coordinator"):
        require(by, "network.grant_coordination", organisation)
    if _same_open(person, organisation, fields.get("title", "")):
        raise ValidationError(f"{person} occupe déjà ce poste.")
    post = Post.objects.create(uid=uid or new_uid(), person=person, organisation=organisation, **fields)
    _note(by, organisation, "poste ajouté", Change("post", "poste", "", _line(post), personal=True))
    index_objects(kind=PERSON, ids=[person.pk])
    return post


@action
def edit_post(*, by: Reader, post: Post, seen: int, fields: PostFields) -> Post:
    """Corrects a post, or ends it with `valid_to`. Raises `ChangedMeanwhile`."""
    require(by, "network.edit_posts", post.organisation)
    if post.coordinator or fields.get("coordinator"):
        require(by, "network.grant_coordination", post.organisation)
    take_version(post, seen=seen)
    changes = changes_between(post, fields)
    if not changes:
        return post
    for name, value in fields.items():
        setattr(post, name, value)
    post.save()
    note = Change("post", "personne", "", str(post.person), personal=True)
    _note(by, post.organisation, "poste modifié", note, *changes)
    index_objects(kind=PERSON, ids=[post.person_id])
    return post


@action
def leave_organisation(
    *,
    by: Reader,
    person: Person,
    organisation: Organisation,
    day: dt.date,
    hand_over: Mapping[tuple[str, str], Post] | None = None,
) -> None:
    """« A quitté le… »: `day` is the last day. Closes posts and all that hangs on them, in one transaction.

    `hand_over` gives charges, by (follower, charge key), to the posts of colleagues, from the day after.
    """
    require(by, "network.edit_posts", organisation)
    posts = list(posts_held(person, organisation, day))
    if not posts:
        raise ValidationError(f"{person} n’occupe pas de poste ici à cette date.")
    if any(post.coordinator for post in posts):
        require(by, "network.grant_coordination", organisation)
    taken = _checked(by, person, organisation, day, hand_over or {})
    for follower in departure_followers:
        follower.close(by, person, organisation, day)
    for (name, key), heir in taken.items():
        departure_followers[name].hand_over(by, key, heir, day + dt.timedelta(days=1))
    left = Change("post", str(person), "", f"a quitté le {in_words(day)}", personal=True)
    _note(by, organisation, "départ noté", left)
    index_objects(kind=PERSON, ids=[person.pk])


def charges_of_posts(person: Person, organisation: Organisation, day: dt.date) -> list[Charge]:
    """Coordinating the network is a charge that a colleague may take over."""
    held = posts_held(person, organisation, day).filter(coordinator=True)
    return [Charge("coordination", "la coordination du réseau")] if held.exists() else []


def close_posts(by: Reader, person: Person, organisation: Organisation, day: dt.date) -> None:
    del by
    posts_held(person, organisation, day).update(valid_to=day, version=F("version") + 1)


def hand_over_coordination(by: Reader, key: str, heir: Post, day: dt.date) -> None:
    """The colleague's post coordinates from now on; before `day` both may, so that nothing stops."""
    del key, day
    require(by, "network.grant_coordination", heir.organisation)
    Post.objects.filter(pk=heir.pk).update(coordinator=True, version=F("version") + 1)


def posts_held(person: Person, organisation: Organisation, day: dt.date) -> PostQuerySet:
    """The posts that a departure on `day` closes: begun by then, and not ended before."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    running = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    return Post.objects.filter(begun & running, person=person, organisation=organisation)


def _checked(
    by: Reader,
    person: Person,
    organisation: Organisation,
    day: dt.date,
    hand_over: Mapping[tuple[str, str], Post],
) -> dict[tuple[str, str], Post]:
    """The charges given to colleagues: refuses a charge the person does not hold, an heir who is no colleague."""
    held = {
        (name, charge.key)
        for name, follower in departure_followers.items()
        for charge in follower.charges(person, organisation, day)
        if by.has(charge.audience)
    }
    for charge, heir in hand_over.items():
        if charge not in held:
            raise ValidationError("Cette charge n’est plus à reprendre : rechargez la page.")
        if heir.organisation_id != organisation.pk or heir.person_id == person.pk:
            raise ValidationError(f"{heir.person} ne travaille pas dans cette organisation.")
    return dict(hand_over)


def _same_open(person: Person, organisation: Organisation, title: str) -> bool:
    return Post.objects.filter(
        person=person, organisation=organisation, title=title, valid_to__isnull=True
    ).exists()


def _line(post: Post) -> str:
    return " – ".join(part for part in (str(post.person), post.label) if part)


def _note(by: Reader, organisation: Organisation, verb: str, *changes: Change) -> None:
    record(by=by, verb=verb, on=organisation, audience=history_audience(organisation), changes=changes)
