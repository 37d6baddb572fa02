"""One demonstration for all that is said of it: loading it takes half a minute."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from maillage.demo.actions import load_demo
from maillage.records.reference import load_reference


@pytest.fixture(scope="package", autouse=True)
def _demonstration(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Loaded once for these tests, and rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_reference()
        load_demo()
        yield
        transaction.set_rollback(True)
