"""Declares the `ui` room to Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "maillage.ui"

    def ready(self) -> None:
        from maillage.ui.registers import register

        register()
