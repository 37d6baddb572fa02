"""What posts add to lower rooms: the keys that a person's current posts give."""

from __future__ import annotations

import datetime as dt

from maillage.accounts.models import Person
from maillage.accounts.registries import key_sources
from maillage.core.readers import COORDINATORS, MEMBERS, coordinates_key, works_key
from maillage.network.models import Post


def keys_of_posts(person: Person, day: dt.date) -> set[str]:
    """One query: `members` and `works:…` for each post; who coordinates for a host coordinates the network."""
    held = (
        Post.objects.filter(person=person)
        .as_of(day)
        .values_list("organisation__uid", "coordinator", "organisation__is_host")
    )
    keys: set[str] = set()
    for uid, coordinator, is_host in held:
        keys |= {MEMBERS, works_key(uid)}
        if coordinator and is_host:
            keys |= {COORDINATORS, coordinates_key(uid)}
    return keys


def register() -> None:
    key_sources.add("posts", keys_of_posts)
