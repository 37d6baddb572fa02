"""What an operator finds, and the five ways to find it. Not the model of the room: what the comparison needs only."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a finding is meant (see – judge – act, inventory D5)."""

    NEED = "need"
    RESOURCE = "resource"
    BARRIER = "barrier"
    ASPIRATION = "aspiration"
    OBSERVATION = "observation"


@dataclass(frozen=True, slots=True)
class Finding:
    """`wording`: one or two sentences in French. `key` is the caller's, unique in a corpus; `territory` is the caller's key
    of a place, None when the finding has none."""

    key: Hashable
    wording: str
    kind: Kind
    territory: Hashable | None = None
