"""Mail goes to the outbox, counters of rate limits start at nothing, a purpose of link leads to a page of the tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from maillage.accounts.registries import LinkPurpose, link_purposes


@pytest.fixture(autouse=True)
def _fresh(settings: Any) -> None:
    settings.EMAIL_BACKEND = "maillage.mailing.backend.OutboxBackend"
    cache.clear()


@pytest.fixture
def confirm_purpose() -> Iterator[str]:
    """« Confirmer sa fiche », landing on the file page (any page that takes a uid does)."""
    purpose = LinkPurpose(
        title="confirmer la fiche de votre organisation",
        landing="files:file",
        lifetime=dt.timedelta(days=30),
        single_use=True,
    )
    link_purposes.add("confirm", purpose)
    yield "confirm"
    link_purposes._entries.pop("confirm")
