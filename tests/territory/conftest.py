"""The real reference data, loaded once for a module, and places that tests draw themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from maillage.territory.actions.containment import rebuild_containment
from maillage.territory.loading.figures import load_figures
from maillage.territory.loading.places import load_places
from maillage.territory.models import Territory


@pytest.fixture(scope="module")
def reference(django_db_setup: Any, django_db_blocker: Any) -> Iterator[None]:
    """All that `load-reference` loads but the search index, which takes longest; taken back when the module ends."""
    del django_db_setup
    with django_db_blocker.unblock(), transaction.atomic():
        load_places()
        load_figures()
        rebuild_containment()
        yield
        transaction.set_rollback(True)


def place(code: str) -> Territory:
    return Territory.objects.get(code=code)
