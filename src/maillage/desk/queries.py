"""Reads of the home page: numbers that match their lists, and the spaces where people meet (row A13)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from maillage.core.readers import MEMBERS, Reader
from maillage.network.models import Organisation, Space
from maillage.network.queries.directory import directory, sitting
from maillage.network.queries.posts import people
from maillage.network.queries.spaces import LIVING, in_state, spaces_on
from maillage.ui.templatetags.components import Figure

SHOWN_SPACES = 6


def figures_of(reader: Reader, day: dt.date) -> list[Figure]:
    """Organisations, spaces, organisations that sit somewhere, people: each is the count of the list it opens."""
    listed = directory(reader, day, today=day)
    address = reverse("network:organisations")
    found = [
        Figure(listed.count(), "organisations", address),
        Figure(
            in_state(spaces_on(day, reader), LIVING, day).count(),
            "plateformes et groupes",
            reverse("network:spaces"),
        ),
        Figure(
            sitting(listed, reader, day).count(),
            "organisations actives cette année",
            f"{address}?participe=oui",
        ),
    ]
    if reader.has(MEMBERS):
        found.append(Figure(people(reader, day).count(), "personnes", reverse("network:people")))
    return found


def busiest_spaces(reader: Reader, day: dt.date) -> list[Space]:
    """The active spaces with most members, sub-groups aside, as their list shows them."""
    found: QuerySet[Any] = spaces_on(day, reader).filter(status=Space.Status.ACTIVE, parent__isnull=True)
    return list(found.order_by("-member_count", "sort_name", "id")[:SHOWN_SPACES])


def is_empty() -> bool:
    """Whether this installation has just been made: nobody has entered an organisation yet."""
    return not Organisation.objects.exists()
