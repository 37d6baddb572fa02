"""Declares the `exchange` room to Django."""

from importlib import import_module

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "maillage.exchange"

    def ready(self) -> None:
        import_module("maillage.exchange.rules")
        import_module("maillage.exchange.registers").register()
