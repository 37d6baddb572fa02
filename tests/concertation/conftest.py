"""Who walks through the screens of a cycle: an organiser, a member, and the visitor that `client` is."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.concertation.factories import make_cycle
from tests.network.factories import make_organisation
from tests.network.screens import log_in
from tests.network.space_factories import make_space, worker

from maillage.concertation.models import Cycle
from maillage.network.models import Organisation, Space


@pytest.fixture
def choir() -> Organisation:
    return make_organisation("Chœur du Laveu")


@pytest.fixture
def school() -> Organisation:
    return make_organisation("École de devoirs")


@pytest.fixture
def host() -> Organisation:
    return make_organisation("Centre des Trois-Rives", is_host=True)


@pytest.fixture
def space(host: Organisation, choir: Organisation, school: Organisation) -> Space:
    return make_space("Plateforme enfance", host=host, members=(choir, school))


@pytest.fixture
def cycle(space: Space) -> Cycle:
    """Public, where the two sit."""
    return make_cycle(space, public=True)


@pytest.fixture
def organiser_page(host: Organisation, space: Space) -> Client:
    """Coordinates for the host of the space."""
    del space
    return log_in(worker(host, "Chloé Dupont", coordinator=True))


@pytest.fixture
def member_page(choir: Organisation, space: Space) -> Client:
    """Works at the choir, which sits in the space."""
    del space
    return log_in(worker(choir, "Anna Lys"))
