"""The cache of the installation: files, which all its processes share without another service."""

from __future__ import annotations

import secrets

from django.core.cache.backends.filebased import FileBasedCache

ONE_IN = 50
"""How often files are counted. In between, at most some dozens more than `MAX_ENTRIES` are kept."""


class FileCache(FileBasedCache):
    """Django's, which counts its files at each write, and with 5,000 of them spends 6 ms on that."""

    def _cull(self) -> None:
        if not secrets.randbelow(ONE_IN):
            super()._cull()  # type: ignore[misc]
