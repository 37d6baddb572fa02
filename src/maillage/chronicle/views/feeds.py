"""The public news as RSS and Atom, for readers of feeds and for the sites of others."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from maillage.chronicle.models import NewsItem
from maillage.chronicle.queries.news import news_seen
from maillage.chronicle.views.news_listing import news_url
from maillage.chronicle.wording import from_whom, when_in_words, where
from maillage.core.readers import VISITOR
from maillage.records.clock import today

MOST = 50
KEPT_SECONDS = 600


class NewsFeed(Feed):
    """What a visitor may read, whoever asks: a feed reader comes without a log-in."""

    title = "Nouvelles du réseau"
    description = "Événements, formations et appels des opérateurs."
    language = "fr-be"

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().__call__(request, *args, **kwargs)
        response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
        return response

    def link(self) -> str:
        return settings.SITE_URL + reverse("chronicle:news")

    def items(self) -> list[NewsItem]:
        return list(news_seen(VISITOR).current(today()).order_by("-posted_at", "-pk")[:MOST])  # type: ignore[attr-defined]

    def item_title(self, item: Any) -> str:
        return str(item.title)

    def item_description(self, item: NewsItem) -> str:
        said = (item.get_kind_display(), when_in_words(item), where(item), from_whom(item, VISITOR))
        return "\n".join((", ".join(part for part in said if part), item.text))

    def item_link(self, item: NewsItem) -> str:
        return settings.SITE_URL + news_url(item)

    def item_guid(self, item: NewsItem) -> str:
        """Stays when the title, hence the address, is corrected."""
        return f"{settings.SITE_URL}/nouvelles/{item.uid}/"

    def item_pubdate(self, item: NewsItem) -> dt.datetime:
        return item.posted_at

    def item_updateddate(self, item: NewsItem) -> dt.datetime:
        return item.corrected_at or item.posted_at

    def item_categories(self, item: NewsItem) -> list[str]:
        return [item.get_kind_display(), *(term.name for term in item.themes.all())]


class AtomNewsFeed(NewsFeed):
    feed_type = Atom1Feed
    subtitle = NewsFeed.description
