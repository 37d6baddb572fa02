"""What is found: the same on SQLite and PostgreSQL, since each answer is compared with a list written by hand and with
the meaning of the query worked out in Python; the suite runs on both databases."""

from __future__ import annotations

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.search.conftest import Shelf, document

from maillage.core.analysis import holds, understand
from maillage.core.readers import MEMBERS, PUBLIC, VISITOR, Reader, space_key
from maillage.search.matching import INDEXED_BY
from maillage.search.models import SearchDocument

WORDS = ["école", "ecoles", "plate-forme", "Namur", "sociale", "d’action", "logements", "œuvre", "0412", "bur"]
EVERYTHING = Reader(keys=frozenset({PUBLIC, MEMBERS, space_key("abcd2345")}))

ANSWERS = [
    ("cours", {1}),
    ("étrangère", {1}),
    ("etrangere", {1}),
    ("mots passeurs", {1}),
    ("MOTS-PASSEURS", {1}),
    ("cpas", {2}),
    ("c.p.a.s", {2}),
    ("l’action sociale", {2}),
    ("sociaux", {2, 3}),
    ("sainte walburge", {3}),
    ("réunion", {3}),
    ("travailleur", {4}),
    ("egalites", {4}),
    ("formation", {4, 11}),
    ("plateforme", {5, 9}),
    ("plate-forme", {5, 9}),
    ("plateformes de logements", {5, 9}),
    ("pfl", {5}),
    ("oeuvres", {6}),
    ("médiatrice interculturelle", {6}),
    ("0412345678", {6}),
    ("vereniging", {7}),
    ("buurtvereniging", {7}),
    ("الأمل", {8}),
    ("expulsion", {9}),
    ("évaluations", {10}),
    ("formation logement", set()),
    ("inconnu", set()),
    ("cour", set()),
    ('" OR 1=1 --', set()),
    ("NOT formation", set()),
    ("formation*", {4, 11}),
]


def found(text: str, *, partial: bool = False, kind: str = "organisation") -> set[int]:
    matching = SearchDocument.objects.answering(understand(text, partial=partial), EVERYTHING)
    return set(matching.filter(kind=kind).values_list("object_id", flat=True))


def worked_out(text: str, *, partial: bool = False) -> set[int]:
    query = understand(text, partial=partial)
    rows = SearchDocument.objects.visible_to(EVERYTHING).filter(kind="organisation")
    return {
        row.object_id
        for row in rows
        if holds(query, set(f"{row.title_tokens} {row.names_tokens} {row.body_tokens}".split()))
    }


@pytest.mark.parametrize(("text", "numbers"), ANSWERS)
def test_each_search_finds_what_a_person_expects(library: Shelf, text: str, numbers: set[int]) -> None:
    assert found(text) == numbers
    assert worked_out(text) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("formati", {4, 11}), ("mots p", {1}), ("soc", {2, 3}), ("pl", {5, 9}), ("zzz", set())],
)
def test_the_beginning_of_a_word_finds_it(library: Shelf, text: str, numbers: set[int]) -> None:
    assert found(text, partial=True) == numbers
    assert worked_out(text, partial=True) == numbers


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), max_size=3),
    st.booleans(),
)
def test_the_database_gives_a_query_its_meaning(library: Shelf, words: list[str], partial: bool) -> None:
    text = " ".join(words)
    if understand(text):
        assert found(text, partial=partial) == worked_out(text, partial=partial)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=40))
def test_nothing_typed_upsets_the_database(library: Shelf, text: str) -> None:
    if understand(text):
        assert found(text, partial=True) == worked_out(text, partial=True)


def test_what_changed_is_found_by_its_new_words_only(organisations: Shelf) -> None:
    organisations.put(document(1, "Maison du peuple"))
    organisations.change(1, title="Maison de la laïcité", body=["débats"])
    assert (found("peuple"), found("laicite"), found("debat"), found("maison")) == (set(), {1}, {1}, {1})
    assert SearchDocument.objects.count() == 1


def test_what_is_gone_leaves_no_ghost(organisations: Shelf) -> None:
    organisations.put(document(1, "Maison du peuple", body=["peuple peuple"]), document(2, "Le peuple"))
    organisations.change(1, body=[])
    organisations.take_away(1)
    assert found("peuple") == {2}
    SearchDocument.objects.all().delete()
    assert found("peuple") == set()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_index(search_index, rank) VALUES ('integrity-check', 1)")


def test_a_visitor_finds_only_what_is_public(library: Shelf) -> None:
    for words in ("évaluation", "tournesol", "expulsions"):
        assert SearchDocument.objects.answering(understand(words), EVERYTHING).exists()
        assert not SearchDocument.objects.answering(understand(words), VISITOR).exists()


@pytest.mark.parametrize("partial", [False, True])
def test_a_search_is_answered_by_the_index(library: Shelf, partial: bool) -> None:
    """Among a few thousand public documents of which the planner knows nothing, as after an import."""
    SearchDocument.objects.bulk_create(
        SearchDocument(
            kind="lieu", object_id=number, audience=PUBLIC, title_tokens=f" lieu w{number} ", marks=" 0apublic "
        )
        for number in range(3_000)
    )
    query = SearchDocument.objects.answering(understand("namur", partial=partial), VISITOR)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    plan = query.values_list("pk").explain()
    assert INDEXED_BY[connection.vendor] in plan
    if connection.vendor == "sqlite":
        assert "USING INTEGER PRIMARY KEY" in plan
        assert "SCAN search_searchdocument" not in plan
    else:
        assert "Bitmap Index Scan on search_vector" in plan
