"""Declares the `search` room to Django."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "maillage.search"
