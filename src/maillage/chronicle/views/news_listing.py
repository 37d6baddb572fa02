"""The list of news: its columns, and its filters as links that can be shared (row C9)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format

from maillage.chronicle.models import NewsItem
from maillage.chronicle.queries import news as reads
from maillage.chronicle.wording import from_whom, when, where
from maillage.core.readers import Reader
from maillage.journal.remembered import Memory
from maillage.ui.listing import ColumnKind, Filter, ListColumn, Listing, Option

Choices = list[tuple[str, str]]


def news_listing(reader: Reader, day: dt.date) -> Listing:
    """« Nouvelles » of the day, the archive one click away."""
    memory = Memory(reader, day)
    used = memory.keep("choices of news", lambda: _in_use(reader))
    return Listing(
        title="Nouvelles du réseau",
        lead="Événements, formations et appels des opérateurs : publiés une fois, lus par tous.",
        nothing="Aucune nouvelle à l’affiche",
        one="nouvelle",
        many="nouvelles",
        columns=_columns(reader),
        filters=_filters(used, day),
        search=("find_key",),
        search_label="Chercher une nouvelle",
        default_sort="-publiee",
        empty_hint="Une formation, une porte ouverte, un appel ? Publiez-les ici : ceux que cela concerne seront avertis.",
        rows_template="chronicle/rows.html",
        remember=memory.keep,
    )


def _columns(reader: Reader) -> tuple[ListColumn, ...]:
    return (
        ListColumn("titre", "Titre", "title", sort="sort_title", link=news_url),
        ListColumn("genre", "Genre", "get_kind_display", sort="kind"),
        ListColumn("quand", "Quand", when, sort="starts_on"),
        ListColumn("ou", "Où", where),
        ListColumn("de", "De la part de", lambda item: from_whom(item, reader)),
        ListColumn(
            "publiee", "Publiée le", "posted_at", sort="posted_at", show=_posted, kind=ColumnKind.MOMENT
        ),
        ListColumn("themes", "Thèmes", _themes, on_screen=False),
        ListColumn("debut", "Du", "starts_on", on_screen=False, kind=ColumnKind.DAY),
        ListColumn("fin", "Au", "ends_on", on_screen=False, kind=ColumnKind.DAY),
        ListColumn("contact", "Contact", "contact", on_screen=False),
        ListColumn("lien", "Lien", "link", on_screen=False),
        ListColumn("jusque", "Affichée jusqu’au", "shown_until", on_screen=False, kind=ColumnKind.DAY),
    )


def news_url(item: NewsItem) -> str:
    return reverse("chronicle:news_item", args=[item.address])


def _posted(item: NewsItem) -> str:
    return date_format(item.posted_at, "SHORT_DATE_FORMAT")


def _themes(item: NewsItem) -> str:
    return ", ".join(term.name for term in item.themes.all())


def _in_use(reader: Reader) -> dict[str, Choices]:
    rows = NewsItem.objects.visible_to(reader)
    return {"themes": reads.themes_in_use(rows), "grounds": reads.grounds_in_use(rows)}


def _filters(used: dict[str, Choices], day: dt.date) -> tuple[Filter, ...]:
    return (
        Filter(
            "etat",
            "État",
            options=(
                Option("affiche", "à l’affiche", Q(shown_until__gte=day)),
                Option("archives", "archives", Q(shown_until__lt=day)),
            ),
            default="affiche",
            any_label="toutes",
        ),
        Filter("genre", "Genre", field="kind", choices=NewsItem.Kind.choices, any_label="tous"),
        Filter("theme", "Thème", choices=used["themes"], apply=_with_theme),
        Filter("territoire", "Territoire", choices=used["grounds"], apply=_on_ground),
    )


def _with_theme(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return reads.with_theme(rows, [value])


def _on_ground(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return reads.on_ground(rows, [value])
