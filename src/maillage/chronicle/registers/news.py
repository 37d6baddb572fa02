"""What news add to lower rooms: the menu, panels, what the search finds, what follows a space or an organisation."""

from __future__ import annotations

from maillage.chronicle.actions.following import follow_audience, follow_succession, undo_succession
from maillage.chronicle.panels import news_of_organisation_panel, news_of_space_panel
from maillage.chronicle.queries import documents
from maillage.network.registries import (
    MergeFollower,
    audience_followers,
    merge_followers,
    organisation_panels,
    space_panels,
)
from maillage.records.work import Timer, timers
from maillage.search.actions import index_objects
from maillage.search.models import SearchDocument
from maillage.search.registries import SearchSource, sources
from maillage.ui.menu import MenuEntry, menu


def archive_in_search() -> int:
    """News whose last day is over are found after those of today."""
    ended = documents.just_archived()
    found = SearchDocument.objects.filter(kind=documents.NEWS, object_id__in=ended, standing=documents.SHOWN)
    late = list(found.values_list("object_id", flat=True))
    return index_objects(kind=documents.NEWS, ids=late) if late else 0


def register() -> None:
    menu.add("news", MenuEntry("Nouvelles", "chronicle:news", "/nouvelles/", also=("/veille/",)), rank=60)
    organisation_panels.add("news", news_of_organisation_panel, rank=15)
    space_panels.add("news", news_of_space_panel, rank=15)
    audience_followers.add("news", follow_audience)
    merge_followers.add("news", MergeFollower(follow_succession, undo_succession), rank=70)
    timers.add("news-archive", Timer("nouvelles passées", archive_in_search))
    sources.add(
        documents.NEWS,
        SearchSource(
            label="nouvelle",
            label_plural="nouvelles",
            documents_for=documents.news_documents,
            all_ids=documents.all_news_ids,
            list_url_name="chronicle:news",
            icon="megaphone",
        ),
        rank=50,
    )
