"""« Nouvelles » on the pages of an organisation and of a space."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from maillage.chronicle.models import NewsItem
from maillage.chronicle.queries.news import news_of_organisation, news_of_space
from maillage.core.readers import Reader
from maillage.network.models import Organisation, Space
from maillage.records.actions import may
from maillage.ui.panels import Panel


def _of_organisation(organisation: Organisation, reader: Reader, day: dt.date) -> Mapping[str, Any] | None:
    posts = may(reader, "chronicle.post_for_organisation", organisation)
    url = f"{reverse('chronicle:post_news')}?organisation={organisation.uid}" if posts else ""
    return _shown(news_of_organisation(organisation.pk, reader, day), url)


def _of_space(space: Space, reader: Reader, day: dt.date) -> Mapping[str, Any] | None:
    posts = may(reader, "chronicle.post_in_space", space)
    url = f"{reverse('chronicle:post_news')}?espace={space.uid}" if posts else ""
    return _shown(news_of_space(space.pk, reader, day), url)


def _shown(items: Sequence[NewsItem], post_url: str) -> Mapping[str, Any] | None:
    """Nothing to read and nothing to write shows nothing."""
    return {"items": items, "post_url": post_url} if items or post_url else None


news_of_organisation_panel = Panel("chronicle/news/panel.html", _of_organisation)
news_of_space_panel = Panel("chronicle/news/panel.html", _of_space)
