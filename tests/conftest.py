"""Fixtures that every room's tests share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from maillage.core.readers import ADMINISTRATORS, COORDINATORS, MEMBERS, PUBLIC, Reader


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    """Files and cache of a test stay in its own folder; static files need no build."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.STORAGES = {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "files"), "base_url": None},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def administrator() -> Reader:
    return Reader(
        keys=frozenset({PUBLIC, MEMBERS, COORDINATORS, ADMINISTRATORS}), uid="adm2adm2", label="Ada Ministre"
    )


@pytest.fixture
def coordinator() -> Reader:
    """Coordinates for some host; add the key of a host with `with_keys`."""
    return Reader(keys=frozenset({PUBLIC, MEMBERS, COORDINATORS}), uid="crd2crd2", label="Chloé Ordinatrice")


@pytest.fixture
def member() -> Reader:
    return Reader(keys=frozenset({PUBLIC, MEMBERS}), uid="mbr2mbr2", label="Mehdi Membre")
