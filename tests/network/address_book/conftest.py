"""A platform, two people of its bureau, and who coordinates for its host."""

from __future__ import annotations

import pytest
from tests.network.address_book.hands import (
    organiser_of,
)
from tests.network.space_factories import make_space

from maillage.accounts.models import Person
from maillage.network.models import Space


@pytest.fixture
def space() -> Space:
    return make_space("Plateforme FLE")


@pytest.fixture
def nadia(space: Space) -> Person:
    return organiser_of(space, "Nadia Bureau")


@pytest.fixture
def omar(space: Space) -> Person:
    return organiser_of(space, "Omar Bureau")


@pytest.fixture
def chloe(space: Space) -> Person:
    return organiser_of(space, "Chloé Coordo", coordinator=True)
