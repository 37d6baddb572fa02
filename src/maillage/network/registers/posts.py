"""What posts add to lower rooms: the keys of a person, the data held on them, what the search finds; who takes over."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from maillage.accounts.models import Person
from maillage.accounts.registries import PersonalData, after_profile, key_sources, personal_data
from maillage.core.readers import COORDINATORS, MEMBERS, coordinates_key, works_key
from maillage.network.actions.posts import charges_of_posts, close_posts, hand_over_coordination
from maillage.network.models import Post
from maillage.network.queries import documents
from maillage.network.registries import DepartureFollower, departure_followers
from maillage.records.prepared import prepared
from maillage.search.actions import forget_objects, index_objects
from maillage.search.registries import SearchSource, sources


def keys_of_posts(person: Person, day: dt.date) -> set[str]:
    """One query: `members` and `works:…` for each post; who coordinates for a host coordinates the network."""
    keys: set[str] = set()
    for uid, coordinator, is_host in _held(person.pk, day):
        keys |= {MEMBERS, works_key(uid)}
        if coordinator and is_host:
            keys |= {COORDINATORS, coordinates_key(uid)}
    return keys


@prepared
def _held(person: int, day: dt.date) -> QuerySet[Post, tuple[str, bool, bool]]:
    posts = Post.objects.filter(person=person).as_of(day)
    return posts.values_list("organisation__uid", "coordinator", "organisation__is_host")


def posts_of(person: Person) -> list[Any]:
    """Every post, for the person's own copy of the data."""
    posts = person.posts.select_related("organisation", "function").order_by("pk")
    return [
        {
            "organisation": post.organisation.name,
            "poste": post.label,
            "coordonne le réseau": post.coordinator,
            "depuis le": post.valid_from,
            "jusqu’au": post.valid_to,
        }
        for post in posts
    ]


def forget_posts(person: Person) -> None:
    """A post says where someone works: it goes with the person."""
    person.posts.all().delete()
    forget_objects(kind=documents.PERSON, ids=[person.pk])


def index_person(person: Person) -> None:
    index_objects(kind=documents.PERSON, ids=[person.pk])


def register() -> None:
    key_sources.add("posts", keys_of_posts)
    personal_data.add("posts", PersonalData("Postes", posts_of, forget_posts))
    after_profile.add("person-search", index_person)
    departure_followers.add(
        "posts", DepartureFollower(charges_of_posts, close_posts, hand_over_coordination), rank=10
    )
    sources.add(
        documents.PERSON,
        SearchSource(
            label="personne",
            label_plural="personnes",
            documents_for=documents.person_documents,
            all_ids=documents.all_person_ids,
            list_url_name="network:people",
            icon="user",
        ),
        rank=40,
    )
