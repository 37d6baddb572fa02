"""Declares the `desk` room to Django."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "maillage.desk"

    def ready(self) -> None:
        from maillage.desk.registers import register

        register()
