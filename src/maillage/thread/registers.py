"""What the thread adds to lower rooms: the page of a space, « Mes suivis », the foot of every page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Count
from django.urls import reverse

from maillage.core.readers import PUBLIC, Reader, organises_key
from maillage.network.models import Space
from maillage.network.registries import DeskLine, audience_followers, desk_lines, space_panels
from maillage.search.registries import SearchSource, sources
from maillage.thread.actions.items import show_items
from maillage.thread.models import Item
from maillage.thread.panels import threads_panel
from maillage.thread.queries.documents import STEP, all_step_ids, step_documents
from maillage.thread.queries.threads import silent_items
from maillage.ui.menu import MenuEntry, foot_menu


def follow_audience(space: Space, old: str, new: str) -> None:
    """A space that becomes restricted takes its public steps along; nothing is ever opened to more people, so what waits
    for its organisers stays theirs."""
    del old
    if new == PUBLIC:
        return
    show_items(Item.objects.filter(space=space, audience=PUBLIC), space.key)


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
    sources.add(
        STEP,
        SearchSource(
            label="constat ou action",
            label_plural="constats et actions",
            documents_for=step_documents,
            all_ids=all_step_ids,
            list_url_name="thread:items",
            icon="arrows-right-left",
        ),
        rank=45,
    )
