"""Reading the journal: « Historique » of one object, as far as the reader may see it."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db import models

from maillage.core.readers import Reader
from maillage.journal.models import Entry
from maillage.records.prepared import prepared

PER_PAGE = 10


@dataclass(frozen=True, slots=True)
class History:
    """One page of what happened to an object, latest first."""

    page: Page[Entry]
    total: int

    @property
    def entries(self) -> list[Entry]:
        return list(self.page.object_list)


def history(row: models.Model, reader: Reader, *, page: int | str = 1, per_page: int = PER_PAGE) -> History:
    """Two queries whatever the length; a page that does not exist gives the nearest one."""
    entries = Entry.objects.about(row).visible_to(reader).order_by("-moment", "-id")
    pages = Paginator(entries, per_page)
    return History(page=pages.get_page(page), total=pages.count)


def content_version() -> int:
    """Grows with every write, since every action adds to the journal: the number of its last entry."""
    return next(iter(_last()), 0)


@prepared
def _last() -> models.QuerySet[Entry, int]:
    return Entry.objects.order_by("-id").values_list("id", flat=True)[:1]
