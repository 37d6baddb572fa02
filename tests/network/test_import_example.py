"""The example file of the first five minutes: everything that is wrong with it is found, and it goes away again."""

from __future__ import annotations

import pytest
from django.test import override_settings
from tests.network.import_files import previewed, undone

from maillage.core.readers import Reader
from maillage.demo.example_file import example_workbook, operators
from maillage.exchange import states
from maillage.exchange.actions import confirm_import
from maillage.exchange.registries import example_files
from maillage.exchange.work import carry_on
from maillage.network.models import Organisation
from maillage.territory.models import PostalCode, Territory

pytestmark = pytest.mark.django_db

TOWNS = {
    "Liège": ("4000", "4020"),
    "Seraing": ("4100",),
    "Herstal": ("4040",),
    "Namur": ("5000",),
    "La Louvière": ("7100",),
}


@pytest.fixture(autouse=True)
def _towns() -> None:
    for code, (name, postal) in enumerate(TOWNS.items(), 62000):
        town = Territory.objects.create(level="commune", code=str(code), name=name)
        for one in postal:
            PostalCode.objects.create(code=one, territory=town)


def test_the_file_has_forty_operators_below_its_titles(coordinator: Reader) -> None:
    assert len(operators()) == 40
    run = previewed(example_workbook(), coordinator)
    assert (run.state, run.header_row) == (states.PREVIEWED, 4)
    assert run.rows.filter(is_blocked=False).count() == 40
    assert run.rows.get(is_blocked=True).label.startswith("Source :")


def test_its_two_duplicates_are_found(coordinator: Reader) -> None:
    run = previewed(example_workbook(), coordinator)
    doubles = [row for row in run.rows.order_by("number") if any(one["is_same"] for one in row.candidates)]
    assert [row.number for row in doubles] == [39, 40]
    assert [row.decision for row in doubles] == ["join", "join"]


def test_its_doubtful_cells_are_found_with_what_they_should_be(coordinator: Reader) -> None:
    run = previewed(example_workbook(), coordinator)
    suggested = {flag["suggestion"] for row in run.rows.all() for flag in row.flags} - {""}
    assert suggested == {"info@lettres-ouvertes.example.org", "atelier.heron@gmail.com", "4100"}
    said = " ".join(flag["message"] for row in run.rows.all() for flag in row.flags)
    for words in (
        "M. et Mme",
        "2 adresses",
        "2 numéros",
        "zéro du début",
        "chiffres de contrôle",
        "un de ses services",
    ):
        assert words in said


def test_its_services_become_services_of_their_commune(coordinator: Reader) -> None:
    run = previewed(example_workbook(), coordinator)
    confirm_import(by=coordinator, run=run)
    carry_on(run, seconds=60)
    assert not run.rows.filter(outcome="failed").exists()
    assert Organisation.objects.count() == 38
    commune = Organisation.objects.get(name="Commune de Trois-Rives (exemple)")
    assert sorted(one.name for one in commune.services.all()) == [
        "Plan de cohésion sociale",
        "Service de la petite enfance",
    ]
    assert {one.sites.get().street for one in commune.services.all()} == {"Grand-Place 1"}
    undone(run, coordinator)
    assert not Organisation.objects.exists()


@override_settings(DEMO=True)
def test_the_page_offers_it() -> None:
    assert example_files["operateurs"].content()[:2] == b"PK"
