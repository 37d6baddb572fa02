"""Whether the index is still what it was."""

from __future__ import annotations

from django.db.models import QuerySet

from maillage.records.prepared import prepared
from maillage.search.models import IndexChange


def index_version() -> str:
    """Another one after each change of the index, and after none besides."""
    return " ".join(_tokens())


@prepared
def _tokens() -> QuerySet[IndexChange, str]:
    return IndexChange.objects.order_by("id").values_list("token", flat=True)
