"""The main navigation: each room adds its entry, so that a room that is not built has none."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.core.registry import Registry


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """`url_name` is reversed without arguments; `prefix` tells which addresses light the entry up."""

    label: str
    url_name: str
    prefix: str


menu: Registry[MenuEntry] = Registry("menu")
