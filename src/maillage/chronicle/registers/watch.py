"""What watch notes add to lower rooms: their letters are durable work; the search finds them."""

from __future__ import annotations

from maillage.chronicle.queries import documents
from maillage.chronicle.watch_letters import queue_watch_copies_once
from maillage.records.work import DurableWork, durable_work
from maillage.search.registries import SearchSource, sources


def register() -> None:
    durable_work.add("watch_letters", DurableWork("notes de veille", queue_watch_copies_once), rank=60)
    sources.add(
        documents.WATCH,
        SearchSource(
            label="note de veille",
            label_plural="notes de veille",
            documents_for=documents.watch_documents,
            all_ids=documents.all_watch_ids,
            list_url_name="chronicle:watch_notes",
            icon="eye",
        ),
        rank=55,
    )
