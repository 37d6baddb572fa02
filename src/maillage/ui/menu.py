"""The navigation: each room adds its entries, so that a room that is not built has none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse

from maillage.core.readers import Reader
from maillage.core.registry import Registry


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """`url_name` is reversed without arguments; `prefix` tells which addresses light the entry up, `also` which others.

    `needs`: one of these keys must be held by the reader (none: everyone sees the entry).
    """

    label: str
    url_name: str
    prefix: str
    needs: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """`current` is the value of `aria-current`: `page`, `true` (further down) or empty."""

    label: str
    url: str
    current: str


menu: Registry[MenuEntry] = Registry("menu")
"""The main navigation (DOMAIN section 5)."""

personal_menu: Registry[MenuEntry] = Registry("personal menu")
"""What a person who is logged in finds under their name; the first entry (« Mes suivis ») is also a button."""


foot_menu: Registry[MenuEntry] = Registry("foot menu")
"""Public pages that have no place in the main navigation, at the foot of every page."""


@cache
def _address(url_name: str, urlconf: str | None, prefix: str) -> str:
    """Looked up once, not for every page; empty where there is no such address."""
    del prefix
    try:
        return reverse(url_name, urlconf)
    except NoReverseMatch:
        return ""


def shown(entries: Iterable[MenuEntry], path: str, reader: Reader | None) -> list[ShownEntry]:
    """The entries that this reader may see, with the one where they are."""
    found = []
    for entry in entries:
        if entry.needs and not (reader and reader.has(*entry.needs)):
            continue
        url = _address(entry.url_name, get_urlconf(), get_script_prefix())
        if not url:
            continue
        current = "page" if path == url else "true" if path.startswith((entry.prefix, *entry.also)) else ""
        found.append(ShownEntry(entry.label, url, current))
    return found
