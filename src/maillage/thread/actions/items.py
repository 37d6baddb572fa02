"""Writes: steps of the thread, for the actions of the rooms that own them. They check the rules and write the journal."""

from __future__ import annotations

import datetime as dt
from typing import TypedDict

from django.db.models import QuerySet

from maillage.core.readers import Reader
from maillage.network.models import Space
from maillage.records.clock import now
from maillage.search.actions import forget_objects, index_objects
from maillage.thread.models import LONGEST_TITLE, Item
from maillage.thread.queries.documents import STEP
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
    index_objects(kind=STEP, ids=[item.pk])
    return item


def move_item(item: Item, fields: ItemFields) -> Item:
    """What the step shows from now on."""
    if "title" in fields:
        fields = {**fields, "title": shortened(fields["title"])}
    for name, value in fields.items():
        setattr(item, name, value)
    item.moved_at = now()
    item.save(update_fields=[*fields, "moved_at"])
    if fields:
        index_objects(kind=STEP, ids=[item.pk])
    return item


def show_items(items: QuerySet[Item], audience: str) -> None:
    """To other readers from now on; the search follows in the same transaction."""
    ids = list(items.exclude(audience=audience).values_list("pk", flat=True))
    Item.objects.filter(pk__in=ids).update(audience=audience)
    index_objects(kind=STEP, ids=ids)


def purge_item(*, by: Reader, item: Item) -> None:
    """Leaves a tombstone: the links stay, what was said is gone."""
    del by
    Item.objects.filter(pk=item.pk).update(title="", state="supprimé", awaits=False, moved_at=now())
    forget_objects(kind=STEP, ids=[item.pk])


def shortened(title: str) -> str:
    """On one line, cut at a word when too long."""
    line = " ".join(title.split())
    if len(line) <= LONGEST_TITLE:
        return line
    return line[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"
