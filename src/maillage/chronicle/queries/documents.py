"""Reads: what the search knows of news and of watch notes, each under its own audience."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from maillage.chronicle.models import NewsItem, WatchNote
from maillage.core.readers import PUBLIC
from maillage.records.clock import today
from maillage.search.registries import Document
from maillage.territory.queries.documents import uids_around

NEWS = "nouvelle"
WATCH = "veille"
SHOWN, ARCHIVED = 80, 300


def news_documents(ids: Sequence[int]) -> Iterable[Document]:
    """In bulk; what was withdrawn is left out."""
    day = today()
    found = NewsItem.objects.filter(pk__in=ids, withdrawn_at__isnull=True)
    rows = _with_subjects(found.select_related("organisation"))
    around = _around(rows)
    return [
        Document(
            object_id=item.pk,
            audience=item.audience,
            title=item.title,
            path=reverse("chronicle:news_item", args=[item.address]),
            uid=item.uid,
            subtitle=" · ".join(part for part in (item.get_kind_display(), _of(item), item.place) if part),
            body=[item.text, item.place, _of(item), *_subjects(item)],
            standing=SHOWN if item.shown_until >= day else ARCHIVED,
            facets=_facets(item, around),
        )
        for item in rows
    ]


def watch_documents(ids: Sequence[int]) -> Iterable[Document]:
    rows = _with_subjects(WatchNote.objects.filter(pk__in=ids, withdrawn_at__isnull=True))
    around = _around(rows)
    return [
        Document(
            object_id=note.pk,
            audience=note.audience,
            title=note.title,
            path=reverse("chronicle:watch_note", args=[note.address]),
            uid=note.uid,
            subtitle=f"{note.get_nature_display()} · {note.source}",
            body=[note.change, note.practice, note.source, *_subjects(note)],
            standing=SHOWN,
            facets=_facets(note, around),
        )
        for note in rows
    ]


def all_news_ids() -> Iterable[int]:
    return NewsItem.objects.values_list("pk", flat=True)


def all_watch_ids() -> Iterable[int]:
    return WatchNote.objects.values_list("pk", flat=True)


def just_archived() -> list[int]:
    """News whose last day was lately: found after what is current from now on."""
    day = today()
    ended = NewsItem.objects.filter(shown_until__lt=day).order_by("-shown_until", "pk")
    return list(ended.values_list("pk", flat=True)[:200])


def _with_subjects(rows: QuerySet[Any]) -> list[Any]:
    return list(rows.prefetch_related("themes__broader", "territories"))


def _around(rows: Iterable[Any]) -> Any:
    return uids_around({one.pk for row in rows for one in row.territories.all()})


def _subjects(row: Any) -> list[str]:
    return [*(one.name for one in row.territories.all()), *(term.name for term in row.themes.all())]


def _of(item: NewsItem) -> str:
    """The organisation, when everyone may know of it; the space is never named here."""
    one = item.organisation
    return one.name if one is not None and one.audience == PUBLIC else ""


def _facets(row: Any, around: Any) -> dict[str, list[str]]:
    terms = [one for term in row.themes.all() for one in (term, term.broader) if one is not None]
    return {
        "territoire": sorted({uid for one in row.territories.all() for uid in around.get(one.pk, {one.uid})}),
        "theme": sorted({term.uid for term in terms}),
    }
