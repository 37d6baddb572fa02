"""Who may open what: every URL × every kind of visitor (DESIGN section 7). What may not be seen does not exist (404).

`permissions/<room>.py` holds the lines: a URL with what its address needs, a method, the status for each kind of
visitor; `permissions/world.py` makes what the addresses name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.house.permissions import (
    accounts,
    cadastre,
    chronicle,
    concertation,
    coverage,
    exchange,
    organisations,
    public,
    spaces,
    vocabulary,
    world,
)
from tests.house.permissions.lines import KINDS, Line

PARTS: dict[str, tuple[tuple[Line, ...], Callable[[world.Ground], world.World]]] = {
    "accounts": (accounts.LINES, world.accounts),
    "cadastre": (cadastre.LINES, world.cadastre),
    "coverage": (coverage.LINES, world.coverage),
    "exchange": (exchange.LINES, world.exchange),
    "vocabulary": (vocabulary.LINES, world.vocabulary),
    "public": (public.LINES, world.public),
    "organisations": (organisations.LINES, world.organisations),
    "spaces": (spaces.LINES, world.spaces),
    "chronicle": (chronicle.LINES, world.chronicle),
    "concertation": (concertation.LINES, world.concertation),
}
ROOMS_COVERED = (
    "accounts",
    "api",
    "cadastre",
    "chronicle",
    "concertation",
    "desk",
    "exchange",
    "files",
    "links",
    "mailing",
    "network",
    "search",
    "territory",
    "thread",
    "ui",
    "vocabulary",
)
"""Namespaces whose every URL must have a line; a room that is done adds its own."""


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("part", PARTS)
def test_each_kind_of_visitor_finds_what_they_may(part: str, kind: str) -> None:
    lines, make = PARTS[part]
    ground = world.the_ground()
    uids, client = make(ground), world.client_of(kind, ground)
    at = KINDS.index(kind)
    found = [(str(line), status_of(client, line, uids), line.statuses[at]) for line in lines]
    surprises = [f"{line}: {status}, not {expected}" for line, status, expected in found if status != expected]
    assert surprises == []


def status_of(client: Client, line: Line, uids: world.World) -> int:
    """What the line answers; whatever it wrote is taken back, so that the next one finds the same world."""
    cache.clear()
    args = [uids.get(arg, arg) for arg in line.args]
    cookies = client.cookies.copy()
    with transaction.atomic():
        data = {name: uids.get(value, value) for name, value in line.data.items()}
        answer = getattr(client, line.method)(reverse(line.name, args=args), data)
        status: int = answer.status_code
        b"".join(answer)  # read to the end, a file closes itself and leaves the database's connection alone
        transaction.set_rollback(True)
    client.cookies = cookies
    return status


def _names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern, pattern.namespace or namespace)
        elif isinstance(pattern, URLPattern) and namespace in ROOMS_COVERED:
            yield f"{namespace}:{pattern.name}"


def test_every_url_has_a_line() -> None:
    written = {line.name for lines, _make in PARTS.values() for line in lines}
    assert set(_names(get_resolver())) - written == set()
