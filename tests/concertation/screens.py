"""What the tests of these screens share: addresses, the form of a page, how many queries a page takes."""

from __future__ import annotations

import re
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse


def at(name: str, *args: Any) -> str:
    """`at("board", cycle)`: rows that have an address give it."""
    return reverse(f"concertation:{name}", args=[getattr(one, "address", one) for one in args])


def shown(answer: Any, status: int = 200) -> str:
    """The page, with the no-break spaces of French typography read as spaces."""
    assert answer.status_code == status, answer.status_code
    return re.sub("[\u00a0\u202f]", " ", answer.content.decode())


def uid_on(answer: Any) -> str:
    """The uid of what the form of the page is going to create."""
    return str(answer.context["form"]["uid"].value())


def queries_of(client: Client, url: str) -> int:
    """Of a page that was already read once."""
    client.get(url)
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)
