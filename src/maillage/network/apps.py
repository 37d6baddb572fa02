"""Declares the `network` room to Django."""

from importlib import import_module

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "maillage.network"

    def ready(self) -> None:
        import_module("maillage.network.rules")
        import_module("maillage.network.registers").register()
