"""Many rows in one statement: what Python holds is what the database gives back, on both databases."""

from __future__ import annotations

import pytest

from maillage.exchange.models import ImportRow, ImportRun
from maillage.network.models import Organisation, OrganisationName
from maillage.records.bulk import ROWS_AT_ONCE, create_rows, update_rows

pytestmark = pytest.mark.django_db

FIELDS = [ImportRow._meta.get_field(name) for name in ("outcome", "message", "object_id", "result")]


def made(*numbers: int) -> list[ImportRow]:
    run = ImportRun.objects.create(kind="organisations", file_name="liste.xlsx", file_size=1)
    return [ImportRow.objects.create(run=run, number=number, label=f"Ligne {number}") for number in numbers]


def test_rows_take_the_values_given_and_keep_the_others() -> None:
    first, second, third = made(1, 2, 3)
    told = {"created": [{"pk": 4, "print": 'é "guillemets" {accolades} \\'}]}
    update_rows(
        ImportRow,
        FIELDS,
        [(first.pk, ["written", "", 41, told]), (second.pk, ["failed", "Déjà, « là »", None, {}])],
    )
    rows = ImportRow.objects.order_by("number").values_list(
        "label", "outcome", "message", "object_id", "result"
    )
    assert list(rows) == [
        ("Ligne 1", "written", "", 41, told),
        ("Ligne 2", "failed", "Déjà, « là »", None, {}),
        ("Ligne 3", "waiting", "", None, {}),
    ]
    assert third.outcome == "waiting"


def test_nothing_to_change_asks_nothing(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        update_rows(ImportRow, FIELDS, [])


def test_new_objects_get_their_keys_their_defaults_and_what_their_fields_work_out() -> None:
    awkward = "L’Écho 100 % « là » \\ 'et' \x1f"
    rows = [Organisation(name=awkward, short_name="É")] + [
        Organisation(name=f"Maison {number}") for number in range(ROWS_AT_ONCE + 1)
    ]
    create_rows(rows)
    assert [row.name for row in rows] == [Organisation.objects.get(pk=row.pk).name for row in rows]
    found = Organisation.objects.get(pk=rows[0].pk)
    assert (found.name, found.sort_name[:6], found.uid) == (awkward, "l echo", rows[0].uid)
    assert (found.version, found.valid_to, found.migrant_led) == (1, None, False)
    rows[0].phone = "081 22 33 44"
    rows[0].save()
    assert Organisation.objects.get(pk=rows[0].pk).phone == "081 22 33 44"


def test_objects_that_point_to_others_keep_what_is_nested() -> None:
    (row,) = made(1)
    later = ImportRow(run=row.run, number=2, cells={"name": 'é "x" \\'}, object_id=None)
    create_rows([later])
    found = ImportRow.objects.get(pk=later.pk)
    assert (found.run, found.cells, found.object_id) == (row.run, {"name": 'é "x" \\'}, None)
    organisation = Organisation(name="Les Mots")
    create_rows([organisation])
    create_rows([OrganisationName(organisation=organisation, name="Les Maux")])
    assert organisation.names.get().name == "Les Maux"


def test_no_object_asks_nothing(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        create_rows([])
