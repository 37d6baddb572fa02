"""Who walks through the screens of the network."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.network.factories import (
    make_organisation,
    make_worker,
)
from tests.network.screens import log_in
from tests.network.space_factories import worker

from maillage.network.models import Organisation


@pytest.fixture
def cripel() -> Organisation:
    return make_organisation("CRIPEL", is_host=True)


@pytest.fixture
def chloe(cripel: Organisation) -> Client:
    """Coordinates for the CRIPEL."""
    return log_in(worker(cripel, "Chloé Dupont", coordinator=True))


@pytest.fixture
def host() -> Organisation:
    return make_organisation("Centre des Trois-Rives", is_host=True)


@pytest.fixture
def coordinating(client: Client, host: Organisation) -> Client:
    """Someone who coordinates for the host is logged in."""
    client.force_login(make_worker(host, "Chloé Dumont", coordinator=True).user)
    return client
