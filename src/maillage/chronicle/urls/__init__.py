"""The addresses of the `chronicle` room: `/nouvelles/`, `/veille/`, `/avis/`."""

from __future__ import annotations

from maillage.chronicle.urls import alerts, news, watch

app_name = "chronicle"
urlpatterns = [*news.urlpatterns, *watch.urlpatterns, *alerts.urlpatterns]
