"""Reads: what a reader may carry away of a person or of an organisation, as a calling card."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.urls import reverse

from maillage.accounts.models import Person
from maillage.core.calling_cards import CallingCard
from maillage.core.readers import Reader
from maillage.network.models import Organisation, Post
from maillage.network.queries.posts import posts_of, seen_person


def card_of_person(person: Person, reader: Reader, day: dt.date) -> CallingCard:
    """What their page shows this reader, and no more. The first post of the day is on the card, the others in its note."""
    seen = seen_person(person, reader)
    held = [post for post in posts_of(person, reader) if post.holds(day)]
    first = held[0] if held else None
    return CallingCard(
        uid=settings.SITE_URL + seen.url,
        name=seen.name,
        given_name=person.given_name if person.family_name else "",
        family_name=person.family_name or person.given_name,
        organisation=(first.organisation.name,) if first else (),
        title=first.label if first else "",
        phone=seen.phone,
        email=seen.email,
        url=settings.SITE_URL + seen.url,
        note="\n".join(_also(post) for post in held[1:]),
    )


def _also(post: Post) -> str:
    return f"{post.organisation.name}, {post.label}" if post.label else post.organisation.name


def card_of_organisation(organisation: Organisation, day: dt.date) -> CallingCard:
    """Its own address, telephone and e-mail, and the address of its seat; its people have their own cards."""
    whole = organisation.part_of
    sites = organisation.sites.as_of(day).order_by("-is_main", "pk")
    seat = sites.first()
    page = reverse("network:organisation", args=[organisation.address])
    return CallingCard(
        uid=f"{settings.SITE_URL}/annuaire/{organisation.uid}/",
        name=f"{whole.name} – {organisation.name}" if whole else organisation.name,
        organisation=(whole.name, organisation.name) if whole else (organisation.name,),
        phone=organisation.phone,
        email=organisation.email,
        url=organisation.website or settings.SITE_URL + page,
        street=seat.street if seat else "",
        postal_code=seat.postal_code if seat else "",
        locality=seat.locality if seat else "",
    )
