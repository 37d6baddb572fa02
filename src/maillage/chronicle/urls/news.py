"""The addresses of news."""

from __future__ import annotations

from django.urls import path

from maillage.chronicle.views import feeds
from maillage.chronicle.views import news as views

urlpatterns = [
    path("nouvelles/", views.news, name="news"),
    path("nouvelles/publier/", views.post_news, name="post_news"),
    path("nouvelles/flux.rss", feeds.NewsFeed(), name="news_rss"),
    path("nouvelles/flux.atom", feeds.AtomNewsFeed(), name="news_atom"),
    path("nouvelles/<address:uid>/", views.news_item, name="news_item"),
    path("nouvelles/<address:uid>/corriger/", views.correct_news, name="correct_news"),
    path("nouvelles/<address:uid>/retirer/", views.withdraw_news, name="withdraw_news"),
    path("nouvelles/<address:uid>/remettre/", views.put_news_back, name="put_news_back"),
]
