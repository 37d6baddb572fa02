"""What a line of the matrix is, and the answers that many pages share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

KINDS = ("visitor", "person", "member", "coordinator", "administrator")
FORM = 302
"""A visitor is led to the log-in page; whoever is logged in to the page that follows."""

Statuses = tuple[int, int, int, int, int]

ALL: Statuses = (200,) * 5
NOBODY: Statuses = (404,) * 5
NETWORK: Statuses = (404, 404, 200, 200, 200)
"""A page for those who work in the network."""
KEEPERS: Statuses = (404, 404, 404, 200, 200)
"""A page that serves to write: it does not exist for those who may not."""
ADMIN: Statuses = (404, 404, 404, 404, 200)


def done(statuses: Statuses) -> Statuses:
    """The same readers, for what writes and leads on to another page."""
    visitor, person, member, coordinator, administrator = (FORM if one == 200 else one for one in statuses)
    return visitor, person, member, coordinator, administrator


@dataclass(frozen=True)
class Line:
    """`args` are names of the world of the tests, or words of the address. `statuses`: in the order of `KINDS`."""

    name: str
    statuses: Statuses
    method: str = "get"
    args: tuple[str, ...] = ()
    data: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.method} {self.name} {' '.join(self.args)}".strip()


def own(name: str, status: int = 200, **more: Any) -> Line:
    """A page about oneself: log in first. The administrator of these tests is no person of the network."""
    return Line(name, (FORM, status, status, status, more.pop("administrator", 404)), **more)


def post(name: str, statuses: Statuses, *args: str, **data: str) -> Line:
    """A button: 302 for those who may."""
    return Line(name, done(statuses), method="post", args=args, data=data)


def get(name: str, statuses: Statuses, *args: str) -> Line:
    return Line(name, statuses, args=args)
