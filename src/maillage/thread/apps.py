"""Declares the `thread` room to Django."""

from importlib import import_module

from django.apps import AppConfig


class ThreadConfig(AppConfig):
    name = "maillage.thread"

    def ready(self) -> None:
        import_module("maillage.thread.registers").register()
