"""What higher rooms may add here: the kinds of steps that a thread is made of."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.core.registry import Registry


@dataclass(frozen=True, slots=True)
class ItemKind:
    """`phase`: see, judge or act, which gives the colour; `url_name` takes the address of the item."""

    label: str
    label_plural: str
    phase: str
    url_name: str
    icon: str = ""


item_kinds: Registry[ItemKind] = Registry("kinds of thread items")
