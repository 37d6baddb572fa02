"""Reads: watch notes, and the spaces that were told of them as far as the reader knows these spaces."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet

from maillage.chronicle.models import WatchNote, WatchNoteTold
from maillage.core.readers import Reader
from maillage.network.queries.spaces import HEAVY_OF_A_TERM
from maillage.territory.models import Territory
from maillage.vocabulary.models import Term


def watch_notes_seen(reader: Reader) -> QuerySet[Any]:
    """With `told_seen`: who was told, latest first."""
    return _whole(WatchNote.objects.visible_to(reader), reader)


def watch_note_for(reader: Reader, uid: str) -> Any:
    """One note or None, withdrawn or not."""
    return _whole(WatchNote.objects.kept_for(reader), reader).filter(uid=uid).first()


def _whole(notes: QuerySet[Any], reader: Reader) -> QuerySet[Any]:
    told = WatchNoteTold.objects.visible_to(reader).select_related("space").order_by("-on", "space__sort_name")
    themes = Prefetch("themes", Term.objects.defer(*HEAVY_OF_A_TERM).order_by("sort_name", "pk"))
    grounds = Prefetch("territories", Territory.objects.defer("shape", "names").order_by("sort_name", "pk"))
    seen = notes.prefetch_related(Prefetch("told", told, to_attr="told_seen"))
    return seen.prefetch_related(themes).prefetch_related(grounds)
