"""Entering a commune finds the competent centre, by its smallest territory, on the chosen day (A11)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.network.factories import make_organisation, make_territory
from tests.network.screens import text

from maillage.core.readers import SYSTEM
from maillage.network.actions.competence import declare_competence, end_competence
from maillage.network.models import Organisation
from maillage.territory.models import PostalCode

pytestmark = pytest.mark.django_db
D = dt.date


@pytest.fixture
def cripel() -> Organisation:
    """Competent for the arrondissement since 1997; Verviers has a centre of its own since 2000."""
    province = make_territory("Liège", "province")
    arrondissement = make_territory("Arrondissement de Liège", "arrondissement", province)
    PostalCode.objects.create(code="4100", territory=make_territory("Seraing", "commune", arrondissement))
    verviers = make_territory("Verviers", "commune", province)
    huy = make_territory("Arrondissement de Huy", "arrondissement", province)
    make_territory("Seraing-le-Château", "quarter", huy)
    declare_competence(
        by=SYSTEM, centre=make_organisation("Huy"), territory=huy, source="Décret", since=D(2000, 1, 1)
    )
    make_territory("Stembert", "quarter", verviers)
    cripel = make_organisation("CRIPEL")
    declare_competence(by=SYSTEM, centre=cripel, territory=province, source="Décret", since=D(1997, 1, 1))
    crvi = make_organisation("CRVI")
    row = declare_competence(by=SYSTEM, centre=crvi, territory=verviers, source="Décret", since=D(2000, 1, 1))
    end_competence(by=SYSTEM, row=row, last_day=D(2020, 12, 31))
    return cripel


def found(typed: str, day: str = "2010-06-01") -> list[tuple[str, str]]:
    answer = Client().get(reverse("network:competences"), {"q": typed, "au": day})
    rows: Any = answer.context["listing"].rows
    return [(row.object.territory.name, row.object.centre.name) for row in rows]


@pytest.mark.usefixtures("cripel")
@pytest.mark.parametrize(
    ("typed", "day", "answer"),
    [
        ("Seraing", "2010-06-01", [("Liège", "CRIPEL")]),
        ("SERAING", "2010-06-01", [("Liège", "CRIPEL")]),
        ("seraing", "1996-12-31", []),
        ("Seraing le Château", "2010-06-01", [("Arrondissement de Huy", "Huy")]),
        ("serai", "2010-06-01", [("Arrondissement de Huy", "Huy"), ("Liège", "CRIPEL")]),
        ("Verviers", "2010-06-01", [("Verviers", "CRVI")]),
        ("Verviers", "1999-12-31", [("Liège", "CRIPEL")]),
        ("Verviers", "2021-01-01", [("Liège", "CRIPEL")]),
        ("Stembert", "2010-06-01", [("Verviers", "CRVI")]),
        ("crvi", "2010-06-01", [("Verviers", "CRVI")]),
        ("Bastogne", "2010-06-01", []),
        ("4100", "2010-06-01", [("Liège", "CRIPEL")]),
        (" 4999 ", "2010-06-01", []),
        ("🎈", "1998-06-01", [("Liège", "CRIPEL")]),
    ],
)
def test_a_commune_finds_its_centre_on_that_day(typed: str, day: str, answer: list[tuple[str, str]]) -> None:
    assert sorted(found(typed, day)) == answer


def test_and_the_centre_shows_its_territories(cripel: Organisation) -> None:
    page = text(Client().get(reverse("network:organisation", args=[cripel.address]) + "?au=2010-06-01"))
    assert "Liège" in page
    assert "Décret" in page


def test_finding_takes_as_many_queries_for_one_commune_as_for_three(cripel: Organisation) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            found("Seraing")
        return len(queries)

    before = count()
    for number in range(2):
        make_territory(f"Seraing {number}", "commune")
    assert count() == before
