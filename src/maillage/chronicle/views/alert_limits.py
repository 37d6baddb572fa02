"""Few letters to a stranger: a public form that writes to any address is what robots look for."""

from __future__ import annotations

import hashlib

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest

MOST_AN_HOUR = 5
HOUR = 3600
MOST_A_DAY = 3
DAY = 24 * HOUR


def slow_down(request: HttpRequest) -> None:
    """A few requests an hour from one place. Raises `ValidationError` with what to do."""
    if _counted(f"alerts:{request.META.get('REMOTE_ADDR', '')}", HOUR) > MOST_AN_HOUR:
        raise ValidationError("Trop de demandes depuis cette connexion. Réessayez dans une heure.")


def may_write_to(email: str) -> bool:
    """A few letters a day to one address, whoever asks; beyond, nothing leaves and nothing is said."""
    address = hashlib.sha256(email.strip().lower().encode()).hexdigest()[:24]
    return _counted(f"alerts-to:{address}", DAY) <= MOST_A_DAY


def _counted(key: str, seconds: int) -> int:
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key)
    except ValueError:  # it ran out between the two lines
        cache.set(key, 1, seconds)
        return 1
