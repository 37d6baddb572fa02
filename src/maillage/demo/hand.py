"""Who writes the demonstration, as the journal names it."""

from __future__ import annotations

from maillage.core.readers import SYSTEM, Reader, organises_key, space_key
from maillage.network.models import Space

HAND = Reader(keys=SYSTEM.keys, label="Démonstration")


def hand_in(space: Space) -> Reader:
    """The same hand as an organiser of one space: even it sees nothing of a restricted space otherwise."""
    return HAND.with_keys({organises_key(space.uid), space_key(space.uid)})
