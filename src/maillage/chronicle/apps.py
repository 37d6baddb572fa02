"""Declares the `chronicle` room to Django."""

from importlib import import_module

from django.apps import AppConfig


class ChronicleConfig(AppConfig):
    name = "maillage.chronicle"

    def ready(self) -> None:
        import_module("maillage.chronicle.rules")
        import_module("maillage.chronicle.registers").register()
