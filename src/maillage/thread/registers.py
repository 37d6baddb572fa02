"""What the thread adds to lower rooms: the page of a space, « Mes suivis », the foot of every page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Count
from django.urls import reverse

from maillage.core.readers import PUBLIC, Reader, organises_key
from maillage.network.models import Space
from maillage.network.registries import DeskLine, audience_followers, desk_lines, space_panels
from maillage.thread.models import Item
from maillage.thread.panels import threads_panel
from maillage.thread.queries.threads import silent_items
from maillage.ui.menu import MenuEntry, foot_menu


def follow_audience(space: Space, old: str, new: str) -> None:
    """Nothing is ever opened to more people; a space whose key changed hands its steps the new one."""
    del old
    if new == PUBLIC:
        return
    Item.objects.filter(space=space).exclude(audience=space.key).update(audience=space.key)


def _desk_lines(reader: Reader, day: dt.date) -> Sequence[DeskLine]:
    """Threads without a sequel for six months, a line for each space that the reader organises."""
    prefix = organises_key("")
    organised = [key.removeprefix(prefix) for key in reader.keys if key.startswith(prefix)]
    if not organised:
        return []
    silent = silent_items(reader, day).filter(space__uid__in=organised).order_by()
    rows = silent.values("space__uid", "space__name").annotate(n=Count("pk")).order_by("space__name")
    return [
        DeskLine(
            label="1 fil sans suite depuis six mois"
            if row["n"] == 1
            else f"{row['n']} fils sans suite depuis six mois",
            url=f"{reverse('thread:items')}?espace={row['space__uid']}&suite=oubliee",
            detail=row["space__name"],
        )
        for row in rows
    ]


def register() -> None:
    space_panels.add("threads", threads_panel, rank=8)
    desk_lines.add("threads", _desk_lines, rank=60)
    foot_menu.add("threads", MenuEntry("Le fil rouge", "thread:items", "/fil-rouge/"), rank=5)
    audience_followers.add("thread", follow_audience)
