"""Addresses that do not count: a random uid of eight characters, and slugs that may change."""

import hashlib
import re
import secrets
from typing import Any

from django.db import models
from django.utils.text import slugify

from maillage.core.folding import unbound

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
UID_LENGTH = 8
_BETWEEN_WORDS = re.compile(r"['’_]")
"""`slugify` would glue the words around an apostrophe, and keep an underscore, which `<address:uid>` does not read."""


def new_uid() -> str:
    """Eight characters that nobody confuses when reading them aloud (no 0/o, 1/l/i): 31^8 possibilities."""
    return _in_signs(secrets.randbelow(len(ALPHABET) ** UID_LENGTH))


class UidField(models.CharField):
    """The public identity of a row."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(max_length=UID_LENGTH, unique=True, editable=False)
        kwargs.setdefault("default", new_uid)
        super().__init__(*args, **kwargs)


def address(name: str, uid: str) -> str:
    """`les-mots-passeurs-x7k2m9qa`: the uid decides, the slug is for people (old slugs redirect)."""
    slug = slugify(_BETWEEN_WORDS.sub(" ", unbound(name)))[:60].strip("-")
    return f"{slug}-{uid}" if slug else uid


class AddressConverter:
    """Path converter `<address:uid>`: any slug, then the uid."""

    regex = rf"(?:[a-z0-9-]*-)?[{ALPHABET}]{{{UID_LENGTH}}}"

    def to_python(self, value: str) -> str:
        return value[-UID_LENGTH:]

    def to_url(self, value: str) -> str:
        return value


def stable_uid(*parts: str) -> str:
    """The uid of reference data: the same on every installation, so that an address can be shared between them."""
    return _in_signs(int.from_bytes(hashlib.sha256("\x1f".join(parts).encode()).digest()[:16]))


def _in_signs(number: int) -> str:
    """The last eight digits of a number, written in the alphabet of uids, the least first."""
    signs = []
    for _ in range(UID_LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[rest])
    return "".join(signs)
