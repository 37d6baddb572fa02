"""Declares the `demo` room to Django."""

from importlib import import_module

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "maillage.demo"

    def ready(self) -> None:
        import_module("maillage.demo.registers").register()
