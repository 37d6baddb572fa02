"""A process that lives long, once everything is loaded: web workers and the worker of waiting work."""

from __future__ import annotations

import gc
from importlib import import_module

from django.conf import settings


def settle() -> None:
    """Loads every page's module now, and not while the first person waits or under the first write lock; then takes what
    is loaded, which stays as long as the process, out of the rounds of the garbage collector: looking through it again and
    again costs a page in six, and a write lock 0.1 s now and then."""
    import_module(settings.ROOT_URLCONF)
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
