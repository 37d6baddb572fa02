"""How often one address may ask for what costs something: the public API, documents made on demand.

Counted by each process of the web server, in memory: a limit against floods, not a quota to the request.
"""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass, field

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from maillage.records.clock import now

MOST_KEPT = 50_000
"""Addresses remembered within a minute; beyond them the count starts again."""


@dataclass(slots=True)
class Allowance:
    """`per_minute` requests of one address within each minute of the clock.

    >>> once = Allowance(per_minute=1)
    >>> once.wait("2001:db8::1", minute=7), once.wait("2001:db8::1", minute=7) > 0
    (0, True)
    """

    per_minute: int
    _minute: int = field(default=0, init=False)
    _taken: Counter[str] = field(default_factory=Counter, init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)

    def wait(self, who: str, *, minute: int | None = None) -> int:
        """Takes one; seconds to wait when the minute is used up, 0 otherwise."""
        moment = int(now().timestamp())
        current = moment // 60 if minute is None else minute
        with self._lock:
            if current != self._minute or len(self._taken) > MOST_KEPT:
                self._minute = current
                self._taken.clear()
            self._taken[who] += 1
            return 60 - moment % 60 if self._taken[who] > self.per_minute else 0

    def wait_of(self, request: HttpRequest) -> int:
        """The same for whoever sent this request (`TRUSTED_PROXIES` says which address counts)."""
        return self.wait(address_of(request))

    def forget(self) -> None:
        """Between tests."""
        with self._lock:
            self._taken.clear()


def address_of(request: HttpRequest) -> str:
    """The address of who asks; all those without one share a name."""
    try:
        found: str = get_adapter().get_client_ip(request)
    except PermissionDenied:
        return "unknown"
    return found
