"""The axes that a platform's page shows are those of the frameworks in force on the day (G20, G21)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from tests.network.factories import make_organisation, make_term
from tests.network.screens import text
from tests.network.space_factories import make_space, organiser

from maillage.core.readers import SYSTEM
from maillage.network.actions.axes import set_axis
from maillage.network.actions.spaces import create_space
from maillage.network.models import Space, SpaceHost
from maillage.network.queries.space_page import space_page
from maillage.records.identity import new_uid
from maillage.vocabulary.models import Scheme, Term

pytestmark = pytest.mark.django_db


def test_an_axis_leaves_the_page_with_its_framework_and_stays_readable_before() -> None:
    axis = make_term("pcs-2014-2019", "axe 2", "Habitat")
    Scheme.objects.filter(pk=axis.scheme_id).update(
        kind=Scheme.Kind.FRAMEWORK, valid_from=dt.date(2014, 1, 1), valid_to=dt.date(2019, 12, 31)
    )
    axis = Term.objects.select_related("scheme").get(pk=axis.pk)
    space = create_space(
        by=SYSTEM,
        uid=new_uid(),
        name="Plateforme FLE",
        kind=make_term("space-kind", "plateforme"),
        hosts=[(make_organisation("Centre", is_host=True), SpaceHost.Role.HOST)],
    )
    set_axis(by=SYSTEM, space=space, axis=axis, since=dt.date(2014, 1, 1))
    days = (dt.date(2018, 6, 1), dt.date(2026, 6, 1))
    assert [[row.axis.name for row in space_page(space, SYSTEM, day).axes] for day in days] == [["Habitat"], []]


@pytest.fixture
def with_two_plans() -> Space:
    """Both plans number an axis 4, and mean something else by it."""
    space = make_space("Plateforme FLE")
    for code, name, four in (
        ("pcs-2014-2019", "Plan de cohésion sociale 2014-2019", "Retissage des liens sociaux"),
        ("pcs-2020-2026", "Plan de cohésion sociale 2020-2025, prolongé à 2026", "Alimentation"),
    ):
        plan = Scheme.objects.create(code=code, name=name, kind=Scheme.Kind.FRAMEWORK)
        axis = Term.objects.create(scheme=plan, notation="axe 4", name=four)
        set_axis(by=organiser(space), space=space, axis=axis, since=dt.date(2014, 1, 1))
    return space


def test_an_axis_names_its_plan_on_the_page_and_leads_to_the_spaces_of_that_axis(
    client: Client, with_two_plans: Space
) -> None:
    page = text(client.get(reverse("network:space", args=[with_two_plans.address])))
    alimentation = Term.objects.get(name="Alimentation")
    assert f'?axe={alimentation.uid}">PCS 2020-2026 · axe 4</a> Alimentation' in page
    assert "PCS 2014-2019 · axe 4</a> Retissage des liens sociaux" in page


def test_the_list_is_narrowed_by_an_axis_that_names_its_plan(client: Client, with_two_plans: Space) -> None:
    page = text(client.get(reverse("network:spaces")))
    assert "PCS 2020-2026 · axe 4 – Alimentation" in page
    assert "PCS 2014-2019 · axe 4 – Retissage des liens sociaux" in page


def test_the_matrix_numbers_its_axes(client: Client, with_two_plans: Space) -> None:
    page = text(client.get(reverse("network:axes"), {"cadre": "pcs-2020-2026"}))
    assert "Axe 4 – Alimentation" in page
