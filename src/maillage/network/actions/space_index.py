"""Keeping the search in step with a space, in the transaction of the action that changes it."""

from __future__ import annotations

from maillage.network.models import Space
from maillage.network.queries.space_documents import KIND
from maillage.search.actions import index_objects


def index_space(space: Space) -> None:
    index_objects(kind=KIND, ids=[space.pk])


def index_space_and_below(space: Space) -> None:
    """With its sub-groups, which follow its ground, themes and visibility."""
    ids, waiting = [space.pk], [space.pk]
    while waiting:
        waiting = list(Space.objects.filter(parent__in=waiting).values_list("pk", flat=True))
        ids += waiting
    index_objects(kind=KIND, ids=ids)
