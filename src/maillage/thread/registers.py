"""What the thread adds to lower rooms: a space that closes its doors takes its steps along."""

from __future__ import annotations

from maillage.core.readers import PUBLIC
from maillage.network.models import Space
from maillage.network.registries import audience_followers
from maillage.thread.models import Item


def follow_audience(space: Space, old: str, new: str) -> None:
    """Nothing is ever opened to more people; a space whose key changed hands its steps the new one."""
    del old
    if new == PUBLIC:
        return
    Item.objects.filter(space=space).exclude(audience=space.key).update(audience=space.key)


def register() -> None:
    audience_followers.add("thread", follow_audience)
