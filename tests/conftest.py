"""Fixtures that every room's tests share."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.template import engines

from maillage.cadastre.replica import forget_replica
from maillage.core.readers import ADMINISTRATORS, COORDINATORS, MEMBERS, PUBLIC, Reader, person_key


class UnknownVariable(str):
    """Stands in for `string_if_invalid`: an unknown variable in one of our templates is a mistake, not an empty text."""

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, variable: object) -> str:
        context = sys._getframe(1).f_locals["context"]
        current = context.render_context.template or context.template
        where = str(getattr(current.origin, "name", ""))
        if "site-packages" in where:
            return ""
        msg = f"unknown variable {variable} in {where}"
        raise AssertionError(msg)


@pytest.fixture(autouse=True, scope="session")
def _known_variables_only() -> None:
    engines["django"].engine.string_if_invalid = UnknownVariable("unknown")


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
    settings.MAIL_SERVER = settings.DEMO = False
    cache.clear()
    forget_replica()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def administrator() -> Reader:
    return Reader(
        keys=frozenset({PUBLIC, MEMBERS, COORDINATORS, ADMINISTRATORS, person_key("adm2adm2")}),
        uid="adm2adm2",
        label="Ada Ministre",
    )


@pytest.fixture
def coordinator() -> Reader:
    """Coordinates for some host; add the key of a host with `with_keys`."""
    return Reader(
        keys=frozenset({PUBLIC, MEMBERS, COORDINATORS, person_key("crd2crd2")}),
        uid="crd2crd2",
        label="Chloé Ordinatrice",
    )


@pytest.fixture
def member() -> Reader:
    return Reader(
        keys=frozenset({PUBLIC, MEMBERS, person_key("mbr2mbr2")}), uid="mbr2mbr2", label="Mehdi Membre"
    )
