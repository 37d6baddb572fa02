"""What is remembered of searches lasts as long as the index: every change of it is seen, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread

import pytest
from django.db import connection, models, transaction
from tests.network.factories import make_organisation
from tests.search.conftest import Shelf, document

from maillage.core.readers import MEMBERS, PUBLIC, SYSTEM, VISITOR
from maillage.journal.actions import record
from maillage.search.actions import forget_objects, reindex
from maillage.search.models import IndexChange, SearchDocument
from maillage.search.queries.changes import index_version
from maillage.search.queries.results import CROWD, Asked, find

FIELDS = [field for field in SearchDocument._meta.concrete_fields if not field.primary_key]
WAYS: dict[str, Callable[[Shelf], object]] = {
    "added": lambda shelf: shelf.put(document(3, "Une troisième")),
    "renamed": lambda shelf: shelf.change(1, title="Autrement"),
    "restricted": lambda shelf: shelf.change(1, audience=MEMBERS),
    "taken away": lambda shelf: shelf.take_away(1),
    "forgotten": lambda _shelf: forget_objects(kind="organisation", ids=[2]),
    "a row deleted": lambda _shelf: SearchDocument.objects.get(object_id=2).delete(),
    "all deleted": lambda _shelf: SearchDocument.objects.all().delete(),
    "rows created in bulk": lambda _shelf: SearchDocument.objects.bulk_create(
        [SearchDocument(kind="lieu", object_id=9, audience=PUBLIC)]
    ),
    "rows ignored or not": lambda _shelf: SearchDocument.objects.bulk_create(
        [SearchDocument(kind="lieu", object_id=9, audience=PUBLIC)], ignore_conflicts=True
    ),
    "rows updated in bulk": lambda _shelf: SearchDocument.objects.update(standing=7),
    "one deleted, one added": lambda shelf: (shelf.take_away(1), shelf.put(document(3, "Une troisième"))),
}


@pytest.fixture
def two(organisations: Shelf) -> Shelf:
    organisations.put(document(1, "La première"), document(2, "La deuxième"))
    return organisations


@pytest.mark.parametrize("way", WAYS)
def test_every_way_a_document_changes_or_goes_is_seen(two: Shelf, way: str) -> None:
    before = index_version()
    WAYS[way](two)
    assert index_version() != before


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_every_column_counts(two: Shelf, field: models.Field[object, object]) -> None:
    before = index_version()
    new = 77 if isinstance(field, models.IntegerField) else " autre "
    assert SearchDocument.objects.filter(object_id=1).update(**{field.name: new}) == 1
    assert index_version() != before


def test_what_changes_no_document_is_not_seen(two: Shelf) -> None:
    before = index_version()
    two.put(two.documents[1])
    reindex()
    forget_objects(kind="organisation", ids=[99])
    SearchDocument.objects.filter(object_id=99).update(standing=7)
    record(by=SYSTEM, verb="relue", on=SearchDocument.objects.get(object_id=1), audience=PUBLIC)
    assert index_version() == before


def test_the_same_change_twice_gives_two_versions(two: Shelf) -> None:
    """As when a change is rolled back and another one takes its place: what was remembered in between is lost."""
    seen = {index_version()}
    for _ in range(3):
        with transaction.atomic():
            two.take_away(1)
            seen.add(index_version())
            transaction.set_rollback(True)
        two.documents[1] = document(1, "La première")
        seen.add(index_version())
    assert len(seen) == 4


def test_one_row_is_enough_for_one_writer(two: Shelf) -> None:
    for number in range(3, 8):
        two.put(document(number, f"Numéro {number}"))
    assert IndexChange.objects.count() == 1


def test_a_common_word_is_found_as_the_index_holds_it(organisations: Shelf) -> None:
    organisations.put(*(document(number, f"Maison {number}") for number in range(1, CROWD + 2)))
    assert find(Asked("maison"), VISITOR).count == CROWD + 1
    make_organisation("Le Chœur")
    SearchDocument.objects.filter(object_id=1).update(audience=MEMBERS, marks=" 0korganisation 0amembers ")
    assert find(Asked("maison"), VISITOR).count == CROWD
    organisations.take_away(2)
    assert find(Asked("maison"), VISITOR).count == CROWD - 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time")
def test_two_writers_neither_wait_nor_hide_each_other() -> None:
    """The first to write is the last to commit: its change is seen after the other's."""
    wrote, may_commit = Event(), Event()

    def slowly() -> None:
        try:
            with transaction.atomic():
                SearchDocument.objects.create(kind="lieu", object_id=1, audience=PUBLIC)
                wrote.set()
                assert may_commit.wait(10)
        finally:
            connection.close()

    SearchDocument.objects.create(kind="lieu", object_id=3, audience=PUBLIC)
    slow = Thread(target=slowly)
    slow.start()
    try:
        assert wrote.wait(10)
        versions = [index_version()]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '2s'")
            SearchDocument.objects.create(kind="lieu", object_id=2, audience=PUBLIC)
        versions.append(index_version())
    finally:
        may_commit.set()
        slow.join()
    versions.append(index_version())
    assert len(set(versions)) == 3
    assert (SearchDocument.objects.count(), IndexChange.objects.count()) == (3, 2)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
def test_emptying_the_table_is_seen() -> None:
    before = index_version()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE search_searchdocument")
    assert index_version() != before
