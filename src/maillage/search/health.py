"""What `maillage doctor` looks at in this room: an index that no longer says what the house holds."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import DatabaseError, connection, transaction

from maillage.search.matching import FTS_TABLE
from maillage.search.models import SearchDocument
from maillage.search.registries import sources


def index_problems() -> Iterator[str]:
    """Documents of objects that are gone, and on SQLite words that lead to the wrong document."""
    for kind, source in sources.items():
        held = set(SearchDocument.objects.filter(kind=kind).values_list("object_id", flat=True))
        gone = held - set(source.all_ids())
        if gone:
            label = source.label if len(gone) == 1 else source.label_plural
            yield f"À retirer de la recherche\u00a0: {len(gone)} {label} (maillage reindex)"
    if connection.vendor == "sqlite" and not _fts_is_sound():
        yield "L’index de recherche ne correspond plus aux fiches (maillage reindex)"


def _fts_is_sound() -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {FTS_TABLE}({FTS_TABLE}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
    except DatabaseError:
        return False
    return True
