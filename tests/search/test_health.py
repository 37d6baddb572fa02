"""`maillage doctor` and `maillage reindex` on the index of the search."""

from __future__ import annotations

import pytest
from django.db import connection
from tests.search.conftest import Shelf

from maillage.core.analysis import understand
from maillage.core.readers import VISITOR
from maillage.search.actions import reindex
from maillage.search.health import index_problems
from maillage.search.models import SearchDocument


def test_a_sound_index_has_nothing_to_mend(library: Shelf) -> None:
    assert list(index_problems()) == []


def test_what_is_gone_but_still_found_is_told_then_mended(library: Shelf) -> None:
    del library.documents[4]
    assert list(index_problems()) == ["À retirer de la recherche\u00a0: 1 organisation (maillage reindex)"]
    reindex()
    assert list(index_problems()) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL generates its vectors")
def test_words_that_lead_astray_are_told_then_mended(library: Shelf) -> None:
    """As a migration would leave it that rebuilt the table of documents without its triggers."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER search_document_changed")
    SearchDocument.objects.filter(object_id=11).update(title_tokens=" 0fxylophon xylophone ")
    assert list(index_problems()) == ["L’index de recherche ne correspond plus aux fiches (maillage reindex)"]
    del library.documents[11]
    reindex()
    assert list(index_problems()) == []
    assert not SearchDocument.objects.answering(understand("continue"), VISITOR).exists()
