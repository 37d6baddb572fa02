"""Declares the `concertation` room to Django."""

from importlib import import_module

from django.apps import AppConfig


class ConcertationConfig(AppConfig):
    name = "maillage.concertation"

    def ready(self) -> None:
        import_module("maillage.concertation.rules")
        import_module("maillage.concertation.registers").register()
