"""Writes: steps of the thread, for the actions of the rooms that own them. They check the rules and write the journal."""

from __future__ import annotations

import datetime as dt
from typing import TypedDict

from maillage.core.readers import Reader
from maillage.network.models import Space
from maillage.records.clock import now
from maillage.thread.models import LONGEST_TITLE, Item
from maillage.thread.registries import item_kinds


class ItemFields(TypedDict, total=False):
    """What a step shows; only the fields given are written."""

    title: str
    state: str
    audience: str
    noted_on: dt.date
    awaits: bool


def start_item(*, kind: str, uid: str, space: Space | None, fields: ItemFields) -> Item:
    """A new step; its owner shares its uid. Raises `KeyError` for a kind that no room has declared."""
    item_kinds[kind]
    item = Item(kind=kind, uid=uid, space=space, **{**fields, "title": shortened(fields["title"])})
    item.save()
    return item


def move_item(item: Item, fields: ItemFields) -> Item:
    """What the step shows from now on."""
    if "title" in fields:
        fields = {**fields, "title": shortened(fields["title"])}
    for name, value in fields.items():
        setattr(item, name, value)
    item.moved_at = now()
    item.save(update_fields=[*fields, "moved_at"])
    return item


def purge_item(*, by: Reader, item: Item) -> None:
    """Leaves a tombstone: the links stay, what was said is gone."""
    del by
    Item.objects.filter(pk=item.pk).update(title="", state="supprimé", awaits=False, moved_at=now())


def shortened(title: str) -> str:
    """On one line, cut at a word when too long."""
    line = " ".join(title.split())
    if len(line) <= LONGEST_TITLE:
        return line
    return line[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"
