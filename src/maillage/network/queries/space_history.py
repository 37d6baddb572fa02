"""Reads: what happened to a space, and to the organisation that it became, in one history (B21)."""

from __future__ import annotations

from django.core.paginator import Page, Paginator

from maillage.core.readers import Reader
from maillage.journal.models import Entry
from maillage.network.models import Space

PER_PAGE = 25


def history_of(space: Space, reader: Reader, page: str | int = 1) -> Page[Entry]:
    """Latest first, as far as the reader may see it."""
    entries = Entry.objects.about(space)
    if space.legal_person is not None and space.legal_person.audience in reader.keys:
        entries = entries | Entry.objects.about(space.legal_person)
    ordered = entries.visible_to(reader).order_by("-moment", "-pk")
    return Paginator(ordered, PER_PAGE).get_page(page)
