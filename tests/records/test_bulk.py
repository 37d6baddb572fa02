"""Many rows in one statement: what Python holds is what the database gives back, on both databases."""

from __future__ import annotations

import pytest

from maillage.exchange.models import ImportRow, ImportRun
from maillage.records.bulk import update_rows

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
