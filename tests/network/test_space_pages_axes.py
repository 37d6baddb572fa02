"""The axes that a platform's page shows are those of the frameworks in force on the day (G20, G21)."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.network.factories import make_organisation, make_term

from maillage.core.readers import SYSTEM
from maillage.network.actions.axes import set_axis
from maillage.network.actions.spaces import create_space
from maillage.network.models import SpaceHost
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
