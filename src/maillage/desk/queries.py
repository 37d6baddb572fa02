"""Reads of the home page: numbers that match their lists, and the spaces where people meet (row A13)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from maillage.cadastre.queries.finding import Question, count_offers
from maillage.core.readers import MEMBERS, Reader
from maillage.journal.remembered import Memory
from maillage.network.models import Organisation, Space
from maillage.network.queries.directory import directory, sitting
from maillage.network.queries.posts import people
from maillage.network.queries.spaces import LIVING, in_state, spaces_on
from maillage.ui.templatetags.components import Figure

SHOWN_SPACES = 6


def figures_of(reader: Reader, day: dt.date, memory: Memory) -> list[Figure]:
    """Organisations, offers, spaces, organisations that sit somewhere, people: each is the count of the list it opens."""
    address = reverse("network:organisations")
    counts = memory.keep("home figures", lambda: _counts(reader, day))
    found = [
        Figure(counts[0], "organisations", address),
        Figure(counts[4], "cours et services", reverse("cadastre:offers")),
        Figure(counts[1], "plateformes et groupes", reverse("network:spaces")),
        Figure(counts[2], "organisations actives cette année", f"{address}?participe=oui"),
    ]
    if reader.has(MEMBERS):
        found.append(Figure(counts[3], "personnes", reverse("network:people")))
    return found


def _counts(reader: Reader, day: dt.date) -> tuple[int, int, int, int, int]:
    listed = directory(reader, day, today=day)
    return (
        listed.count(),
        in_state(spaces_on(day, reader), LIVING, day).count(),
        sitting(listed, reader, day).count(),
        people(reader, day).count() if reader.has(MEMBERS) else 0,
        count_offers(Question(), reader),
    )


def busiest_spaces(reader: Reader, day: dt.date, memory: Memory) -> list[Space]:
    """The active spaces with most members, sub-groups aside, as their list shows them."""
    spaces: QuerySet[Any] = spaces_on(day, reader)
    active = spaces.filter(status=Space.Status.ACTIVE, parent__isnull=True)
    ranked = active.order_by("-member_count", "sort_name", "id").values_list("pk", flat=True)
    first = memory.keep("spaces", lambda: list(ranked[:SHOWN_SPACES]))
    shown = {space.pk: space for space in spaces.filter(pk__in=first)}
    return [shown[pk] for pk in first if pk in shown]


def is_empty() -> bool:
    """Whether this installation has just been made: nobody has entered an organisation yet."""
    return not Organisation.objects.exists()
