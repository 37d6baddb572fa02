"""Who is asking: a frozen set of keys, worked out once per request, that reading and writing both look at.

What may be *read* is decided by comparing an object's `audience` with these keys (`visible_to`); what may be
*written* by the rules of each room, which look at the same keys. Opaque strings, so that a lower room can hold
the audience of a space without knowing what a space is (DESIGN decisions 3 and 7).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

PUBLIC = "public"
"""Everyone, without an account."""
MEMBERS = "members"
"""Everyone who is logged in and holds a current post."""
COORDINATORS = "coordinators"
"""Who coordinates for at least one host organisation."""
ADMINISTRATORS = "administrators"
"""Who keeps the installation running."""


def space_key(uid: str) -> str:
    """Members and organisers of a space."""
    return f"space:{uid}"


def organises_key(uid: str) -> str:
    """Organisers of a space: its leads, its bureau, the coordinators of its hosts."""
    return f"organises:{uid}"


def works_key(uid: str) -> str:
    """Who holds a current post in an organisation."""
    return f"works:{uid}"


def coordinates_key(uid: str) -> str:
    """Who coordinates for a host organisation."""
    return f"coordinates:{uid}"


def person_key(uid: str) -> str:
    """One person."""
    return f"person:{uid}"


def link_key(purpose: str, subject_uid: str) -> str:
    """Who came by a signed link of one purpose, for one object."""
    return f"link:{purpose}:{subject_uid}"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who is asking.

    `keys` always holds `PUBLIC`. `uid` and `label` name the person in the journal; both are empty for a visitor.
    """

    keys: frozenset[str] = frozenset({PUBLIC})
    uid: str = ""
    label: str = ""

    def has(self, *keys: str) -> bool:
        """Whether one of the keys at least is held."""
        return not self.keys.isdisjoint(keys)

    def with_keys(self, keys: Iterable[str]) -> Reader:
        return Reader(keys=self.keys | frozenset(keys), uid=self.uid, label=self.label)


VISITOR = Reader()
"""Anyone, without an account."""

SYSTEM = Reader(keys=frozenset({PUBLIC, MEMBERS, COORDINATORS, ADMINISTRATORS}), label="Maillage")
"""The installation itself: reference data, timers, the command line."""
