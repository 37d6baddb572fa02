"""Remembering what was computed for the same eyes on the same day, as long as nothing was written since.

For what is the same until somebody writes: choices of filters, counts. Every write adds to the journal, whose last entry
says whether something changed; what other eyes saw is never shown.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.core.cache import cache

from maillage.core.readers import Reader
from maillage.journal.queries import content_version

T = TypeVar("T")
KEPT_FOR = 600
"""Seconds. Short, since two writers who cross on PostgreSQL may leave the last number of the journal as a reader saw it."""
_ABSENT = object()


@dataclass(slots=True)
class Memory:
    """What one reader saw on a day. Made for one request: the journal is looked at once, when first asked.

    `version`: what changes whenever anything kept may; what depends on less than the journal lasts longer, `seconds`.
    """

    reader: Reader
    day: dt.date
    version: Callable[[], int | str] = content_version
    seconds: int = KEPT_FOR
    _place: str = field(default="", init=False)

    def keep(
        self, name: str, compute: Callable[[], T], *, worth: Callable[[T], bool] = lambda _found: True
    ) -> T:
        """The value known under this name, or else computed and kept; `name` says all that `compute` depends on
        besides the reader, the day and what is written in the database. `worth`: what is cheap is not kept."""
        key = self._key(name)
        found: Any = cache.get(key, _ABSENT)
        if found is _ABSENT:
            found = compute()
            if worth(found):
                cache.set(key, found, timeout=self.seconds)
        kept: T = found
        return kept

    def _key(self, name: str) -> str:
        if not self._place:
            eyes = hashlib.sha256(" ".join(sorted(self.reader.keys)).encode()).hexdigest()[:24]
            self._place = f"{self.day}:{hashlib.sha256(str(self.version()).encode()).hexdigest()[:24]}:{eyes}"
        what = hashlib.sha256(name.encode()).hexdigest()[:24]
        return f"remembered:{self._place}:{what}"


def remembered(name: str, reader: Reader, day: dt.date, compute: Callable[[], T]) -> T:
    """`Memory.keep` for those who ask once."""
    return Memory(reader, day).keep(name, compute)
