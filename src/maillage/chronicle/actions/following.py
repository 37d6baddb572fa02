"""What follows when a space closes its doors, or when two sheets turn out to be one organisation."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import models

from maillage.chronicle.models import NewsItem
from maillage.chronicle.queries.documents import NEWS
from maillage.core.readers import MEMBERS, PUBLIC, Reader
from maillage.journal.models import Entry
from maillage.network.models import Organisation, Space, Succession
from maillage.search.actions import index_objects


def follow_audience(space: Space, old: str, new: str) -> None:
    """A space that becomes restricted takes its news along; one that opens leaves to its organisers what to show."""
    del old
    if new == PUBLIC:
        return
    ids = list(NewsItem.objects.filter(space=space).exclude(audience=space.key).values_list("pk", flat=True))
    NewsItem.objects.filter(pk__in=ids).update(audience=space.key)
    narrow_journal(NewsItem, ids, space.key)
    index_objects(kind=NEWS, ids=ids)


def narrow_journal(model: type[models.Model], ids: Collection[int], audience: str) -> None:
    """What the journal told more people than may now read the thing itself; nothing is ever opened to more."""
    if audience == PUBLIC:
        return
    told = Entry.objects.filter(object_type=model._meta.label_lower, object_id__in=ids)
    told.filter(audience__in=(PUBLIC, MEMBERS)).update(audience=audience)


def follow_succession(by: Reader, succession: Succession) -> object:
    """What an organisation announced stays its own, unless its sheet was the same one entered twice."""
    del by
    if succession.kind != Succession.Kind.DUPLICATE or succession.successor is None:
        return []
    ids = list(NewsItem.objects.filter(organisation=succession.former).values_list("pk", flat=True))
    _give(ids, succession.successor)
    return ids


def undo_succession(by: Reader, succession: Succession, note: Any) -> None:
    del by
    _give(list(note or []), succession.former)


def _give(ids: list[int], organisation: Organisation) -> None:
    for item in NewsItem.objects.filter(pk__in=ids).order_by("pk"):
        item.organisation = organisation
        item.save(update_fields=["organisation", "find_key"])
    index_objects(kind=NEWS, ids=ids)
