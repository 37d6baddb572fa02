"""Networks of networks: who stands behind a member that is itself a network, each counted once (row A12, invariant 19)."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Member = TypeVar("Member", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Reach(Generic[Member]):
    """`direct`: who sits there. `networks` and `others`: everyone reached from there, split by having members of their own.

    The starting network is in neither, even when a circle of memberships leads back to it.
    """

    direct: frozenset[Member]
    networks: frozenset[Member]
    others: frozenset[Member]

    @property
    def total(self) -> int:
        """How many, each counted once however many paths lead there."""
        return len(self.networks) + len(self.others)


def count_once(
    direct: Collection[Member], members_of: Mapping[Member, Collection[Member]], *, of: Member | None = None
) -> Reach[Member]:
    """Walks from the `direct` members through `members_of`, each network opened once: circles end by themselves.

    >>> sorted(count_once(["a", "b"], {"a": ["x", "y"], "b": ["y", "a"]}).others)
    ['x', 'y']
    """
    seen: set[Member] = set()
    waiting = [member for member in direct if member != of]
    while waiting:
        member = waiting.pop()
        if member in seen:
            continue
        seen.add(member)
        waiting.extend(one for one in members_of.get(member, ()) if one not in seen and one != of)
    networks = frozenset(member for member in seen if members_of.get(member))
    return Reach(frozenset(direct) - {of}, networks, frozenset(seen) - networks)
