"""The list of watch notes (row H11)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from maillage.chronicle.models import WatchNote
from maillage.chronicle.queries import news as reads
from maillage.core.readers import Reader
from maillage.journal.remembered import Memory
from maillage.ui.listing import ColumnKind, Filter, ListColumn, Listing


def watch_listing(reader: Reader, day: dt.date) -> Listing:
    """« Notes de veille »."""
    memory = Memory(reader, day)
    used = memory.keep("choices of watch notes", lambda: _in_use(reader))
    return Listing(
        title="Notes de veille",
        lead="Ce qui change autour de nous, et ce que cela veut dire pour la pratique.",
        nothing="Aucune note de veille",
        one="note de veille",
        many="notes de veille",
        columns=(
            ListColumn("titre", "Titre", "title", sort="sort_title", link=watch_url),
            ListColumn("genre", "Genre", "get_nature_display", sort="nature"),
            ListColumn("date", "Date", "dated_on", sort="dated_on", kind=ColumnKind.DAY),
            ListColumn("vigueur", "En vigueur le", "effective_on", sort="effective_on", kind=ColumnKind.DAY),
            ListColumn("source", "Source", "source"),
            ListColumn("change", "Ce qui change", "change", on_screen=False),
            ListColumn("pratique", "Pour la pratique", "practice", on_screen=False),
            ListColumn("lien", "Lien", "link", on_screen=False),
            ListColumn("themes", "Thèmes", _themes, on_screen=False),
            ListColumn("dite", "Dite à", told_to, on_screen=False),
        ),
        filters=(
            Filter("genre", "Genre", field="nature", choices=WatchNote.Nature.choices),
            Filter("theme", "Thème", choices=used["themes"], apply=_with_theme),
            Filter("territoire", "Territoire", choices=used["grounds"], apply=_on_ground),
        ),
        search=("find_key",),
        search_label="Chercher une note",
        default_sort="-date",
        empty_hint="Un décret, une circulaire, un article qui compte ? La coordination l’explique ici en quelques lignes.",
        rows_template="chronicle/rows.html",
        remember=memory.keep,
    )


def watch_url(note: WatchNote) -> str:
    return reverse("chronicle:watch_note", args=[note.address])


def told_to(note: Any) -> str:
    """The spaces that this reader knows."""
    return ", ".join(f"{told.space.name} ({told.on:%d/%m/%Y})" for told in note.told_seen)


def _themes(note: WatchNote) -> str:
    return ", ".join(term.name for term in note.themes.all())


def _in_use(reader: Reader) -> dict[str, list[tuple[str, str]]]:
    rows = WatchNote.objects.visible_to(reader)
    return {"themes": reads.themes_in_use(rows), "grounds": reads.grounds_in_use(rows)}


def _with_theme(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return reads.with_theme(rows, [value])


def _on_ground(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return reads.on_ground(rows, [value])
