"""What this room itself has to tell in digests: news and watch notes, by theme, territory and kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst

from maillage.chronicle.models import NewsItem, WatchNote
from maillage.chronicle.queries.news import on_ground, with_theme
from maillage.chronicle.wording import from_whom, when_in_words, where
from maillage.core.readers import Reader
from maillage.mailing.registries import DigestItem, DigestSource, Params
from maillage.records.clock import day_of, today
from maillage.territory.models import Territory
from maillage.ui.days import in_words
from maillage.vocabulary.codes import Code
from maillage.vocabulary.models import Term

NEWS, WATCH = "nouvelles", "veille"
KINDS = dict(NewsItem.Kind.choices)
MOST_NAMED = 40


def wish(
    *, themes: Sequence[Term], territories: Sequence[Territory], kinds: Sequence[str] = ()
) -> dict[str, Any]:
    """The parameters of both sources; an empty criterion lets everything through."""
    return {
        "themes": sorted(term.uid for term in themes),
        "territories": sorted(one.uid for one in territories),
        "kinds": sorted(kinds),
    }


def terms_wished(params: Params) -> QuerySet[Term]:
    found = Term.objects.filter(scheme__code=Code.THEME, uid__in=params.get("themes", ()))
    return found.order_by("sort_name", "pk")


def territories_wished(params: Params) -> QuerySet[Territory]:
    found = Territory.objects.defer("shape").filter(uid__in=params.get("territories", ()))
    return found.order_by("sort_name", "pk")


def _news_described(params: Params) -> str:
    kinds = [KINDS[kind] for kind in params.get("kinds", ()) if kind in KINDS]
    return _described("nouvelles du réseau" if not kinds else f"nouvelles ({', '.join(kinds)})", params)


def _watch_described(params: Params) -> str:
    return _described("notes de veille", params)


def _described(what: str, params: Params) -> str:
    """« nouvelles (formation) · FLE, Santé · Huy »."""
    subjects = (
        ", ".join(term.name for term in terms_wished(params)) or "tous les thèmes",
        ", ".join(one.name for one in territories_wished(params)) or "tous les territoires",
    )
    return " · ".join((what, *subjects))


def _news(params: Params, since: dt.datetime, until: dt.datetime, reader: Reader) -> Sequence[DigestItem]:
    """Posted in between and still worth knowing; three queries."""
    found = NewsItem.objects.visible_to(reader).current(today())
    kinds = [kind for kind in params.get("kinds", ()) if kind in KINDS]
    if kinds:
        found = found.filter(kind__in=kinds)
    rows = _wished(found.filter(posted_at__gt=since, posted_at__lte=until), params)
    rows = rows.select_related("organisation", "space").prefetch_related("territories")
    return [_news_item(item, reader) for item in rows.order_by("-posted_at", "-pk")]


def _news_item(item: NewsItem, reader: Reader) -> DigestItem:
    said = (item.get_kind_display(), when_in_words(item), where(item), from_whom(item, reader))
    return DigestItem(
        key=f"nouvelle:{item.uid}",
        title=item.title,
        url=settings.SITE_URL + reverse("chronicle:news_item", args=[item.address]),
        line=capfirst(", ".join(part for part in said if part)),
        on=day_of(item.posted_at),
    )


def _watch(params: Params, since: dt.datetime, until: dt.datetime, reader: Reader) -> Sequence[DigestItem]:
    found = WatchNote.objects.visible_to(reader).filter(posted_at__gt=since, posted_at__lte=until)
    return [_watch_item(note) for note in _wished(found, params).order_by("-posted_at", "-pk")]


def _watch_item(note: WatchNote) -> DigestItem:
    holds = f"en vigueur le {in_words(note.effective_on)}" if note.effective_on else ""
    said = (note.get_nature_display(), holds, f"source : {note.source}")
    return DigestItem(
        key=f"veille:{note.uid}",
        title=note.title,
        url=settings.SITE_URL + reverse("chronicle:watch_note", args=[note.address]),
        line=capfirst(", ".join(part for part in said if part)),
        on=day_of(note.posted_at),
    )


def _wished(rows: QuerySet[Any], params: Params) -> QuerySet[Any]:
    if themes := params.get("themes"):
        rows = with_theme(rows, list(themes))
    if territories := params.get("territories"):
        rows = on_ground(rows, list(territories), or_nowhere=True)
    return rows


def first_values(query: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """What a link « M’avertir » of a list brings along, as the form wants it."""
    themes = Term.objects.filter(scheme__code=Code.THEME, uid__in=list(query.get("theme", ()))[:MOST_NAMED])
    grounds = Territory.objects.defer("shape").filter(uid__in=list(query.get("territoire", ()))[:MOST_NAMED])
    asked = [one for one in query.get("quoi", ()) if one in (NEWS, WATCH)]
    return {
        "sources": asked or [NEWS, WATCH],
        "kinds": [one for one in query.get("genre", ()) if one in KINDS],
        "themes": list(themes),
        "territories": list(grounds),
    }


news_source = DigestSource(NEWS, "Nouvelles", _news_described, _news)
watch_source = DigestSource(WATCH, "Notes de veille", _watch_described, _watch)
