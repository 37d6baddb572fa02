"""Reads: what the search knows of the steps of threads, each under its own audience; a purged step is found by nobody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.urls import reverse

from maillage.search.registries import Document
from maillage.thread.models import Item
from maillage.thread.registries import item_kinds

STEP = "fil"
STANDING, OVER = 90, 200
"""Steps of which something is expected come before those that are over."""


def step_documents(ids: Sequence[int]) -> Iterable[Document]:
    """In bulk, one query."""
    rows = Item.objects.filter(pk__in=ids).exclude(title="").select_related("space")
    return [_document(one) for one in rows]


def _document(item: Item) -> Document:
    kind = item_kinds[item.kind]
    space = item.space.name if item.space else ""
    return Document(
        object_id=item.pk,
        audience=item.audience,
        title=item.title,
        path=reverse(kind.url_name, args=[item.address]),
        uid=item.uid,
        subtitle=" · ".join(part for part in (kind.label.capitalize(), item.state, space) if part),
        body=[kind.label],
        standing=STANDING if item.awaits else OVER,
    )


def all_step_ids() -> Iterable[int]:
    return Item.objects.exclude(title="").values_list("pk", flat=True)
