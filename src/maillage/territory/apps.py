"""Declares the `territory` room to Django."""

from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    name = "maillage.territory"

    def ready(self) -> None:
        from maillage.territory.registers import register

        register()
