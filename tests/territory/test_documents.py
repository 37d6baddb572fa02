"""Territories in the search of the house."""

import pytest
from tests.territory.conftest import place

from maillage.core.readers import Reader
from maillage.records.identity import new_uid
from maillage.search.actions import index_objects
from maillage.search.models import SearchDocument
from maillage.territory.actions.places import draw_place, edit_place
from maillage.territory.models import Territory
from maillage.territory.queries.documents import KIND, documents_for, names_of, uids_around

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def test_a_commune_is_found_by_its_other_names_and_codes() -> None:
    found = {one.title: one for one in documents_for([place("62063").pk, place("58001").pk])}

    assert [wording.text for wording in found["Liège"].names[:2]] == ["Lüttich", "Luik"]  # type: ignore[union-attr]
    assert {"58001", "55022", "7100"} <= set(found["La Louvière"].names)
    assert found["Liège"].subtitle == "commune, Province de Liège"


def test_what_is_in_a_quarter_is_found_by_its_commune_and_its_province() -> None:
    quarter = place("62096B")

    around = uids_around([quarter.pk])[quarter.pk]

    assert {quarter.uid, place("62096").uid, place("60000").uid} <= set(around)
    assert names_of([place("60000").uid]) == {place("60000").uid: "Province de Liège"}


def test_documents_are_fetched_in_bulk(django_assert_num_queries: object) -> None:
    three = [place(code).pk for code in ("62063", "58001", "92094")]
    list(documents_for(three))

    with django_assert_num_queries(5):  # type: ignore[operator]
        list(documents_for(three[:1]))
    with django_assert_num_queries(5):  # type: ignore[operator]
        list(documents_for(three))


def test_a_quarter_drawn_is_indexed_and_its_new_name_too(coordinator: Reader) -> None:
    row = draw_place(
        by=coordinator,
        uid=new_uid(),
        level=Territory.Level.QUARTER,
        name="Outremeuse",
        names={},
        parent=place("62063"),
    )
    edit_place(
        by=coordinator,
        territory=row,
        seen=1,
        name="Djus-d’la-Moûse",
        names={},
        parent=row.parent,
        valid_from=None,
        valid_to=None,
    )

    assert SearchDocument.objects.get(kind=KIND, object_id=row.pk).title == "Djus-d’la-Moûse"


def test_every_territory_can_be_indexed() -> None:
    assert index_objects(kind=KIND, ids=[place("92094").pk, place("01000").pk]) == 2
