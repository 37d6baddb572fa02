"""Reads: letters to groups that were sent."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet

from maillage.network.models import GroupLetter


def letters_seen(letters: QuerySet[GroupLetter]) -> QuerySet[Any]:
    """With `reached`: how many people each went to."""
    return letters.select_related("host").annotate(reached=Count("copies"))
