"""Declares the `search` room to Django."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "maillage.search"

    def ready(self) -> None:
        from maillage.search.registers import register

        register()
